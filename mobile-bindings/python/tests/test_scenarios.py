"""The scenarios of ../../scenarios.md, each under the name it has there."""

import asyncio
import gc
import os
import signal
import subprocess
import sys
import time
import unittest
import weakref

import fieldwalk as fw

from .scene import Keys, Scene, Server

CHILD = [sys.executable, "-m", "tests.child"]


class Heard(fw.ChangeListener):
    def changed(self, changes):
        pass


class Throws(fw.ChangeListener, fw.LogSink, fw.KeyStore, fw.ProgressListener, fw.HttpTransport):
    """An app whose every callback is broken."""

    def __init__(self):
        self.calls = 0

    def _fail(self, *_):
        self.calls += 1
        raise RuntimeError("the app's own fault")

    changed = log = get = put = delete = progressed = start = _fail


class Scenarios(Scene):
    async def test_enrol(self):
        app, keys = self.app("phone", keys := Keys()), keys
        profile = await app.join(self.server.invite(), "phone")
        self.assertTrue((await profile.sync()).is_complete)
        page = await profile.network_page()
        (entry,) = await app.profiles()
        self.assertEqual((entry.profile, entry.member, entry.is_open), (profile.id(), page.me, True))
        self.assertEqual(len(keys.kept), 3)
        with self.assertRaises(fw.FieldwalkError.Refused):
            await self.app("another").join(self.server.invite(), "thief")

    async def test_capture(self):
        _, (ada,), visit = await self.walk()
        screen = await ada.walk_screen(visit, None)
        self.assertEqual([slot.room_code for slot in screen.slots], ["Room A", "Room B"])
        await ada.acknowledge_norms(visit)
        await ada.start_slot(visit, screen.slots[1].id)
        note = await ada.add_note(visit, self.note("Nine students raised a hand"))
        await ada.edit_note(visit, note, fw.NoteEdit(text="Ten students raised a hand"))
        tally = await ada.add_tally(visit, screen.slots[1].id, "hands", 24)
        for delta in (5, 8, -1):
            await ada.count_tally(visit, tally, delta)
        await ada.add_wondering(visit, None, "I wonder what they wrote")
        screen = await ada.walk_screen(visit, None)
        self.assertEqual((screen.is_norms_acknowledged, screen.current), (True, screen.slots[1].id))
        self.assertEqual((screen.items[0].tally.count, screen.items[0].tally.denominator), (12, 24))
        await ada.delete_item(visit, note)
        self.assertEqual((await ada.items(visit, fw.ItemsShown.DELETED, 0, 9)).items[0].note.id, note)
        await ada.restore_item(visit, note)
        self.assertEqual((await ada.search("ten stud", 5))[0].item, note)
        await ada.finish_slot(visit, screen.slots[1].id)

    async def test_draft(self):
        _, (ada,), visit = await self.walk()
        place = fw.DraftPlace.NEW_NOTE(slot=None)
        text = "a student said 'because'"
        # Nobody waits between two keystrokes: the last one must win.
        await asyncio.gather(*(ada.type_draft(visit, place, text[: n + 1]) for n in range(len(text))))
        self.assertEqual([draft.text for draft in await ada.drafts(visit)], [text])
        marks = fw.NoteMarks(kind=fw.NoteKind.VERBATIM, focus=fw.NoteFocus.STUDENTS)
        note = await ada.commit_draft(visit, place, marks)
        self.assertEqual(await self.texts(ada, visit), [text])
        self.assertIsNotNone(note)
        self.assertEqual(await ada.drafts(visit), [])
        await ada.type_draft(visit, place, "  ")
        self.assertIsNone(await ada.commit_draft(visit, place, marks))

    async def test_kill_and_reopen(self):
        _, (ada,), visit = await self.walk()
        name, keys = ada.id(), self.observer_keys[0]
        await ada.close()
        child = subprocess.Popen(
            [*CHILD, "write", os.path.join(self.folder, "phone-0"), name, visit, repr(keys.kept)],
            stdout=subprocess.PIPE,
            text=True,
        )
        confirmed = [child.stdout.readline().strip() for _ in range(20)]
        child.send_signal(signal.SIGKILL)
        child.wait()
        confirmed += [line.strip() for line in child.stdout]
        child.stdout.close()
        ada = await self.apps[0].open_profile(name)
        texts = await self.texts(ada, visit)
        self.assertGreaterEqual(len(confirmed), 20)
        for text in confirmed:
            self.assertEqual(texts.count(text), 1, text)
        self.assertEqual([draft.text for draft in await ada.drafts(visit)], ["half a sen"])

    async def test_evidence_check(self):
        profile = await self.app().join(self.server.invite(), "phone")
        text = "😀 The lesson was good"
        (finding,) = await profile.check_evidence(text)
        self.assertEqual(finding.kind, fw.FindingKind.JUDGEMENT)
        span = finding.span
        self.assertIn("good", text[span.start_scalar : span.end_scalar])
        self.assertIn("good", text.encode("utf-16-le")[2 * span.start : 2 * span.end].decode("utf-16-le"))
        self.assertEqual(await profile.check_evidence('The teacher said "good job"'), [])

    async def test_share(self):
        facilitator, (ada,), visit = await self.walk()
        shown = await ada.add_note(visit, self.note("three pairs compared answers"))
        kept = await ada.add_note(visit, self.note("kept to myself"))
        self.assertEqual(await ada.share(visit, [shown]), 1)
        await ada.reword(visit, shown, "three pairs compared their answers")
        await ada.sync()
        await facilitator.sync()
        summary = await facilitator.feedback_summary(visit, 0, 10)
        self.assertEqual([note.text for note in summary.notes], ["three pairs compared their answers"])
        await ada.withdraw(visit, [shown])
        await ada.sync()
        await facilitator.sync()
        self.assertEqual((await facilitator.feedback_summary(visit, 0, 10)).total_notes, 0)
        self.assertEqual(len(await self.texts(ada, visit)), 2)
        self.assertTrue(kept)

    async def test_debrief(self):
        facilitator, (ada,), visit = await self.walk()
        note = await ada.add_note(visit, self.note("two students asked why"))
        await ada.share(visit, [note])
        await ada.sync()
        await facilitator.set_stage(visit, fw.VisitStage.DEBRIEFING)
        await facilitator.sync()
        await ada.sync()
        pattern = await ada.add_pattern(visit, "Students ask")
        (card,) = (await ada.debrief_board(visit)).unplaced
        await ada.place_evidence(visit, pattern, card.evidence, fw.EvidenceBearing.SUPPORTS)
        text = await ada.shared_text(visit, f"pattern/{pattern}")
        await ada.edit_text(visit, text.place, text.seen, "Students ask why")
        with self.assertRaises(fw.FieldwalkError.StepSkipped):
            await ada.set_debrief_step(visit, fw.DebriefStep.PREDICT)
        await ada.sync()
        await facilitator.sync()
        board = await facilitator.debrief_board(visit)
        self.assertEqual(board.patterns[0].statement, "Students ask why")
        self.assertEqual(board.patterns[0].evidence[0].text, "two students asked why")

    async def test_offline_status(self):
        _, (ada,), visit = await self.walk()
        self.server.kill()
        note = await ada.add_note(visit, self.note("nobody hears this yet"))
        outcome = await ada.sync()
        self.assertEqual(outcome.failure, fw.SyncFailure.NO_CONNECTION)
        self.assertIsNotNone(outcome.wake_at)
        visit_status, status = await ada.visit_status(visit), await ada.status()
        self.assertEqual((visit_status.on_device, visit_status.held, visit_status.waiting), (1, 0, 1))
        self.assertEqual(await ada.item_status(visit, note), fw.ItemStatus.WAITING)
        self.assertEqual(status.failing.failure, fw.SyncFailure.NO_CONNECTION)
        self.assertIsNotNone(status.last_synced_at)

    async def test_sync(self):
        _, (ada,), visit = await self.walk()
        steps = []

        class Steps(fw.ProgressListener):
            def progressed(self, progress):
                steps.append(progress)

        note = await ada.add_note(visit, self.note("sent"))
        outcome = await fw.sync(ada, Steps())
        self.assertTrue(outcome.is_complete)
        self.assertEqual(await ada.item_status(visit, note), fw.ItemStatus.HELD)
        self.assertEqual((steps[-1].waiting, steps[-1].requests), (0, outcome.requests))
        self.assertGreater(steps[0].waiting, 0)

    async def test_keep_synced(self):
        facilitator, (ada,), visit = await self.walk()
        going = facilitator.keep_synced()
        async with fw.changes(facilitator) as changed:
            note = await ada.add_note(visit, self.note("seen at once"))
            await ada.share(visit, [note])
            await ada.sync()
            async with asyncio.timeout(30):
                async for change in changed:
                    if visit in change.visits:
                        break
        self.assertEqual((await facilitator.feedback_summary(visit, 0, 9)).total_notes, 1)
        going.end()
        self.assertFalse(going.is_going())

    async def test_merge(self):
        _, (ada, ben), visit = await self.walk(2)
        await ada.share(visit, [await ada.add_note(visit, self.note("from Ada"))])
        await ben.share(visit, [await ben.add_note(visit, self.note("from Ben"))])
        for profile in (ada, ben, ada):
            self.assertTrue((await profile.sync()).is_complete)
        for profile in (ada, ben):
            summary = await profile.feedback_summary(visit, 0, 10)
            self.assertEqual(sorted(note.text for note in summary.notes), ["from Ada", "from Ben"])
        self.assertEqual(await self.texts(ada, visit), ["from Ada"])

    async def test_conflict(self):
        _, (ada,), visit = await self.walk()
        tablet = await self.app("tablet").join(self.server.invite(self.members[0]), "tablet")
        note = await ada.add_note(visit, self.note("four students"))
        await ada.sync()
        await tablet.sync()
        await ada.edit_note(visit, note, fw.NoteEdit(text="five students"))
        await tablet.edit_note(visit, note, fw.NoteEdit(text="six students"))
        for profile in (ada, tablet, ada):
            await profile.sync()
        for profile in (ada, tablet):
            (item,) = (await profile.items(visit, fw.ItemsShown.LIVE, 0, 9)).items
            self.assertEqual(sorted(item.note.wordings), ["five students", "six students"])
        await ada.edit_note(visit, note, fw.NoteEdit(text="six students"))
        await ada.sync()
        await tablet.sync()
        (item,) = (await tablet.items(visit, fw.ItemsShown.LIVE, 0, 9)).items
        self.assertEqual((item.note.text, item.note.wordings), ("six students", []))

    async def test_cancel_mid_sync(self):
        _, (ada,), visit = await self.walk()
        name = ada.id()
        await ada.close()

        class Silent(fw.HttpTransport):
            """Takes every request and never answers."""

            def __init__(self):
                self.taken, self.completions = asyncio.Event(), []
                self.loop = asyncio.get_running_loop()

            def start(self, request, completion):
                self.completions.append(completion)
                self.loop.call_soon_threadsafe(self.taken.set)

        transport = Silent()
        app = self.app("phone-0", self.observer_keys[0], transport=transport)
        ada = await app.open_profile(name)
        await ada.add_note(visit, self.note("waits"))
        cancel = fw.Cancel()
        syncing = asyncio.create_task(ada.sync(cancel=cancel))
        await transport.taken.wait()
        cancel.cancel()
        with self.assertRaises(fw.FieldwalkError.Cancelled):
            await syncing
        transport.taken.clear()
        # The task itself is cancelled, as a screen that is left does.
        syncing = asyncio.create_task(fw.sync(ada))
        await transport.taken.wait()
        syncing.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await syncing
        self.assertEqual((await ada.visit_status(visit)).waiting, 1)
        await ada.close()
        ada = await self.app("phone-0", self.observer_keys[0]).open_profile(name)
        self.assertTrue((await ada.sync()).is_complete)

    async def test_server_gone_and_back(self):
        _, (ada,), visit = await self.walk()
        await ada.add_note(visit, self.note("through a power cut"))
        self.server.kill()
        self.assertFalse((await ada.sync()).is_complete)
        listen = self.server.url.removeprefix("http://")
        self._server = Server(self.server.data, listen)
        self.assertTrue((await ada.sync()).is_complete)
        self.assertIsNone((await ada.status()).failing)

    async def test_revoked(self):
        _, (ada,), visit = await self.walk()
        network = self.server.first["network"]
        devices = self.server.run("devices", "--network", network)
        devices = devices if isinstance(devices, list) else devices["devices"]
        (device,) = [d["id"] for d in devices if d["member"] == self.members[0]]
        self.server.run("revoke", "--device", device)
        note = await ada.add_note(visit, self.note("written after that"))
        outcome = await ada.sync()
        self.assertEqual((outcome.failure, outcome.retry), (fw.SyncFailure.REVOKED, fw.Retry.AFTER_ACTION()))
        with self.assertRaises(fw.FieldwalkError.Unsent):
            await self.apps[0].remove_profile(ada.id())
        await ada.rejoin(self.server.invite(self.members[0]), "phone again")
        self.assertTrue((await ada.sync()).is_complete)
        self.assertEqual(await ada.item_status(visit, note), fw.ItemStatus.HELD)
        await self.apps[0].remove_profile(ada.id())
        self.assertEqual(await self.apps[0].profiles(), [])
        self.assertEqual(self.observer_keys[0].kept, {})

    async def test_wrong_key(self):
        _, (ada,), visit = await self.walk()
        name, keys, folder = ada.id(), self.observer_keys[0], os.path.join(self.folder, "phone-0")
        words = "the heron stood by the window"
        await ada.add_note(visit, self.note(words))

        def files():
            paths = sorted(os.path.join(folder, file) for file in os.listdir(folder))
            return {path: open(path, "rb").read() for path in paths}

        def assert_illegible():
            content = b"".join(files().values())
            for secret in (*keys.kept.values(), words.encode(), b"CREATE TABLE"):
                self.assertNotIn(secret, content)

        assert_illegible()  # the note is in the write-ahead log
        await ada.close()
        assert_illegible()
        before = files()
        (store_key,) = (key for key in keys.kept if key.endswith("/store-key"))
        others = {key: secret for key, secret in keys.kept.items() if key != store_key}
        for wrong in (
            {},
            {key: b"\7" * 32 for key in keys.kept},
            others,
            {**others, store_key: b"\7" * 32},
            {**others, store_key: b"\7"},
            {store_key: keys.kept[store_key]},
            {store_key: keys.kept[store_key], **{key: b"\7" * 32 for key in others}},
        ):
            app = self.app("phone-0", stranger := Keys())
            stranger.kept = dict(wrong)
            with self.assertRaises(fw.FieldwalkError.WrongKey):
                await app.open_profile(name)
            self.assertEqual(stranger.kept, wrong)
            # With the key to the file it is read, and that is all.
            if store_key not in wrong or wrong[store_key] != keys.kept[store_key]:
                self.assertEqual(files(), before)
                (entry,) = await app.profiles()
                self.assertIsNone(entry.network_name)
        ada = await self.app("phone-0", keys).open_profile(name)
        self.assertEqual(await self.texts(ada, visit), [words])
        self.assertTrue((await ada.sync()).is_complete)

    async def test_disk_full(self):
        _, (ada,), visit = await self.walk()
        await ada.add_note(visit, self.note("before"))
        name, kept = ada.id(), repr(self.observer_keys[0].kept)
        await ada.close()
        folder = os.path.join(self.folder, "phone-0")
        done = subprocess.run([*CHILD, "fill", folder, name, visit, kept], capture_output=True, text=True)
        # SQLite calls a limit on a file a failure to write, and only a full disk full.
        self.assertIn(done.stdout.split(), (["DiskFull", "1"], ["Storage", "1"]), done.stderr)
        ada = await self.apps[0].open_profile(name)
        self.assertIn("before", await self.texts(ada, visit))
        await ada.add_note(visit, self.note("after"))

    async def test_two_profiles(self):
        _, (ada, ben), visit = await self.walk(2)
        app = self.app("shared", Keys())
        first = await app.join(self.server.invite(self.members[0]), "shared phone")
        second = await app.join(self.server.invite(self.members[1]), "shared phone")
        self.assertEqual({entry.member for entry in await app.profiles()}, set(self.members))
        await first.sync()
        await second.sync()
        await first.add_note(visit, self.note("of the first"))
        self.assertEqual(await self.texts(second, visit), [])
        self.assertIs(type(await app.open_profile(first.id())), fw.Profile)

    async def test_callback_that_throws(self):
        _, (ada,), visit = await self.walk()
        broken = Throws()
        subscription = ada.subscribe(broken)
        await ada.add_note(visit, self.note("all the same"))
        self.assertTrue((await ada.sync(progress=broken)).is_complete)
        self.assertGreater(broken.calls, 0)
        subscription.end()
        name = ada.id()
        await ada.close()
        with self.assertRaises(fw.FieldwalkError.KeyStore):
            await self.app("phone-0", broken, log_sink=broken).open_profile(name)
        ada = await self.app("phone-0", self.observer_keys[0], transport=broken).open_profile(name)
        self.assertEqual((await ada.sync()).failure, fw.SyncFailure.NO_CONNECTION)

    async def test_thousand_notes_paged(self):
        _, (ada,), visit = await self.walk()
        started = time.monotonic()
        ids = await ada.add_notes(visit, [self.note(f"note {n}") for n in range(1000)])
        print(f"\n1,000 notes in one call: {time.monotonic() - started:.2f} s")
        self.assertEqual(len(set(ids)), 1000)
        self.assertEqual(sorted(await self.texts(ada, visit, 128)), sorted(f"note {n}" for n in range(1000)))
        page = await ada.items(visit, fw.ItemsShown.LIVE, 990, 50)
        self.assertEqual((len(page.items), page.offset, page.total), (10, 990, 1000))

    async def test_listener_leak(self):
        _, (ada,), visit = await self.walk()
        listeners = []
        for _ in range(50):
            listener = Heard()
            subscription = ada.subscribe(listener)
            listeners.append(weakref.ref(listener))
            subscription.end()
            del listener, subscription
        await ada.add_note(visit, self.note("nobody listens"))
        await ada.close()
        gc.collect()
        self.assertEqual([listener for listener in listeners if listener() is not None], [])

    async def test_streams_end(self):
        _, (ada,), visit = await self.walk()
        heard = []

        async def read(changed):
            async for change in changed:
                heard.append(change)

        async with fw.changes(ada) as changed:
            reading = asyncio.create_task(read(changed))
            await ada.add_note(visit, self.note("the last one"))
            while not heard:
                await asyncio.sleep(0)
            await ada.close()
            async with asyncio.timeout(30):
                await reading
        self.assertIn([visit], [change.visits for change in heard])
        with self.assertRaises(fw.FieldwalkError.Closed):
            fw.changes(ada)

    async def test_export_and_import(self):
        _, (ada, ben), visit = await self.walk(2)
        await ada.share(visit, [await ada.add_note(visit, self.note("by hand"))])
        path = os.path.join(self.folder, "visit.fieldwalk-visit")
        await ada.export_visit(visit, path, False)
        # Ben has to know Ada's device before what it signed is taken.
        await ben.sync()
        self.assertGreater((await ben.import_visit(path)).added, 0)
        self.assertEqual((await ben.feedback_summary(visit, 0, 9)).notes[0].text, "by hand")
        self.assertEqual((await ben.import_visit(path)).added, 0)
        with self.assertRaises(fw.FieldwalkError.NotAVisitFile):
            await ben.import_visit(__file__)

    async def test_attachment(self):
        _, (ada, ben), visit = await self.walk(2)
        photo, seen = os.path.join(self.folder, "IMG_1.jpg"), os.path.join(self.folder, "seen.jpg")
        with open(photo, "wb") as file:
            file.write(b"\xff\xd8\xff\xfe\x00\x09Room 12\xff\xda\x00\x03\x01picture\xff\xd9")
        note = await ada.add_note(visit, self.note("the board"))
        with self.assertRaises(fw.FieldwalkError.PhotographsNotAllowed):
            await ada.add_attachment(visit, note, photo, "the board")
        self.server.run("network", "photographs", "allow", "--network", self.server.first["network"])
        await ada.sync()
        self.assertTrue((await ada.network_page()).allows_photographs)
        with self.assertRaises(fw.FieldwalkError.NotAPicture):
            await ada.add_attachment(visit, note, __file__, "")
        picture = await ada.add_attachment(visit, note, photo, "the board")
        await ada.share_all(visit)
        await ada.sync()
        status = await ada.status()
        self.assertEqual((status.waiting_changes, status.pictures.waiting, status.pictures.held), (0, 1, 0))
        self.assertEqual((await ada.upload_attachments()).held, 1)
        (own,) = await ada.attachments(visit, note)
        self.assertEqual((own.id, own.place), (picture, fw.PicturePlace.HELD))

        await ben.sync()
        (shared,) = (await ben.feedback_summary(visit, 0, 9)).notes[0].pictures
        self.assertEqual((shared.caption, shared.picture_type), ("the board", fw.PictureType.JPEG))
        await ben.fetch_attachment(visit, shared.hash, seen)
        with open(seen, "rb") as file:
            self.assertEqual(file.read(), b"\xff\xd8\xff\xda\x00\x03\x01picture\xff\xd9")
        await ada.remove_attachment(visit, picture)
        self.assertEqual(await ada.attachments(visit, None), [])

    async def test_sign_in_code(self):
        profile = await self.app().join(self.server.invite(), "phone")
        code = await profile.sign_in_code()
        self.assertTrue(code.link.endswith("/sign-in#" + code.code))

    async def test_network_none(self):
        _, (ada,), visit = await self.walk()
        self.apps[0].network_changed(fw.Network.NONE)
        going = ada.keep_synced()
        await ada.add_note(visit, self.note("in the basement"))
        self.assertEqual((await ada.status()).network, fw.Network.NONE)
        async with fw.changes(ada) as changed:
            self.apps[0].network_changed(fw.Network.FREE)
            async with asyncio.timeout(30):
                async for _ in changed:
                    if (await ada.visit_status(visit)).waiting == 0:
                        break
        going.end()


if __name__ == "__main__":
    unittest.main()
