from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from alerts.model import Message, Subscription
from archive.database import read, write
from archive.records.codec import from_json
from archive.store.alarms import note_alarms
from archive.tables.alerts import outbox
from pantau.watching.operators import MOST_LINES, plan_operators

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OFFICER = Subscription("petugas", "email", "petugas@example.org")
LOCAL = Subscription("kotak", "file", "outbox")
ENGLISH = Subscription("teknis", "email", "teknis@example.org", language="en")
EVERYONE = (OFFICER, LOCAL, ENGLISH)
SILENT = "nothing new since 2024-11-04 09:00, against its own rhythm"


def messages(engine):
    with read(engine) as connection:
        rows = connection.execute(select(outbox.c.payload).order_by(outbox.c.id)).scalars()
        return [from_json(Message, row) for row in rows]


def plan(engine, at, operators=()):
    return plan_operators(engine, EVERYONE, operators, {"satu": "Kabar Satu"}, at)


def test_alarms_are_gathered_told_once_and_their_end_is_told(engine):
    with write(engine) as connection:
        note_alarms(connection, "satu", {"silent": SILENT}, now=NOW)
    assert plan(engine, NOW + 9 * MINUTE) == 0
    assert plan(engine, NOW + 11 * MINUTE) == 1
    assert plan(engine, NOW + 60 * MINUTE) == 0
    with write(engine) as connection:
        note_alarms(connection, "satu", {}, now=NOW + 60 * MINUTE)
    assert plan(engine, NOW + 75 * MINUTE) == 1
    began, ended = messages(engine)
    assert (began.subscription_id, began.form, began.subject) == ("kotak", "notice", "Pantau: 1 media perlu diperiksa")
    assert "Kabar Satu (satu): tidak ada yang baru sejak 2024-11-04 09:00" in began.text
    assert "pantau outlet test satu" in began.text
    assert ended.subject == "Pantau: 1 media kembali terpantau"


def test_operators_are_told_in_their_language_and_one_message_holds_a_cut_cable(engine):
    with write(engine) as connection:
        for n in range(60):
            note_alarms(connection, f"o{n}", {"unreachable": "the site does not answer"}, now=NOW)
    assert plan(engine, NOW + 11 * MINUTE, operators=("teknis",)) == 1
    (message,) = messages(engine)
    assert message.recipient == "teknis@example.org"
    assert message.subject == "Pantau: 60 outlets need a look"
    assert message.text.count("the site does not answer") == MOST_LINES
    assert "- and 40 more" in message.text
    assert len(message.data["outlets"]) == 60
