import random
from dataclasses import replace
from datetime import UTC, datetime

from alerts.match import Matcher
from alerts.model import Case, Event, Subscription, rank
from tests.spending import times_as_dear

NOW = datetime(2024, 11, 1, tzinfo=UTC)
SUBSCRIPTION = Subscription("x", "file", "outbox")
CASE = Case(1, "2024-0001", "label", "Tinggi", regions=("63.72",), kinds=("incident",), acts=("A14",))


def event(case: Case = CASE, level: str = "Tinggi") -> Event:
    return Event(1, replace(case, level=level), "opened", NOW, level, alertable=True)


def matched(subscription: Subscription, happened: Event) -> bool:
    return bool(list(Matcher((subscription,)).match(happened)))


def test_a_province_means_all_its_regions():
    assert matched(replace(SUBSCRIPTION, regions=("63",)), event())
    assert matched(replace(SUBSCRIPTION, regions=("63.72",)), event())
    assert not matched(replace(SUBSCRIPTION, regions=("63.03", "62")), event())


def test_a_case_without_a_place_reaches_only_who_wants_everywhere():
    nowhere = event(replace(CASE, regions=()))
    assert matched(SUBSCRIPTION, nowhere)
    assert not matched(replace(SUBSCRIPTION, regions=("63",)), nowhere)


def test_acts_and_kinds_must_both_fit():
    assert matched(replace(SUBSCRIPTION, acts=("A14", "A01"), kinds=("incident",)), event())
    assert not matched(replace(SUBSCRIPTION, acts=("A14",), kinds=("follow_up",)), event())


def test_an_instant_reader_hears_of_lower_cases_only_when_they_are_followed():
    instant = replace(SUBSCRIPTION, mode="instant")
    assert not matched(instant, event(level="Sedang"))
    assert matched(instant, event(replace(CASE, followed=True), level="Sedang"))
    assert matched(SUBSCRIPTION, event(level="Rendah"))  # for the digest


def test_a_paused_subscription_matches_nothing():
    assert not matched(replace(SUBSCRIPTION, paused=True), event())


def test_a_query_decides_last():
    asked = []

    def test(query: str, case: Case) -> bool:
        asked.append((query, case.id))
        return query == "camat"

    readers = (
        replace(SUBSCRIPTION, query="camat"),
        replace(SUBSCRIPTION, id="y", query="kades"),
        replace(SUBSCRIPTION, id="z", query="camat", regions=("11",)),
    )
    assert [found.id for found in Matcher(readers, test).match(event())] == ["x"]
    assert asked == [("camat", 1), ("kades", 1)]


def random_world(events: int, readers: int) -> tuple[list[Event], tuple[Subscription, ...]]:
    chance = random.Random(5)
    regions = [f"{province}.{kab:02d}" for province in range(11, 97) for kab in range(1, 9)]
    acts = [f"A{number:02d}" for number in range(1, 20)]
    cases = [
        Case(
            key, f"2024-{key}", "", "", tuple(chance.sample(regions, chance.randrange(3))), ("incident",),
            tuple(chance.sample(acts, chance.randrange(1, 4))), followed=chance.random() < 0.1,
        )
        for key in range(max(1, events // 4))
    ]  # fmt: skip
    happened = [
        Event(
            key,
            chance.choice(cases),
            "step",
            NOW,
            chance.choice(["Rendah", "Sedang", "Tinggi", "Kritis"]),
            alertable=True,
        )
        for key in range(events)
    ]
    people = tuple(
        Subscription(
            f"s{key}", "file", "outbox",
            regions=tuple(chance.sample([*regions, *(str(p) for p in range(11, 97))], chance.randrange(4))),
            acts=tuple(chance.sample(acts, chance.choice([0, 0, 2]))),
            mode=chance.choice(["instant", "digest", "both"]), level=chance.choice(["Sedang", "Tinggi"]),
        )
        for key in range(readers)
    )  # fmt: skip
    return happened, people


def test_the_index_agrees_with_the_plain_statement_of_a_filter():
    happened, people = random_world(300, 60)
    matcher = Matcher(people)
    for one in happened:
        plain = {reader.id for reader in people if fits(reader, one)}
        assert {found.id for found in matcher.match(one)} == plain


def fits(reader: Subscription, one: Event) -> bool:
    case = one.case
    lowest = {"instant": rank(reader.level), "digest": rank(reader.digest_level)}.get(
        reader.mode, min(rank(reader.level), rank(reader.digest_level))
    )
    place = not reader.regions or any(
        region == wanted or region.startswith(f"{wanted}.") for region in case.regions for wanted in reader.regions
    )
    act = not reader.acts or bool(set(reader.acts) & set(case.acts))
    return place and act and (rank(one.level) >= lowest or (reader.followed and case.followed))


def test_the_index_spares_nearly_all_of_the_work_of_asking_every_subscription():
    happened, people = random_world(1_000, 500)

    def meet() -> None:
        matcher = Matcher(people)
        assert sum(1 for one in happened for _ in matcher.match(one)) > 1_000

    def ask_everyone() -> None:
        for one in happened:
            for reader in people:
                fits(reader, one)

    assert times_as_dear(meet, ask_everyone, 0.2) < 0.2
