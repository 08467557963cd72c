"""The REST interface: cursors, ETags, figures that agree with the pages."""

import re
from collections.abc import Callable

from starlette.testclient import TestClient

Store = Callable[..., int]


def fill(store: Store, count: int) -> None:
    for number in range(1, count + 1):
        text = f"Guru Orang{number} Nama{number} dilaporkan ke Bawaslu karena mengajak warga memilih {number}."
        region = (f"{11 + number}.{1 + number % 9:02d}", f"Kabupaten {number}")
        store(
            number, text=text, title=f"Berita {number}", name=f"Orang{number} Nama{number}", region=region, hours=number
        )


def test_cursors_lead_through_all_cases_once(client: TestClient, store: Store) -> None:
    fill(store, 7)
    codes: list[str] = []
    cursor = ""
    while cursor is not None:
        told = client.get("/api/v1/incidents", params={"limit": 3, "cursor": cursor}).json()
        codes += [case["code"] for case in told["incidents"]]
        cursor = told["cursor"]
    assert told["total"] == len(codes) == len(set(codes)) == 7


def test_cursors_lead_through_all_articles_once(client: TestClient, store: Store) -> None:
    fill(store, 5)
    ids: list[int] = []
    cursor = ""
    while cursor is not None:
        told = client.get("/api/v1/articles", params={"q": "bawaslu", "limit": 2, "cursor": cursor}).json()
        ids += [hit["article_id"] for hit in told["articles"]]
        cursor = told["cursor"]
    assert sorted(ids) == [1, 2, 3, 4, 5]


def test_what_the_caller_has_is_not_sent_again_until_it_changes(client: TestClient, store: Store) -> None:
    store(1)
    first = client.get("/api/v1/incidents")
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get("/api/v1/incidents", headers=tag)
    assert again.status_code == 304
    assert again.content == b""
    store(2, text="Lurah lain dilaporkan.", title="Lain", name="Beda Orang", region=("62.71", "Kota Palangka Raya"))
    assert client.get("/api/v1/incidents", headers=tag).status_code == 200


def test_no_hidden_name_leaves_by_the_api(client: TestClient, store: Store) -> None:
    store()
    for address in ("/incidents", "/incidents/2024-0001", "/articles?q=guru", "/articles/1", "/figures"):
        assert "Sutarno" not in client.get(f"/api/v1{address}").text, address


def test_figures_count_each_case_once_and_leave_dismissed_ones_out(client: TestClient, store: Store) -> None:
    text = "Guru Sutarno Wibisana di Kota Banjarbaru dilaporkan ke Bawaslu karena mengajak warga memilih calon lagi."
    store(1, text=text)
    store(2, text=text, outlet_name="Kedua", hours=3)
    told = client.get("/api/v1/figures").json()
    assert told["regions"] == {"63.72": 1}
    assert told["acts"] == [{"value": "A10", "cases": 1}]
    assert told["months"] == [{"month": "2024-11", "cases": 1, "steady": 1, "newsrooms": 2}]


def test_the_map_and_its_table_agree_and_say_where_nobody_looks(client: TestClient, store: Store) -> None:
    store()
    page = client.get("/map").text
    assert "Kota Banjarbaru: 1 kasus" in page
    assert page.count('class="c1" d=') == 1
    assert "CC BY-IGO" in page
    assert "tidak terpantau" in page
    assert len(page.encode()) < 200_000
    inside = client.get("/map?province=63").text
    assert "Kota Banjarbaru" in inside


def test_growth_by_added_newsrooms_is_told_apart(client: TestClient, store: Store) -> None:
    store(1, hours=24 * 40, text="Guru satu dilaporkan.", name="Satu Orang", region=("11.01", "Kabupaten A"))
    store(2, hours=5, text="Guru dua dilaporkan ke pengawas.", name="Dua Orang", region=("12.01", "Kabupaten B"))
    months = client.get("/api/v1/figures").json()["months"]
    assert [(month["month"], month["cases"], month["steady"]) for month in months] == [
        ("2024-09", 1, 1),
        ("2024-11", 1, 0),
    ]


def test_bars_over_time_have_their_figures_and_a_legend_in_their_colours(client: TestClient, store: Store) -> None:
    store()
    page = client.get("/charts").text
    chart = page.partition('<svg class="chart"')[2].partition("</svg>")[0]
    assert re.search(r'<text class="n"[^>]*>1</text>', chart)
    legend = page.partition('<ul class="steps">')[2].partition("</ul>")[0]
    assert [re.search(rf'<i class="{name}">', legend) is not None for name in ("fill", "other")] == [True, True]


def test_the_description_tells_the_shape_of_every_answer_and_its_faults(client: TestClient, store: Store) -> None:
    store()
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path, methods in paths.items():
        for told in methods.values():
            assert {"200", "400", "401", "403", "404", "422", "429"} <= set(told["responses"]), path
            for status, answer in told["responses"].items():
                assert all(body["schema"] for body in answer["content"].values()), (path, status)
    for address in ("incidents", "incidents/{code}", "articles", "articles/{article_id}", "figures"):
        shape = paths[f"/api/v1/{address}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        found = client.get("/api/v1/" + address.format(code="2024-0001", article_id=1)).json()
        assert set(shape["required"]) <= set(found), address
