"""What a call costs in each language: `cargo xtask bindings bench`, which a person runs, prints the table.

`python3 -m tests.bench --walker NAME COMMAND… …`: each command is called with a folder, an invite and visits, and prints
what each call took, in microseconds, once for each visit; the least of them counts. Python measures itself here.
"""

import shutil
import subprocess
import sys
import time
import unittest

from .scene import Scene
from .together import given

# Of two visits the first also warms up what compiles while it runs.
ROUNDS, VISITS = 4, 2
CALLS, WAITING_CALLS, NOTES = 20_000, 2_000, 1_000
# What is measured, how many of it one figure is for, and how it is called.
ROWS = {
    "call": "a call that answers at once (`is_closed`)",
    "waiting-call": "a call that waits for another thread (`check_evidence` of three words)",
    "notes-one-by-one": "1,000 × `add_note`, each confirmed on disk",
    "notes-together": "`add_notes` of 1,000",
}


class Bench(Scene):
    commands = {}

    async def test_bench(self):
        facilitator, first = await self.planned(1 + len(self.commands))
        (school,) = (await facilitator.network_page()).schools
        visits = [first]
        while len(visits) < ROUNDS * VISITS:
            visits.append(await facilitator.plan_visit(self.new_visit(school.id, self.members)))
        self.assertTrue((await facilitator.sync()).is_complete)
        figures = {name: [] for name in [*self.commands, "Python"]}
        for number in range(ROUNDS):
            # In turn, so that all meet the same weather on the disk.
            these = visits[number * VISITS : (number + 1) * VISITS]
            python, *others = [self.server.invite(member) for member in self.members]
            for (name, command), invite in zip(self.commands.items(), others):
                # Not below this test's own folder: a program may live in a root of its own.
                folder = f"{self.folder}-{name}-{number}"
                self.addCleanup(shutil.rmtree, folder, True)
                link = f"{invite.server_url}/invite#{invite.code}"
                done = subprocess.run([*command, folder, link, *these], stdout=subprocess.PIPE, text=True, check=True)
                figures[name] += [line.split() for line in done.stdout.splitlines()]
            figures["Python"] += await self.in_python(f"python-{number}", python, these)
        least = lambda said: {what: min(float(took) for row, took in said if row == what) for what in ROWS}
        print(table({name: least(said) for name, said in figures.items()}))

    async def in_python(self, name, invite, visits):
        profile = await self.app(name).join(invite, "bench")
        self.assertTrue((await profile.sync()).is_complete)
        text = "two students compared how they had added the tens before the ones today"
        notes = [self.note(f"Note {number}: {text}") for number in range(NOTES)]
        said = []

        def say(what, started, times):
            said.append((what, (time.perf_counter() - started) * 1e6 / times))

        for visit in visits:
            started = time.perf_counter()
            for _ in range(CALLS):
                profile.is_closed()
            say("call", started, CALLS)
            started = time.perf_counter()
            for _ in range(WAITING_CALLS):
                await profile.check_evidence("12 of 24")
            say("waiting-call", started, WAITING_CALLS)
            started = time.perf_counter()
            for note in notes:
                await profile.add_note(visit, note)
            say("notes-one-by-one", started, 1)
            started = time.perf_counter()
            await profile.add_notes(visit, notes)
            say("notes-together", started, 1)
        return said


def table(figures):
    """Markdown: times, and how many times the first language's."""
    base = next(iter(figures.values()))
    lines = ["| what | " + " | ".join(figures) + " |", "|---" * (1 + len(figures)) + "|"]
    for what, words in ROWS.items():
        cells = []
        for of in figures.values():
            ratio = "" if of is base else f" (× {of[what] / base[what]:.3g})"
            cells.append(f"{shown(of[what])}{ratio}")
        lines.append(f"| {words} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def shown(micros):
    if micros < 1:
        return f"{micros * 1e3:.2g} ns"
    return f"{micros:.3g} µs" if micros < 1_000 else f"{micros / 1e3:.0f} ms"


if __name__ == "__main__":
    Bench.commands = given(sys.argv[1:])
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Bench)
    result = unittest.TextTestRunner(verbosity=0).run(suite)
    sys.exit(0 if result.testsRun > 0 and result.wasSuccessful() else 1)
