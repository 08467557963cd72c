"""Who stands beside an accused is not accused: who refuses, records, stops it, testifies, is punished for telling."""

import pytest

from archive.records.analysis import Act
from archive.records.span import Span

STORY = "Camat Sungai Pinyuh, Darmawi Usman, diduga mengajak warga memilih calon bupati. Darmawi membantah. "


BESIDE = {
    "suffers for refusing or telling": [
        "Guru honorer, La Ode Ali, dipecat karena menolak memilih calon itu.",
        "Perawat Mina Lestari dipindahkan ke pulau setelah melaporkan camat.",
        "Kepala SDN 3, Ratna Wulan, dicopot lantaran tak mau mendukung petahana.",
        "Tolak memasang stiker, bidan Tuti Herlina dimutasi.",
        "Staf kecamatan, Nurul Huda, dinonjobkan usai mengadu ke Bawaslu.",
        "Guru bernama Salmiah diperiksa inspektorat karena merekam camat.",
        "Sekretaris Lurah Rudi Hartono yang melaporkan kejadian itu justru ditegur.",
    ],
    "stops it, tells of it or looks on": [
        "Babinsa, Serka Rusli Podungge, mengamankan 200 amplop dari mobil camat.",
        "Anggota Satpol PP, Rizal Maulana, menyita brosur dari tangan camat.",
        "Lurah Anjungan, Sofyan Hadi, memergoki camat membagi uang.",
        "Perawat Mina Lestari memotret mobil itu dan melaporkannya ke Bawaslu.",
        "Lurah Anjungan, Sofyan Hadi, menolak ajakan itu.",
        "Lurah Anjungan, Sofyan Hadi, mengaku belum mengetahui persoalan itu.",
        "Lurah Anjungan, Sofyan Hadi, mengaku tidak mendengar ajakan camat.",
        "Lurah Anjungan, Sofyan Hadi, mengaku prihatin atas kasus itu.",
        "Lurah Anjungan, Sofyan Hadi, bersaksi melihat camat membagi uang.",
        "Lurah Anjungan, Sofyan Hadi, hadir sebagai saksi dalam sidang camat.",
        "Camat meminta Lurah Anjungan, Sofyan Hadi, membagikan stiker.",
    ],
    "orders inspectors, hands in or had to": [
        "Sekda Mempawah, Ismail Karim, memerintahkan inspektorat turun.",
        "Kepala Dinas Sosial, Yuni Astari, menyerahkan stafnya kepada Bawaslu.",
        "Camat Anjongan, Budi Karya, belum mendapat laporan.",
        "Babinsa, Serda Yana, ikut mengamankan lokasi.",
        "Bendahara kecamatan, Rina Wati, mengaku tidak kuasa menolak perintah camat.",
        "Kepala BKD, Roni Gunawan, diperintah camat menyusun daftar itu.",
        "Warga mengadukan hal itu didampingi Romo Stefanus Koten.",
    ],
    "refuses, reports or shares in few words": [
        "Guru honorer, La Ode Ali, dipecat camat karena menolak.",
        "Kepala sekolah, Yohanes Lay, mengaku belum tahu.",
        "Keduanya, lanjut Sofyan Hadi, terbukti ikut kampanye.",
        "Menurut Sofyan Hadi, lurah Anjungan, empat warga diperiksa.",
        "Video itu dibagikan akun Slamet Gundono.",
    ],
    "is called complainant or witness": [
        "Pelapor, Irfan Syarif, mantan kepala bidang, membawa rekaman suara.",
        "Pelapornya, guru SD bernama Sitti Aminah, membawa foto.",
        "Laporan itu diregister. Saksinya Lukman, staf dinas.",
    ],
}
"""What somebody who stands beside the accused of `STORY` does, by classes."""


@pytest.fixture
def accused(actors):
    def run(text, title=""):
        acts = (Act("A10", (Span(0, 60, text[:60], "text"),)),)
        return {actor.name or actor.role for actor in actors(text, title, acts) if actor.part == "alleged"}

    return run


@pytest.mark.parametrize(("does", "told"), [(does, told) for does, texts in BESIDE.items() for told in texts])
def test_who_stands_beside_the_accused_is_not_accused(accused, does, told):
    assert accused(STORY + told) == {"Darmawi Usman"}, does


@pytest.mark.parametrize(
    "told",
    [
        "Pelatih senam Rina Anjani memimpin acara.",
        "Menantu camat, Fadil Amran, mengantar kardus.",
        "Pemuda setempat, Asrul Sani Mappa, memotret mobil itu.",
        "Foto diunggah fotografer lepas Andi Nugroho.",
        "Orang tua siswa bernama Lanna Sari mengunggah video itu.",
        "Menurut Asrul Sani, camat duduk di depan.",
    ],
)
def test_whoever_a_noun_describes_takes_no_unnamed_office(accused, told):
    assert accused("Seorang camat di Mempawah ikut kampanye calon bupati. " + told, "Camat Kampanye") == {"camat"}


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Warga mengaku diancam Kepala Desa Sie, Nasrullah Bintang, saat pembagian beras.", "Nasrullah Bintang"),
        ("Guru diancam dipindahkan ke pulau oleh Kepala Dinas Pendidikan, Jufri Hamsir.", "Jufri Hamsir"),
        ("Ketua RT mengaku diminta mengumpulkan KTP oleh Kepala Desa Wanajaya, Dedi Marsudi.", "Dedi Marsudi"),
    ],
)
def test_who_wrongs_somebody_is_accused_though_named_last(accused, told, name):
    assert accused(told) == {name}


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        ("Mobil Dinas Camat di Rumah Calon, Warga Lapor", STORY, {"Darmawi Usman"}),
        (
            "Sekda Minta Inspektorat Periksa Dua Kabid yang Pose Satu Jari",
            "Sekda Mempawah, Ismail Karim, meminta inspektorat memeriksa dua kepala bidang yang berpose satu jari.",
            {"kabid"},
        ),
        (
            "Kades Minta Maaf Usai Kadus Sebar Uang",
            "Kepala Desa Sebukit, Wartono, meminta maaf atas ulah perangkatnya. Kasiman, kepala dusun, tertangkap.",
            {"Kasiman"},
        ),
    ],
)
def test_what_a_headline_says_of_others_is_theirs(accused, title, text, names):
    assert accused(text, title) == names


@pytest.mark.parametrize("refused", ["diperiksa", "hadir", "tuduhan itu", "berkomentar", "menyebutnya kampanye"])
def test_an_accused_who_refuses_a_question_stays_accused(accused, refused):
    assert accused(f"Camat Sungai Pinyuh, Darmawi Usman, dilaporkan ke Bawaslu. Darmawi menolak {refused}.")


def test_a_donor_told_by_initials_does_not_hold_the_office_of_the_headline(accused):
    told = (
        "Kepala KUA Lolak, Yusran Ginto, dilaporkan karena khutbahnya. Naskahnya diterima dari seorang dermawan masjid "
        "berinisial TB. TB, pengusaha sarang walet, membantah menulis khutbah."
    )
    assert accused(told, "Khutbah Memuat Nama Calon, Kepala KUA Dipertanyakan") == {"Yusran Ginto"}


def test_whom_a_chief_removed_is_not_accused_with_his_fellows(accused):
    told = (
        "Tiga kepala lingkungan kehilangan jabatan. Camat Lolak, Yusran Ginto, meneken suratnya. Poltak Ginting "
        "dan kedua kawannya, Tamrin Bagir dan Anwar Kasim, dipanggil ke ruang camat dan diminta mencari pendukung."
    )
    assert accused(told, "Camat Copot Tiga Kepling") == {"Yusran Ginto"}


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Tiga lurah diperiksa Bawaslu. Salah satu dari mereka, Ir. Zulfan Bahri, keberatan.", {"Zulfan Bahri"}),
        ("Dua kades ditetapkan tersangka. Keduanya berinisial SW dan JT.", {"SW", "JT"}),
        ("Tiga kades ditegur bupati. Mereka adalah Moh. Yamani, Gusti Hamdan, dan Norhayati Asri.", 3),
        ("Jaksa menuntut tiga kades: Yusran Mabe, Tahir Labo, dan Wartono. Ketiganya diam.", 3),
        ("Dua perangkat desa dituntut, yakni kamituwo, Jarot Santoso dan Muji Rahayu, Senin.", 2),
        ("Staf kelurahan dipergoki warga membagi stiker. Staf itu, disebut bernama Deden, diam.", {"Deden"}),
        ("Hakim menyatakan RT, hukum tua sebuah desa di Kakas, bersalah mengajak warga.", {"RT"}),
        ("Guru yang akrab disapa Bu Yuli memasang stiker. Guru itu, Yuliana Astuti, diperiksa.", {"Yuliana Astuti"}),
        ("Mobil bantuan dikemudikan Suhardi Anwar, tenaga harian lepas kelurahan.", {"Suhardi Anwar"}),
        ("Dr. Yusran Ginto dilaporkan. Padahal ia pegawai negeri di RSUD dr. H. Tamrin Bagir.", {"Yusran Ginto"}),
        ("Yang memimpin doa: Pdt. Yafet Mambor, yang sekaligus Asisten III Setda Biak.", {"Yafet Mambor"}),
        (
            "Camat Lolak, Yusran Ginto, dilaporkan. Bupati menunjuk Sekcam, Tamrin Bagir, sebagai pelaksana tugas.",
            {"Yusran Ginto"},
        ),
        (
            "Dua pejabat dilaporkan. Keduanya: Camat Lolak Utara A. Yusran Ginto, dan Kepala SMPN 7, Drs. Amir Kasim.",
            {"A. Yusran Ginto", "Amir Kasim"},
        ),
        ("Guru SMP Cut Ratna Sari, S.Pd., dilaporkan ke Bawaslu.", {"Cut Ratna Sari"}),
        ("Bupati Kaur, Lismanto Arifin, dilaporkan ke Bawaslu.", {"Lismanto Arifin"}),
        ("Unggahan di akun I Gede Suardana, S.Pd., guru SMA, mengajak memilih paslon.", {"I Gede Suardana"}),
    ],
)
def test_members_of_groups_and_owners_of_deeds_are_named(accused, told, names):
    found = accused(told)
    assert found == names if isinstance(names, set) else len(found) == names
