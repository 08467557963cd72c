"""Writes a stream of invented case stories: 18 months, follow-ups months later, copies, contradictions, twin cases.

Every newsroom has its own way to tell: some print names, some initials, some only the office; figures and days differ
between them; late steps tell little of the deed. Nothing here is taken from the linker: persons, villages and phrases
are this file's own; regencies are official names.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.records.article import Article, Moment
from base.datafile import read_csv
from pipeline.page.fingerprint import sketch, text_hash

START = datetime(2024, 1, 8, 1, tzinfo=UTC)
DAYS = 545
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
GIVEN = (
    "Lukman", "Darmin", "Sahrul", "Yuliana", "Ferdinan", "Nurbaya", "Hasyim", "Mulyono", "Petrus", "Rosita",
    "Gunarto", "Imelda", "Zainuri", "Katarina", "Bahrun", "Sulastri", "Oktavian", "Ramlah", "Tarmidi", "Yosefina",
    "Kusnadi", "Marwati", "Dahlan", "Elfrida", "Wagiman", "Salmah", "Abner", "Sriyani", "Jufri", "Lamtiur",
)  # fmt: skip
FAMILY = (
    "Pramudito", "Sinulingga", "Latuharta", "Wakerkwa", "Tandiono", "Basrowi", "Manurat", "Kaligis", "Suwondo",
    "Harefaya", "Botutihe", "Mandagie", "Purwoaji", "Lasamba", "Nainupu", "Rahanyaan", "Gulthomi", "Setyabudi",
    "Batubarani", "Umbuneka", "Marpaunga", "Djafaru", "Wirasena", "Tuasamu", "Sombolangi", "Kartareja",
    "Pattimukay", "Hulopi", "Silabani", "Nugraheni",
)  # fmt: skip
VILLAGE = (
    ("Suka", "Karang", "Tanjung", "Muara", "Batu", "Lubuk", "Sungai", "Bukit", "Teluk", "Rawa", "Kampung", "Padang"),
    (
        "murni",
        "geneng",
        "lasih",
        "pelita",
        "jambe",
        "wangun",
        "intan",
        "seruni",
        "cempaka",
        "layar",
        "bening",
        "kenari",
    ),
)
OUTLETS = tuple(
    f"{head} {tail}"
    for head in ("Warta", "Gema", "Lintas", "Pelita", "Kilas", "Harian")
    for tail in ("Nusa", "Daerah", "Pagi", "Rakyatku", "Bahtera", "Mandala")
)
VENUES = (
    "aula serbaguna", "rumah makan tepi jalan raya", "lapangan sepak bola", "balai pertemuan", "gedung olahraga",
    "kebun milik seorang pengusaha", "dermaga penyeberangan", "warung kopi dekat pasar", "vila di perbukitan",
    "halaman masjid", "tempat penggilingan padi", "kantor koperasi",
)  # fmt: skip
OCCASIONS = (
    "pembagian bibit cabai", "turnamen voli", "syukuran panen", "peresmian jembatan gantung", "jalan santai",
    "lomba layang-layang", "pengajian bulanan", "perkawinan anak tokoh adat", "pelatihan menjahit", "khitanan massal",
    "pasar murah", "festival perahu",
)  # fmt: skip
PROOFS = (
    "video berdurasi 47 detik", "rekaman suara", "tangkapan layar percakapan", "sebuah foto", "unggahan Facebook",
    "siaran langsung di TikTok", "pesan berantai di grup WhatsApp", "keterangan tiga warga",
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """Who is alleged: the word in a sentence and where such a person serves."""

    word: str
    place: str


OFFICES = (
    Office("camat", "Kecamatan {v}"), Office("kepala desa", "Desa {v}"), Office("lurah", "Kelurahan {v}"),
    Office("kepala sekolah", "SMP Negeri 3 {v}"), Office("guru", "SD Negeri {v}"),
    Office("kepala dinas", "Dinas Perikanan"), Office("kepala puskesmas", "Puskesmas {v}"),
    Office("staf kecamatan", "Kantor Camat {v}"), Office("sekretaris desa", "Desa {v}"),
    Office("pegawai honorer", "Dinas Perhubungan"),
)  # fmt: skip
DEEDS = (
    ("mengajak warga memilih pasangan calon nomor urut {c}", "menyampaikan ajakan mendukung paslon nomor {c}",
     "meminta hadirin mencoblos nomor {c}"),
    ("berfoto sambil mengacungkan {c} jari bersama calon bupati", "berpose {c} jari di samping calon bupati",
     "tampak mengangkat {c} jari dengan seorang calon bupati"),
    ("memakai mobil dinas untuk mengangkut peserta kampanye paslon {c}",
     "mengantar massa kampanye nomor urut {c} dengan kendaraan dinas", "menggunakan mobil pelat merah saat kampanye"),
    ("menghadiri deklarasi dukungan pasangan calon nomor urut {c}", "hadir dalam deklarasi pemenangan paslon {c}",
     "datang ke acara deklarasi calon bupati nomor {c}"),
    ("membagikan sembako berstiker pasangan calon {c}", "membagi-bagikan beras bergambar paslon nomor {c}",
     "menyerahkan paket sembako kampanye nomor urut {c}"),
    ("mengunggah dukungan untuk paslon {c} di media sosial", "membuat status Facebook mendukung calon nomor {c}",
     "menyebarkan ajakan memilih nomor urut {c} lewat akun pribadinya"),
    ("mengerahkan perangkat desa untuk memenangkan calon {c}", "mengumpulkan aparatur agar mendukung paslon nomor {c}",
     "menggerakkan bawahannya memenangkan nomor urut {c}"),
)  # fmt: skip
STEPS = (
    (0, "{Who} di {R} diduga {deed}",
     "Bawaslu {R} menerima laporan dugaan pelanggaran netralitas {who}, yang diduga {deed}."),
    (6, "Bawaslu {R} Panggil {Who} soal Netralitas", "Bawaslu {R} meminta klarifikasi {who} yang diduga {deed}."),
    (14, "Bawaslu {R}: {Who} Diduga Langgar Netralitas, Diteruskan ke BKN",
     "Bawaslu {R} meneruskan kasus {who} ke Badan Kepegawaian Negara (BKN) karena diduga melanggar netralitas."),
    (70, "BKN Rekomendasikan Sanksi untuk {Who} di {R}",
     "BKN mengeluarkan rekomendasi sanksi disiplin untuk {who} yang terbukti melanggar netralitas."),
    (150, "Langgar Netralitas, {Who} di {R} Dijatuhi Sanksi",
     "Bupati menjatuhkan sanksi disiplin kepada {who} karena melanggar netralitas dalam pilkada."),
)  # fmt: skip
DETAILS = (
    "Peristiwa itu disebut terjadi dalam acara {occasion} di {venue}, {V}, {day}.",
    "Kejadiannya {day}, ketika berlangsung {occasion} di {V}.",
    "Buktinya {proof} yang direkam pada acara {occasion}.",
    "Warga {V} menyerahkan {proof} dari {venue} tempat {occasion} digelar.",
    "Dalam {proof} itu terlihat {n} orang ikut serta.",
    "Menurut saksi {witness}, sekitar {n} warga menyaksikan {occasion} tersebut.",
    "Seorang saksi bernama {witness} sudah dimintai keterangan mengenai {proof} itu.",
)
CLOSINGS = (
    "Ketua Bawaslu setempat meminta semua pihak menghormati proses yang berjalan.",
    "Yang bersangkutan membantah dan menyatakan siap memberi penjelasan.",
    "Sampai berita ini ditulis belum ada tanggapan dari yang bersangkutan.",
    "Pemerintah kabupaten menyerahkan penanganannya kepada Bawaslu.",
    "Pengawas mengingatkan bahwa aparatur wajib netral dalam pemilihan.",
)


@dataclass(frozen=True)
class Case:
    """What all newsrooms draw from."""

    number: int
    region: str
    name: str
    office: Office
    village: str
    deed: tuple[str, ...]
    candidate: int
    venue: str
    occasion: str
    proof: str
    witness: str
    crowd: int
    begun: int


@dataclass(frozen=True)
class Told:
    """One article and the case it tells."""

    case: str
    article: Article


def stories(config: Path, *, cases: int = 110, twins: int = 35, seed: int = 11) -> list[Told]:
    """Return the stream in order of publication.

    Args:
        config: Folder of regions.csv.
        cases: How many.
        twins: How many of them share regency, office and season with another one.
        seed: Same seed, same stream.
    """
    chance = random.Random(seed)  # noqa: S311 - a fixed sequence, not a secret
    regions = [
        row["nama"] for _, row in read_csv(config / "regions.csv", ("kode", "nama")) if row["kode"].count(".") == 1
    ]
    made: list[Case] = []
    for number in range(cases):
        fresh = _case(chance, number, chance.choice(regions))
        if number >= cases - twins:
            other = made[number - (cases - twins)]
            near = min(max(other.begun + chance.randint(-12, 25), 0), DAYS - 1)
            fresh = replace(fresh, region=other.region, office=other.office, begun=near)
        made.append(fresh)
    told = [one for case in made for one in _reports(chance, case)]
    return sorted(told, key=lambda one: (one.article.first_seen, one.article.url))


def _case(chance: random.Random, number: int, region: str) -> Case:
    return Case(
        number=number,
        region=region,
        name=f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
        office=chance.choice(OFFICES),
        village=f"{chance.choice(VILLAGE[0])} {chance.choice(VILLAGE[1]).title()}",
        deed=chance.choice(DEEDS),
        candidate=chance.randint(1, 3),
        venue=chance.choice(VENUES),
        occasion=chance.choice(OCCASIONS),
        proof=chance.choice(PROOFS),
        witness=f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
        crowd=chance.randint(12, 90),
        begun=chance.randrange(DAYS - 30),
    )


def _reports(chance: random.Random, case: Case) -> Iterator[Told]:
    last = chance.choice((1, 2, 2, 3, 4, 5))
    for step in range(last):
        delay = round(STEPS[step][0] * chance.uniform(0.7, 1.5))
        for outlet in chance.sample(OUTLETS, chance.choice((1, 1, 2, 3) if step == 0 else (1, 1, 1, 2))):
            at = START + timedelta(days=case.begun + delay + chance.randint(0, 2), minutes=chance.randrange(900))
            article = _article(chance, case, step, outlet, at)
            yield Told(f"G{case.number}", article)
            if chance.random() < 0.12:  # noqa: PLR2004 - as often as sister newspapers reprint
                later = at + timedelta(hours=chance.randint(1, 30))
                yield Told(f"G{case.number}", _copy(chance, article, later))


def _article(chance: random.Random, case: Case, step: int, outlet: str, at: datetime) -> Article:
    _, headline, lead = STEPS[step]
    short = "".join(f"{word[0]}" for word in case.name.split())
    place = case.office.place.format(v=case.village)
    named = chance.random()
    who = f"{case.office.word} berinisial {short} dari {place}"
    if named > 0.35:  # noqa: PLR2004 - two of three newsrooms print the name
        who = f"{case.office.word.capitalize()} {place.removeprefix('Kecamatan ').removeprefix('Desa ')}, {case.name},"
    elif named > 0.25:  # noqa: PLR2004 - a few print the office alone
        who = f"seorang {case.office.word} dari {place}"
    event = START + timedelta(days=case.begun - 2 + (chance.random() < 0.1))  # noqa: PLR2004 - some mistake the day
    day = f"{WEEKDAYS[event.weekday()]} ({event.day}/{event.month}/{event.year})"
    values = {
        "R": case.region, "who": who, "Who": case.office.word.title(),
        "deed": chance.choice(case.deed).format(c=case.candidate), "V": case.village, "venue": case.venue,
        "occasion": case.occasion, "proof": case.proof, "witness": case.witness, "day": day,
        "n": case.crowd + chance.choice((0, 0, 0, 2)),
    }  # fmt: skip
    most = (2, 2, 1, 1, 0)[step]  # late steps retell little
    parts = [lead, *chance.sample(DETAILS, chance.randint(min(1, most), most)), *chance.sample(CLOSINGS, 2)]
    date_line = f"{case.region.split(' ', 1)[1].upper()}, {outlet} - "
    text = date_line + "\n\n".join(part.format(**values) for part in parts)
    other = chance.choice(OFFICES).word.title(), chance.choice(OCCASIONS), chance.choice(VENUES)
    text += "\n\nBaca juga: {} Hadiri {} di {}".format(*other)
    text += f"\n\nHal itu disampaikan {WEEKDAYS[at.weekday()]} ({at.day} {MONTHS[at.month - 1]} {at.year})."
    return _made(headline.format(**values), text, outlet, at, f"{case.number}-{step}-{chance.randrange(10**6)}")


def _copy(chance: random.Random, article: Article, at: datetime) -> Article:
    outlet = chance.choice([one for one in OUTLETS if one != article.outlet_name])
    text = article.text.replace(article.outlet_name or "", outlet)
    return _made(article.title or "", text, outlet, at, f"copy-{chance.randrange(10**9)}")


def _made(title: str, text: str, outlet: str, at: datetime, key: str) -> Article:
    url = f"https://{outlet.replace(' ', '').lower()}.example/{key}"
    return Article(
        url=url,
        url_key=text_hash(url),
        title=title,
        text=text,
        state="ok",
        first_seen=at,
        outlet_name=outlet,
        published=Moment(at, (at + timedelta(hours=7)).date(), "import", "stated"),
        language="id",
        text_hash=text_hash(text),
        sketch=sketch(text),
    )
