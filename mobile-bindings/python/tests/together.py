"""Phones of several languages walk one visit, and each sees the same in the end.

`python3 -m tests.together --walker NAME COMMAND… --walker NAME COMMAND…`: each command is a walker of another language,
to be called with a folder and what to do. The Python phone walks along, and the operator's export is the judge.
"""

import csv
import os
import shutil
import subprocess
import sys
import unittest

from .scene import Scene

NOTES = 3


class Walker:
    """The command-line walker of another language, with its phone's folder."""

    def __init__(self, name, command, folder):
        self.name, self.command, self.folder = name, command, folder

    def do(self, *what, typed=""):
        done = subprocess.run([*self.command, self.folder, *what], input=typed, capture_output=True, text=True)
        assert done.returncode == 0, f"{self.name} {what}: {done.stdout}{done.stderr}"
        return done.stdout


class Together(Scene):
    walkers = {}

    async def test_phones_of_every_language_walk_one_visit(self):
        facilitator, visit = await self.planned(1 + len(self.walkers))
        ada, *others = self.members
        python = await self.app("python").join(self.server.invite(ada), "python")
        self.assertTrue((await python.sync()).is_complete)
        phones = []
        for (name, command), member in zip(self.walkers.items(), others):
            # Not below this test's own folder: a walker may live in a root of its own.
            phone = Walker(name, command, f"{self.folder}-{name}")
            self.addCleanup(shutil.rmtree, phone.folder, True)
            invite = self.server.invite(member)
            phone.do("join", f"{invite.server_url}/invite#{invite.code}")
            phones.append(phone)

        # Nobody has a network that matters: each writes and shares on the phone alone.
        written = {name: [f"{name} heard question {n}" for n in range(NOTES)] for name in ["python", *self.walkers]}
        for text in written["python"]:
            await python.add_note(visit, self.note(text))
        await python.share_all(visit)
        for phone in phones:
            phone.do("walk", typed="".join(f"{text}\n" for text in written[phone.name]))
            phone.do("share")

        # Twice: the second time each fetches what the others sent after it.
        for _ in range(2):
            self.assertTrue((await python.sync()).is_complete)
            for phone in phones:
                self.assertIn("synced", phone.do("sync"))
        everything = sorted(text for texts in written.values() for text in texts)
        seen = await python.feedback_summary(visit, 0, 1_000)
        self.assertEqual(sorted(note.text for note in seen.notes), everything)
        for phone in phones:
            lines = phone.do("show").splitlines()
            shown = [text for text in everything for line in lines if line.startswith("- ") and line.endswith(text)]
            self.assertEqual(shown, everything, phone.name)

        out = os.path.join(self.folder, "out")
        self.server.run("export", "--visit", visit, "--out", out)
        with open(os.path.join(out, "notes.csv"), newline="", encoding="utf-8") as file:
            self.assertEqual(sorted(row["text"] for row in csv.DictReader(file)), everything)


def given(arguments):
    """The walkers by name."""
    walkers, name = {}, None
    arguments = iter(arguments)
    for argument in arguments:
        if argument == "--walker":
            name = next(arguments)
            walkers[name] = []
        else:
            walkers[name].append(argument)
    return walkers


if __name__ == "__main__":
    Together.walkers = given(sys.argv[1:])
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Together)
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    print(f"together: python, {', '.join(Together.walkers)}")
    sys.exit(0 if result.testsRun > 0 and result.wasSuccessful() else 1)
