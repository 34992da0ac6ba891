"""Every exported method with arguments that no screen gives: its value or a declared error, and nothing else."""

import contextlib
import enum
import inspect
import os
import random
import types
import typing
import unittest

import fieldwalk as fw
from fieldwalk import fieldwalk as generated

from .scene import Keys, Scene

ROUNDS = 12
NUMBERS = [0, 1, -1, 24, 2**31, 2**63 - 1, -(2**63)]
OBJECTS = [fw.Profile, fw.Subscription, fw.Cancel, fw.Completion, fw.Fieldwalk]


class Failing(fw.ChangeListener, fw.ProgressListener):
    """An app whose listeners are broken."""

    def changed(self, changes):
        raise AssertionError("a listener")

    progressed = changed


class Silent(fw.HttpTransport):
    """Keeps what is asked and never answers."""

    def __init__(self):
        self.kept = []

    def start(self, request, completion):
        self.kept.append(completion)
        raise fw.AppError.Failed("it does not start")


class Arguments:
    """Makes arguments: for each type the edges, and now and then an id that is known."""

    def __init__(self, known):
        self.random, self.known = random.Random(4), known
        self.texts = ["", " ", "\0", "x", "../../x", "\u202e\ufeff", "pattern/x", "2026-13-41", "9" * 5_000, "é" * 700_000]

    def of(self, function) -> dict:
        hints = typing.get_type_hints(function, vars(generated))
        made = {name: self.one(hint) for name, hint in hints.items() if name not in ("self", "return")}
        if "status" in made and hints["status"] is int:
            # The one number that is not of 64 bits. A larger one is Python's own ValueError, before anything is called.
            made["status"] %= 1 << 16
        return made

    def one(self, hint):
        inner = [part for part in typing.get_args(hint) if part is not object]
        if typing.get_origin(hint) is typing.Union:
            return self.one(self.random.choice(inner))
        if typing.get_origin(hint) is list:
            return [self.one(inner[0]) for _ in range(self.random.choice([0, 1, 2, 3, 300]))]
        if hint in (types.NoneType, fw.Cancel):
            return hint()
        if hint in (fw.ChangeListener, fw.ProgressListener):
            return Failing()
        if hint is str:
            return self.random.choice(self.known if self.random.random() < 0.6 else self.texts)
        if hint is int:
            return self.random.choice(NUMBERS)
        if hint is bool:
            return self.random.random() < 0.5
        if hint is bytes:
            return self.random.randbytes(self.random.randrange(2_000))
        if issubclass(hint, enum.Enum):
            return self.random.choice(list(hint))
        variants = [part for part in vars(hint).values() if inspect.isclass(part)]
        made = self.random.choice(variants) if variants else hint
        return made(**self.of(made.__init__))


class Hostile(Scene):
    async def test_every_exported_method_answers_with_a_value_or_a_declared_error(self):
        _, (ada,), visit = await self.walk()
        note = await ada.add_note(visit, self.note("stays as it is"))
        arguments = Arguments([visit, note])
        targets = [ada, ada.subscribe(Failing()), fw.Cancel(), await self.completion(), self.apps[0]]
        self.assertEqual([type(target) for target in targets], OBJECTS)
        called = set()
        # Somewhere deep: files with hostile names are written to wherever this is.
        os.makedirs(scratch := os.path.join(self.folder, "a/b/c"))
        self.enterContext(contextlib.chdir(scratch))
        for target in targets:
            for name, method in inspect.getmembers(type(target), inspect.isfunction):
                if not name.startswith("_") and (type(target), name) != (fw.Profile, "close"):
                    for _ in range(ROUNDS):
                        await self.answers(f"{type(target).__name__}.{name}", getattr(target, name), arguments.of(method))
                    called.add(f"{type(target).__name__}.{name}")
        for name, function in inspect.getmembers(generated, inspect.isfunction):
            if name in generated.__all__ and not name.startswith("uniffi"):
                for _ in range(ROUNDS):
                    await self.answers(name, function, arguments.of(function))
                called.add(name)
        for folder in arguments.texts:
            await self.answers("Fieldwalk", fw.Fieldwalk, {"folder": folder, "key_store": Keys()})
            await self.answers("Cancel", fw.Cancel, {})
        items = (await ada.items(visit, fw.ItemsShown.ALL, 0, 1_000_000)).items
        self.assertIn(note, [item.note.id for item in items if item.is_OF_NOTE()])
        for _ in range(2):
            await self.answers("Profile.close", ada.close, {})
        called |= {"Fieldwalk.new", "Cancel.new", "Profile.close"}
        # Held against everything that is exported by who runs this.
        if "FIELDWALK_CALLED" in os.environ:
            with open(os.environ["FIELDWALK_CALLED"], "w") as opened:
                opened.write("\n".join(sorted(called)))

    async def answers(self, name, call, arguments):
        try:
            answer = call(**arguments)
            if inspect.isawaitable(answer):
                await answer
        except fw.FieldwalkError:
            pass
        except Exception as error:
            given = {key: repr(value)[:60] for key, value in arguments.items()}
            self.fail(f"{name}({given}): {error!r}"[:900])

    async def completion(self):
        """The completion of a request that nobody answered."""
        transport = Silent()
        with self.assertRaises(fw.FieldwalkError.NoConnection):
            invite = fw.Invite(server_url="http://127.0.0.1:9", code="ABCD-EFGH-JKMN-PQRS")
            await self.app("silent", transport=transport).join(invite, "phone")
        return transport.kept[0]


if __name__ == "__main__":
    unittest.main()
