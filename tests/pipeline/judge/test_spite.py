"""What victims lose is the deed; what the accused lose is a sanction."""

import pytest

from archive.records.analysis import Stage
from pipeline.judge.claims import furthest, sanctions_of, steps_of


def told(findings, title, text):
    found = findings(text, title)
    stage = furthest(steps_of(found), found)
    return stage, [(sanction.label, sanction.imposed) for sanction in sanctions_of(found, stage)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Menolak Kampanye, Bidan Dipindah", "Rahmi mengaku dimutasi setelah menolak ikut kampanye. Ia melapor."),
        (
            "Honorer Dipecat karena Tak Pasang Baliho",
            "Empat honorer diberhentikan camat lantaran tidak memasang baliho.",
        ),
        ("Kadus Dicopot Usai Laporkan Kades", "Burhan dicopot kades. Ia menduga pencopotan itu balas dendam."),
        (
            "Sopir Dirumahkan karena Beda Pilihan",
            'Tiga sopir dirumahkan kadis.\n\n"Surat pemecatan datang besoknya," kata Udin.',
        ),
        ("Camat Ancam Pecat Honorer yang Tak Ikut", "Camat itu mengancam memecat honorer yang tidak ikut kampanye."),
    ],
)
def test_what_victims_lose_is_no_sanction(findings, title, text):
    stage, sanctions = told(findings, title, text)
    assert stage is not Stage.S7
    assert sanctions == []


@pytest.mark.parametrize(
    ("title", "text", "label"),
    [
        (
            "Camat Rusdi Dicopot Bupati",
            "Bupati mencopot Camat Rusdi karena mengancam memecat honorer yang tak mendukung paslon.",
            "pembebasan dari jabatan",
        ),
        ("Lurah Dinonaktifkan karena Ikut Kampanye", "Lurah itu dinonaktifkan wali kota.", "pembebasan dari jabatan"),
        (
            "Kadis yang Pindahkan Guru karena Beda Pilihan Didemosi",
            "Kepala dinas itu dijatuhi penurunan jabatan karena memindahkan guru yang menolak mendukung paslon.",
            "penurunan jabatan",
        ),
    ],
)
def test_who_made_others_suffer_is_sanctioned(findings, title, text, label):
    stage, sanctions = told(findings, title, text)
    assert stage is Stage.S7
    assert (label, True) in sanctions


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Bawaslu meminta bupati memberi sanksi kepada Lurah Hidayat yang ikut kampanye.", Stage.S5),
        ("BKN meminta bupati mencopot sekretaris camat dari jabatannya.", Stage.S6),
        ("BKN mengeluarkan rekomendasi agar wali kota mencopot lurah itu.", Stage.S6),
    ],
)
def test_a_punishment_that_is_asked_for_is_not_imposed(findings, text, stage):
    reached, sanctions = told(findings, text.rstrip("."), text)
    assert reached is stage
    assert not any(imposed for _, imposed in sanctions)


def test_posts_given_back_are_no_sanction(findings):
    title = "Wali Kota Cabut SK Mutasi 12 Pejabat"
    stage, sanctions = told(findings, title, "Wali kota mencabut SK mutasi yang diteken tanpa izin Mendagri.")
    assert stage is not Stage.S7
    assert sanctions == []


@pytest.mark.parametrize(
    "title", ["Jaksa Tuntut Guru Lima Bulan, Vonis Kamis Depan", "Jelang Vonis, Lurah Dituntut Tiga Bulan Penjara"]
)
def test_a_verdict_that_is_awaited_is_none(findings, title):
    assert told(findings, title, "Jaksa menuntut terdakwa di pengadilan negeri.")[0] is Stage.P3
