"""A phone in a process of its own, to be killed or to run out of room: `child write|fill FOLDER PROFILE VISIT KEYS`."""

import ast
import asyncio
import resource
import signal
import sys

import fieldwalk as fw


class Keys(fw.KeyStore):
    def __init__(self, kept):
        self.kept = kept

    def get(self, name):
        return self.kept.get(name)

    def put(self, name, secret):
        self.kept[name] = secret

    def delete(self, name):
        self.kept.pop(name, None)


def note(text):
    marks = fw.NoteMarks(kind=fw.NoteKind.VERBATIM, focus=fw.NoteFocus.STUDENTS)
    return fw.NewNote(slot=None, text=text, marks=marks)


async def write(profile, visit):
    """Says the text of each note when it was confirmed, until killed."""
    await profile.type_draft(visit, fw.DraftPlace.NEW_NOTE(slot=None), "half a sen")
    number = 0
    while True:
        await profile.add_note(visit, note(f"note {number}"))
        print(f"note {number}", flush=True)
        number += 1


async def fill(profile, visit):
    """Writes until the disk refuses; says how, and how many of the notes that were confirmed are missing plus one."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512 * 1024, 512 * 1024))
    confirmed = []
    try:
        while True:
            text = f"{len(confirmed)} " + "x" * 5_000
            await profile.add_note(visit, note(text))
            confirmed.append(text)
    except fw.FieldwalkError as error:
        print(type(error).__name__)
    page = await profile.items(visit, fw.ItemsShown.LIVE, 0, 10_000)
    here = {item.note.text for item in page.items}
    print(1 + sum(text not in here for text in confirmed))


async def main(what, folder, profile, visit, keys):
    app = fw.Fieldwalk(folder, Keys(ast.literal_eval(keys)))
    await {"write": write, "fill": fill}[what](await app.open_profile(profile), visit)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
