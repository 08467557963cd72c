"""A real WordPress is crawled through REST, then its feed, then its pages; asked again it answers 304."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.database import open_database, read
from archive.tables.articles import article, article_version
from pantau.settings import ROOT
from tests.real.wordpress import SOURCE, WordPress, running_wordpress

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SOURCE.exists(), reason="WordPress is not installed; docs/how-to/run-real-tests.md"),
]
CASE = [
    (
        "MARTAPURA – Seorang lurah dilaporkan warga ke Bawaslu Kabupaten Banjar, Senin (28/10/2024), karena mengajak "
        "ketua RT memilih pasangan calon nomor urut 1 pada Pilkada 2024."
    ),
    (
        "“Laporan sudah kami terima dan sedang dikaji. Terlapor akan kami panggil pekan ini,” kata anggota Bawaslu "
        "Banjar, Hamdani Rusli, di kantornya."
    ),
    "Lurah berinisial MY itu diduga mengumpulkan ketua RT di aula kelurahan dan membagikan stiker pasangan calon.",
]
OTHER = [
    "MARTAPURA – Panen jeruk di tiga desa meningkat tahun ini.",
    "Petani berharap harga bertahan sampai akhir tahun.",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    with running_wordpress(tmp_path_factory.mktemp("wp")) as running:
        running.post("Lurah di Martapura Dilaporkan ke Bawaslu, Ajak RT Pilih Paslon", CASE, "2024-10-29 09:15:00")
        for number in range(12):
            running.post(f"Panen jeruk hari ke-{number}", OTHER, f"2024-10-{10 + number} 08:00:00")
        yield running


@pytest.fixture
def config(tmp_path: Path, site: WordPress) -> Path:
    folder = tmp_path / "config"
    shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("outlets"))
    (folder / "outlets").mkdir()
    (folder / "outlets" / "uji.yaml").write_text(
        f"""- id: wartauji
  name: Warta Uji
  home: {site.home}/
  region: "63.03"
  timezone: Asia/Makassar
  discover: [{{wordpress: /wp-json/wp/v2/posts}}, {{feed: /feed/}}, {{sitemap: /wp-sitemap.xml}}]
  allow_network: [127.0.0.0/8]
  delay: 0
""",
        encoding="utf-8",
    )
    (folder / "pantau.toml").write_text(f"var = {json.dumps(str(tmp_path / 'var'))}\n", encoding="utf-8")
    return folder


def pantau(config: Path, *words: str) -> dict:
    command = [sys.executable, "-m", "pantau", "--config", str(config), *words, "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def stored(config: Path) -> list:
    with read(open_database(f"sqlite:///{config.parent / 'var' / 'pantau.db'}")) as connection:
        return connection.execute(select(article).order_by(article.c.id)).all()


def crawl(config: Path) -> dict:
    return pantau(config, "crawl", "wartauji", "--since", "2024-10-01")["reports"][0]


@pytest.mark.parametrize(("closed", "means"), [((), "wordpress"), (("rest",), "feed"), (("rest", "feed"), "sitemap")])
def test_each_way_in_brings_the_case_once(config: Path, site: WordPress, closed: tuple[str, ...], means: str) -> None:
    site.close(*closed)
    report = crawl(config)
    assert report["outcome"] == "ok", report
    assert means in report["means"], report
    rows = stored(config)
    assert [row.title for row in rows] == ["Lurah di Martapura Dilaporkan ke Bawaslu, Ajak RT Pilih Paslon"], report
    assert rows[0].published_at.isoformat() == "2024-10-29T01:15:00+00:00"  # 09.15 WITA
    assert "Hamdani Rusli" in rows[0].text
    assert pantau(config, "digest", "--date", "2024-10-29") is not None


def test_asked_again_nothing_is_added_and_an_edit_becomes_a_version(config: Path, site: WordPress) -> None:
    site.close()
    crawl(config)
    again = pantau(config, "crawl", "wartauji")["reports"][0]
    assert again["found"] == 0, "REST is asked for what is newer only"
    site.close("rest")
    pantau(config, "crawl", "wartauji")  # the feed's validators are learnt
    again = pantau(config, "crawl", "wartauji")["reports"][0]
    assert again["not_modified"] >= 1, again
    assert again["outcome"] == "unchanged", again
    site.close()
    assert len(stored(config)) == 1
    first = stored(config)[0]
    posts = [*CASE, "Koreksi: pertemuan berlangsung di rumah lurah, bukan di aula kelurahan."]
    found = json.loads(
        site.php(
            "<?php $_SERVER['HTTP_HOST']='{host}'; require '{folder}/wp-load.php';"
            "echo json_encode(get_posts(['s' => 'Lurah di Martapura'])[0]->ID);"
        )
    )
    site.post(first.title, posts, "2024-10-29 09:15:00", post_id=found)
    pantau(config, "crawl", "wartauji", "--since", "2024-10-01", "--again")
    changed = stored(config)
    assert len(changed) == 1
    assert "Koreksi:" in changed[0].text
    with read(open_database(f"sqlite:///{config.parent / 'var' / 'pantau.db'}")) as connection:
        assert len(connection.execute(select(article_version)).all()) >= 1
