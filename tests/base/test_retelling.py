"""Sentences that were stored are told again in the reader's language."""

from base.said import retold, said


def test_a_stored_error_is_told_in_indonesian_with_its_values():
    stored = str(said("{service} is not reached: {error}", service="WhatsApp", error="ConnectTimeout"))
    assert retold(stored, "id") == "WhatsApp tidak terjangkau: ConnectTimeout"
    assert retold(stored, "en") == stored


def test_a_sentence_is_told_behind_what_it_is_about_and_back():
    told = retold("mail 4: Webhook is not reached: ReadError", "id")
    assert told == "mail 4: Webhook tidak terjangkau: ReadError"
    assert retold(told, "en") == "mail 4: Webhook is not reached: ReadError"


def test_what_a_server_said_stays_as_it_is():
    assert retold("550 5.1.1 <a@b.example>: user unknown", "id") == "550 5.1.1 <a@b.example>: user unknown"
