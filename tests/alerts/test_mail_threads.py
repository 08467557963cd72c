"""What a mail reader makes of our threads: notmuch, which reads a Maildir as mail programs do."""

import asyncio
import email
import email.policy
import json
import os
import random
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP

from alerts.channels.smtp import SmtpChannel
from alerts.deliver import deliver_due
from alerts.digest.plan import plan_digests
from alerts.plan import plan_alerts
from alerts.roster import enrol
from archive.database import write
from archive.records.analysis import Stage

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(shutil.which("notmuch") is None, reason="apt-get install notmuch"),
]
DAY = timedelta(days=1)


class Mailbox:
    """A mail server that keeps what it takes."""

    def __init__(self) -> None:
        self.got: list[bytes] = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.got.append(envelope.content)
        return "250 OK"


def deliver(world, mailbox: Mailbox, now) -> None:
    """Send what is due through a real SMTP server on loopback."""

    async def serve(started: asyncio.Future, done: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(mailbox, loop=loop), "127.0.0.1", 0)
        started.set_result(server.sockets[0].getsockname()[1])
        await done.wait()
        server.close()

    async def run() -> None:
        started, done = asyncio.get_running_loop().create_future(), asyncio.Event()
        task = asyncio.create_task(serve(started, done))
        channel = SmtpChannel("127.0.0.1", await started, "pantau@warta.example", security="none")
        await asyncio.to_thread(deliver_due, world.engine, {"email": channel}, now)
        done.set()
        await task

    asyncio.run(run())


def threads(mails: list[bytes], home: Path) -> list[list[str]]:
    """Return the subjects of each thread that notmuch shows, each list and the whole sorted."""
    for name in ("cur", "new", "tmp"):
        (home / "mail" / name).mkdir(parents=True)
    for number, raw in enumerate(mails):
        (home / "mail" / "cur" / f"{number}.warta:2,").write_bytes(raw)
    config = home / "config"
    config.write_text(f"[database]\npath={home / 'mail'}\n[user]\nname=Rina\nprimary_email=rina@warta.example\n")
    reader = {**os.environ, "NOTMUCH_CONFIG": str(config), "HOME": str(home)}
    subprocess.run(["notmuch", "new"], env=reader, check=True, capture_output=True)
    shown = subprocess.run(
        ["notmuch", "show", "--format=json", "--body=false", "--entire-thread=true", "*"],
        env=reader, check=True, capture_output=True,
    )  # fmt: skip
    return sorted(sorted(subjects(thread)) for thread in json.loads(shown.stdout))


def subjects(tree) -> list[str]:
    if isinstance(tree, dict):
        return [tree["headers"]["Subject"]]
    return [subject for part in tree or () for subject in subjects(part)]


@pytest.mark.parametrize("seed", range(3))
def test_a_mail_reader_shows_each_case_as_one_thread_and_the_digests_as_another(world, officer, noon, tmp_path, seed):
    reader = replace(officer, channel="email", recipient="rina@warta.example", mode="both")
    mailbox = Mailbox()
    with write(world.engine) as connection:
        enrol(connection, (reader,), noon - DAY)
    first, second = world.case(1, "Kritis"), world.case(2, "Tinggi", label="Lurah diduga membagikan stiker")
    world.event(first)
    world.event(second)
    plan_alerts(world.engine, (reader,), noon)
    deliver(world, mailbox, noon)
    for hour, (kind, stage) in enumerate([("step", Stage.S3), ("step", Stage.S5), ("cleared", None)], start=1):
        now = noon + timedelta(hours=hour)
        changed = replace(first, discipline=stage) if stage else replace(first, end=Stage.X1)
        world.event(world.update(changed), kind, at=now, **({"to": stage.value} if stage else {}))
        plan_alerts(world.engine, (reader,), now)
        deliver(world, mailbox, now)
    for days in (1, 2):
        plan_digests(world.engine, (reader,), noon + days * DAY)
        deliver(world, mailbox, noon + days * DAY)
    mails = mailbox.got
    random.Random(seed).shuffle(mails)  # mail does not arrive in order, nor does a mailbox keep one
    found = threads(mails, tmp_path)
    assert sorted(map(len, found)) == [1, 2, 4]
    (case,) = (thread for thread in found if len(thread) == 4)
    assert all("[2024-0001]" in subject for subject in case)
    roots = {email.message_from_bytes(raw, policy=email.policy.default)["References"] for raw in mails}
    assert len(roots) == 3  # two cases and the digests; none of these roots was ever sent
