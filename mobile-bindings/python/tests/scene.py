"""What the scenarios take place in: the real server on a folder of its own, phones, and their key stores."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import fieldwalk as fw

BINARY = os.environ["FIELDWALK_BIN"]


class Keys(fw.KeyStore):
    """A key store in memory."""

    def __init__(self):
        self.kept: dict[str, bytes] = {}

    def get(self, name):
        return self.kept.get(name)

    def put(self, name, secret):
        self.kept[name] = secret

    def delete(self, name):
        self.kept.pop(name, None)


class Server:
    """A running `fieldwalk serve`."""

    def __init__(self, data: str, listen: str = "127.0.0.1:0"):
        self.data, self.first = data, None
        self.process = subprocess.Popen(
            [BINARY, "serve", "--json", "--listen", listen, "--data", data],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "RUST_LOG": "warn"},
            text=True,
        )
        while True:
            said = json.loads(self.process.stdout.readline())
            if "listening" in said:
                self.url = said["listening"]
                return
            self.first = said

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def run(self, *arguments: str) -> dict:
        command = [BINARY, *arguments, "--data", self.data, "--json"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    def invite(self, member: str | None = None) -> fw.Invite:
        if member is None:
            return fw.Invite(server_url=self.url, code=self.first["invite"])
        said = self.run("invite", "--network", self.first["network"], "--member", member)
        return fw.Invite(server_url=self.url, code=said["code"])


class Scene(unittest.IsolatedAsyncioTestCase):
    """A folder, and a server that is started when first asked for."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="fieldwalk-python-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self._server: Server | None = None

    async def asyncSetUp(self):
        # The test loop is in debug mode; that a server takes its time to start is no news.
        asyncio.get_running_loop().slow_callback_duration = 60

    @property
    def server(self) -> Server:
        if self._server is None:
            self._server = Server(os.path.join(self.folder, "server"))
            self.addCleanup(lambda: self._server.kill() if self._server.process.poll() is None else None)
        return self._server

    def app(self, name: str = "phone", keys: Keys | None = None, **more) -> fw.Fieldwalk:
        return fw.Fieldwalk(os.path.join(self.folder, name), keys or Keys(), **more)

    async def planned(self, observers: int):
        """A facilitator who planned a visit with so many observers and started it; the facilitator's profile, the visit."""
        self.keys = Keys()
        facilitator = await self.app("facilitator", self.keys).join(self.server.invite(), "facilitator's phone")
        network = self.server.first["network"]
        add = lambda *what: self.server.run("network", *what, "--network", network)
        school = add("add-school", "Hillside")["school"]
        members = [add("add-member", f"Observer {n}", "--role", "coach")["member"] for n in range(observers)]
        assert (await facilitator.sync()).is_complete
        visit = await facilitator.plan_visit(self.new_visit(school, members))
        await facilitator.set_stage(visit, fw.VisitStage.WALKING)
        assert (await facilitator.sync()).is_complete
        self.members = members
        return facilitator, visit

    def new_visit(self, school: str, observers: list[str]) -> fw.NewVisit:
        return fw.NewVisit(
            kind=fw.VisitKind.LEARNING_WALK,
            host_school=school,
            date="2026-11-21",
            problem_of_practice="How do students explain their thinking?",
            observers=observers,
            rooms=["Room A", "Room B"],
            look_fors=["Students explain"],
            starts_at=int(time.time() * 1_000) - 60_000,
            minutes=10,
        )

    async def walk(self, observers: int = 1):
        """The same with every observer on a phone of its own: profiles and the visit."""
        facilitator, visit = await self.planned(observers)
        self.apps, self.observer_keys, profiles = [], [], []
        for number, member in enumerate(self.members):
            keys = Keys()
            app = self.app(f"phone-{number}", keys)
            profile = await app.join(self.server.invite(member), "phone")
            assert (await profile.sync()).is_complete
            self.apps.append(app)
            self.observer_keys.append(keys)
            profiles.append(profile)
        return facilitator, profiles, visit

    def note(self, text: str) -> fw.NewNote:
        marks = fw.NoteMarks(kind=fw.NoteKind.VERBATIM, focus=fw.NoteFocus.STUDENTS)
        return fw.NewNote(slot=None, text=text, marks=marks)

    async def texts(self, profile: fw.Profile, visit: str, page: int = 100) -> list[str]:
        """The texts of all notes, read page by page."""
        texts: list[str] = []
        while True:
            got = await profile.items(visit, fw.ItemsShown.LIVE, len(texts), page)
            texts += [item.note.text for item in got.items]
            if len(texts) >= got.total:
                return texts
