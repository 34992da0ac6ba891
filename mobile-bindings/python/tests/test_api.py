"""The exported interface, compared with the committed `mobile-bindings/api.txt`.

To accept a change, run `python3 -m tests.test_api accept` in `mobile-bindings/python` and look at the difference: what
is taken away or renamed breaks apps.
"""

import dataclasses
import enum
import inspect
import pathlib
import re
import sys
import unittest

from fieldwalk import fieldwalk as generated

# Methods that are named like the tests for variants, which are the generated module's own.
KEPT = {"is_cancelled", "is_closed", "is_going", "is_wanted"}
FILE = pathlib.Path(__file__).parents[2] / "api.txt"


def names(of) -> list[str]:
    return sorted(name for name in vars(of) if not name.startswith("_"))


def signature(function) -> str:
    asynchronous = "async " if inspect.iscoroutinefunction(function) else ""
    text = f"{asynchronous}{function.__name__}{inspect.signature(function)}"
    # A default that is made at each call has no text of its own.
    return re.sub(r"<object object at 0x[0-9a-f]+>", "default", text)


def lines(name: str, of) -> list[str]:
    if inspect.isfunction(of):
        return [signature(of)]
    if isinstance(of, type) and issubclass(of, enum.Enum):
        return [f"enum {name}: {', '.join(variant.name for variant in of)}"]
    found = [f"{'error' if issubclass(of, Exception) else 'type'} {name}"]
    fields = {key: hint for key, hint in vars(of).get("__annotations__", {}).items() if not key.startswith("_")}
    found += [f"  {key}: {hint}" for key, hint in fields.items()]
    for key in names(of):
        member = inspect.unwrap(getattr(of, key))
        if inspect.isfunction(member) and not key.lower().startswith("is_") or key in KEPT:
            found.append(f"  {signature(member)}")
        elif inspect.isclass(member) and not key.startswith("is_"):
            fields_of_variant = list(inspect.signature(member.__init__).parameters.values())[1:]
            hints = vars(member).get("__annotations__", {})
            shown = [f"{field.name}: {hints.get(field.name, 'Any')}" for field in fields_of_variant]
            found.append(f"  {key}({', '.join(shown)})")
    if "__init__" in vars(of) and not fields and not issubclass(of, Exception):
        found.append(f"  {signature(of.__init__)}")
    return found


def interface() -> str:
    text: list[str] = []
    for name in sorted(generated.__all__):
        of = getattr(generated, name)
        if name.endswith(("Protocol", "Impl")):
            continue
        if inspect.isclass(of) or inspect.isfunction(of):
            text += lines(name, of)
    return "\n".join(text).replace("typing.", "") + "\n"


class Api(unittest.TestCase):
    maxDiff = None

    def test_interface_is_the_committed_one(self):
        self.assertMultiLineEqual(FILE.read_text(), interface(), __doc__)


if __name__ == "__main__":
    if sys.argv[1:] == ["accept"]:
        FILE.write_text(interface())
    else:
        unittest.main()
