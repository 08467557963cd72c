"""Words and sentences of the invented stream (`stream_stories.py`), written by hand and read by nothing else.

Persons, villages and phrases are this file's own; no list of the linker or the lexicon was looked at for them.
Sentences take `{R}` regency, `{who}` the alleged as the newsroom prints them, `{Who}` the office, `{V}` their seat,
`{deed}`, `{venue}`, `{occasion}`, `{proof}`, `{witness}`, `{day}`, `{n}` and `{chair}` (who speaks as a supervisor).
"""

GIVEN = (
    "Lukman", "Darmin", "Sahrul", "Yuliana", "Ferdinan", "Nurbaya", "Hasyim", "Mulyono", "Petrus", "Rosita",
    "Gunarto", "Imelda", "Zainuri", "Katarina", "Bahrun", "Sulastri", "Oktavian", "Ramlah", "Tarmidi", "Yosefina",
    "Kusnadi", "Marwati", "Dahlan", "Elfrida", "Wagiman", "Salmah", "Abner", "Sriyani", "Jufri", "Lamtiur",
    "Parmin", "Hotlan", "Melkianus", "Jumiati", "Asrul", "Kristina", "Mursalin", "Teguh", "Nengah", "Ruslan",
)  # fmt: skip
FAMILY = (
    "Pramudito", "Sinulingga", "Latuharta", "Wakerkwa", "Tandiono", "Basrowi", "Manurat", "Kaligis", "Suwondo",
    "Harefaya", "Botutihe", "Mandagie", "Purwoaji", "Lasamba", "Nainupu", "Rahanyaan", "Gulthomi", "Setyabudi",
    "Batubarani", "Umbuneka", "Marpaunga", "Djafaru", "Wirasena", "Tuasamu", "Sombolangi", "Kartareja",
    "Pattimukay", "Hulopi", "Silabani", "Nugraheni", "Erlanggih", "Fatubun", "Cakrayuda", "Idrusman", "Ombeng",
)  # fmt: skip
VILLAGE = (
    ("Suka", "Karang", "Tanjung", "Muara", "Batu", "Lubuk", "Sungai", "Bukit", "Teluk", "Rawa", "Kampung", "Padang"),
    ("murni", "geneng", "lasih", "pelita", "jambe", "wangun", "intan", "seruni", "cempaka", "layar", "bening", "kenari",
     "rimbo", "talang", "sawah", "ketapi", "mulih", "tirta"),
)  # fmt: skip
OUTLETS = tuple(
    f"{head} {tail}"
    for head in ("Warta", "Gema", "Lintas", "Pelita", "Kilas", "Harian")
    for tail in ("Nusa", "Daerah", "Pagi", "Rakyatku", "Bahtera", "Mandala")
)
VENUES = (
    "aula serbaguna", "rumah makan tepi jalan raya", "lapangan sepak bola", "balai pertemuan", "gedung olahraga",
    "kebun milik seorang pengusaha", "dermaga penyeberangan", "warung kopi dekat pasar", "vila di perbukitan",
    "halaman masjid", "tempat penggilingan padi", "kantor koperasi", "tambak udang", "pelataran gereja",
    "rumah seorang kontraktor", "pondok pemancingan",
)  # fmt: skip
OCCASIONS = (
    "pembagian bibit cabai", "turnamen voli", "syukuran panen", "peresmian jembatan gantung", "jalan santai",
    "lomba layang-layang", "pengajian bulanan", "perkawinan anak tokoh adat", "pelatihan menjahit", "khitanan massal",
    "pasar murah", "festival perahu", "pembukaan keran air bersih", "arisan kelompok tani", "penanaman bakau",
    "pentas kuda lumping",
)  # fmt: skip
PROOFS = (
    "video berdurasi {n} detik", "rekaman suara", "tangkapan layar percakapan", "sebuah foto", "unggahan Facebook",
    "siaran langsung di TikTok", "pesan berantai di grup WhatsApp", "keterangan tiga warga",
)  # fmt: skip

# The office, what stands before the seat, short forms a newsroom may use.
OFFICES = (
    ("camat", "Kecamatan {v}", "Camat {v}"),
    ("kepala desa", "Desa {v}", "Kades {v}"),
    ("kepala desa", "Desa {v}", "Kepala Desa {v}"),
    ("lurah", "Kelurahan {v}", "Lurah {v}"),
    ("kepala sekolah", "SMP Negeri 3 {v}", "Kepala SMP Negeri 3 {v}"),
    ("guru", "SD Negeri {v}", "guru SD Negeri {v}"),
    ("kepala puskesmas", "Puskesmas {v}", "Kepala Puskesmas {v}"),
    ("staf kecamatan", "Kantor Camat {v}", "staf Kantor Camat {v}"),
    ("sekretaris desa", "Desa {v}", "Sekretaris Desa {v}"),
)
DEEDS = (
    ("mengajak warga memilih pasangan calon nomor urut {c}", "menyampaikan ajakan mendukung paslon nomor {c}",
     "meminta hadirin mencoblos nomor {c}", "terang-terangan menyuruh warga memenangkan paslon {c}"),
    ("berfoto sambil mengacungkan {c} jari bersama calon bupati", "berpose {c} jari di samping calon bupati",
     "tampak mengangkat {c} jari dengan seorang calon bupati", "berswafoto {c} jari dengan calon bupati"),
    ("memakai mobil dinas untuk mengangkut peserta kampanye paslon {c}",
     "mengantar massa kampanye nomor urut {c} dengan kendaraan dinas", "menggunakan mobil pelat merah saat kampanye",
     "mengerahkan kendaraan operasional kantor ke kampanye paslon nomor {c}"),
    ("menghadiri deklarasi dukungan pasangan calon nomor urut {c}", "hadir dalam deklarasi pemenangan paslon {c}",
     "datang ke acara deklarasi calon bupati nomor {c}", "ikut naik panggung deklarasi paslon nomor urut {c}"),
    ("membagikan sembako berstiker pasangan calon {c}", "membagi-bagikan beras bergambar paslon nomor {c}",
     "menyerahkan paket sembako kampanye nomor urut {c}", "mengedarkan minyak goreng dan beras berlogo paslon {c}"),
    ("mengunggah dukungan untuk paslon {c} di media sosial", "membuat status Facebook mendukung calon nomor {c}",
     "menyebarkan ajakan memilih nomor urut {c} lewat akun pribadinya", "membagikan poster paslon {c} di Facebook"),
    ("mengerahkan aparatur untuk memenangkan calon {c}", "mengumpulkan bawahannya agar mendukung paslon nomor {c}",
     "menggerakkan bawahannya memenangkan nomor urut {c}", "menekan anak buahnya supaya memenangkan paslon {c}"),
)  # fmt: skip

# How the person is told: by name and seat, by seat alone, by initials.
NAMED = (
    "{seat}, {name},", "{name}, {seat},", "{seat} {name}", "{office} bernama {name} yang bertugas di {place}",
)  # fmt: skip
INITIALED = (
    "{office} berinisial {short} dari {place}", "{seat} berinisial {short}", "oknum {office} {short} di {place}",
)  # fmt: skip
SEATED = ("{seat}", "{office} di {place}", "oknum {seat}")
VAGUE = ("seorang {office}", "oknum {office}")


class Step:
    """One step of a case: days after the first report, headlines, leads and what such stories go on with."""

    def __init__(self, days: int, titles: tuple[str, ...], leads: tuple[str, ...], more: tuple[str, ...]) -> None:
        self.days, self.titles, self.leads, self.more = days, titles, leads, more


REPORTED = Step(
    0,
    ("{Who} di {R} diduga {deed}", "Bawaslu {R} Terima Laporan soal {Who}", "Warga Laporkan {Who} ke Bawaslu {R}",
     "Diduga Tidak Netral, {Who} di {R} Dilaporkan", "Beredar {Proof}, {Who} Jadi Sorotan"),
    ("Bawaslu {R} menerima laporan dugaan pelanggaran netralitas {who} yang diduga {deed}.",
     "Warga melaporkan {who} ke Bawaslu {R} karena diduga {deed}.",
     "Netralitas aparatur di {R} kembali dipersoalkan setelah {who} diduga {deed}.",
     "Ulah {who} ramai dibicarakan. Ia diduga {deed}, dan laporannya sudah sampai di meja Bawaslu {R}."),
    ("Peristiwa itu disebut terjadi dalam acara {occasion} di {venue}, {V}, {day}.",
     "Kejadiannya {day}, ketika berlangsung {occasion} di {V}.",
     "Buktinya {proof} yang diambil saat {occasion}.",
     "Warga {V} menyerahkan {proof} dari {venue} tempat {occasion} digelar.",
     "Sekitar {n} orang disebut hadir dalam {occasion} tersebut, {day}.",
     "Menurut saksi {witness}, sekitar {n} warga menyaksikan {occasion} itu."),
)  # fmt: skip
ASKED = Step(
    7,
    ("Bawaslu {R} Panggil {Who} soal Netralitas", "{Who} Penuhi Panggilan Bawaslu {R}",
     "Dua Jam Dimintai Klarifikasi, {Who} Irit Bicara", "Kajian Awal Rampung, {Who} Diperiksa Bawaslu {R}"),
    ("Bawaslu {R} meminta klarifikasi {who} yang diduga {deed}.",
     "Setelah registrasi laporan, giliran {who} diperiksa Bawaslu {R} atas dugaan {deed}.",
     "Didampingi seorang kerabat, {who} datang ke kantor Bawaslu {R} untuk diklarifikasi karena diduga {deed}."),
    ("Saksi {witness} sudah lebih dahulu dimintai keterangan.",
     "Kepada pemeriksa ia membenarkan datang ke {occasion}, tetapi menyangkal mengajak siapa pun.",
     "Pemeriksa menanyakan {proof} yang dibawa pelapor.",
     "Pleno dijadwalkan pekan depan untuk menentukan ada tidaknya pelanggaran."),
)  # fmt: skip
FORWARDED = Step(
    16,
    ("Bawaslu {R}: {Who} Diduga Langgar Netralitas, Diteruskan ke BKN", "Berkas {Who} Dikirim ke BKN",
     "Pleno Bawaslu {R} Putuskan Kasus {Who} Diteruskan"),
    ("Bawaslu {R} meneruskan kasus {who} ke Badan Kepegawaian Negara (BKN) karena diduga melanggar netralitas.",
     "Rapat pleno menyatakan dugaan pelanggaran netralitas {who} memenuhi unsur; berkasnya diteruskan ke BKN.",
     "Penanganan perkara netralitas {who} kini berada di tangan BKN setelah Bawaslu {R} meneruskannya."),
    ("Kajian setebal belasan halaman disertakan, termasuk {proof}.",
     "Unsur pidananya tidak terpenuhi sehingga yang ditempuh jalur etik."),
)  # fmt: skip
ADVISED = Step(
    80,
    ("BKN Rekomendasikan Sanksi untuk {Who} di {R}", "Surat BKN Turun, {Who} Terancam Hukuman Disiplin",
     "Nasib {Who} Menunggu Keputusan Bupati"),
    ("BKN mengeluarkan rekomendasi sanksi disiplin untuk {who} yang dinilai melanggar netralitas.",
     "Rekomendasi hukuman bagi {who} sudah diterima Badan Kepegawaian Daerah {R}.",
     "Surat dari BKN perihal pelanggaran netralitas {who} tiba di sekretariat daerah {R}."),
    ("Kepala BKPSDM mengatakan tim pemeriksa segera dibentuk.",
     "Pejabat pembina kepegawaian diberi waktu menindaklanjuti rekomendasi tersebut.",
     "Perkara ini bermula dari laporan warga beberapa bulan silam."),
)  # fmt: skip
PUNISHED = Step(
    170,
    ("Langgar Netralitas, {Who} di {R} Dijatuhi Sanksi", "Tukin Dipotong, {Who} Terima Hukuman Disiplin",
     "Bupati Teken SK Hukuman bagi {Who}"),
    ("Bupati menjatuhkan sanksi disiplin kepada {who} karena melanggar netralitas dalam pilkada.",
     "Surat keputusan hukuman disiplin untuk {who} telah diteken dan diserahkan, kata sekretaris daerah.",
     "Potongan tunjangan mulai berlaku bulan depan bagi {who}, yang dinyatakan melanggar netralitas."),
    ("Yang bersangkutan menerima putusan itu dan tidak mengajukan keberatan.",
     "Sekretaris daerah menyebut hukuman tersebut menjadi pelajaran bagi pegawai lain.",
     "Kasusnya pernah ramai pada masa kampanye."),
)  # fmt: skip
CLEARED = Step(
    20,
    ("Tidak Cukup Bukti, Kasus {Who} di {R} Dihentikan", "Bawaslu {R} Hentikan Laporan terhadap {Who}"),
    ("Bawaslu {R} menghentikan penanganan laporan terhadap {who} karena tidak terbukti melanggar netralitas.",
     "Laporan yang menuduh {who} {deed} dihentikan Bawaslu {R} karena tidak cukup bukti."),
    ("Pelapor menyatakan kecewa dan menimbang langkah lain.", "Saksi {witness} tidak hadir sampai batas waktu."),
)  # fmt: skip
COURSES = (
    (REPORTED,), (REPORTED, ASKED), (REPORTED, ASKED), (REPORTED, ASKED, FORWARDED), (REPORTED, ASKED, CLEARED),
    (REPORTED, ASKED, FORWARDED, ADVISED), (REPORTED, FORWARDED, ADVISED, PUNISHED),
    (REPORTED, ASKED, FORWARDED, ADVISED, PUNISHED),
)  # fmt: skip
"""How far cases go; most stop early."""

# What the supervisors of one regency tell on every case of a season, and newsrooms print at full length.
SERMONS = (
    '"Aparatur itu pelayan semua warga. Jangan sampai keberpihakan merusak kepercayaan," kata {chair}.',
    (
        "{chair} menuturkan, sepanjang tahapan ini Bawaslu {R} telah menerima sejumlah laporan netralitas dari "
        "beberapa wilayah dan semuanya ditangani menurut prosedur yang sama."
    ),
    (
        "Menurut {chair}, setiap laporan diperiksa syarat formil dan materielnya lebih dahulu, kemudian diregistrasi, "
        "dikaji, dan diputuskan dalam rapat pleno."
    ),
    '"Kami minta masyarakat {R} tidak takut melapor. Identitas pelapor kami jaga," ujar {chair}.',
    (
        "{chair} menambahkan, pihaknya sudah berulang kali menyurati pemerintah daerah agar seluruh jajaran menjaga "
        "jarak dari kontestasi."
    ),
    (
        "Bawaslu {R} menggandeng inspektorat serta kesbangpol untuk memperketat pengawasan menjelang hari pemungutan "
        "suara, kata {chair}."
    ),
)
LAWS = (
    (
        "Netralitas aparatur diatur dalam Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara dan "
        "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil."
    ),
    (
        "Pasal 71 ayat (1) Undang-Undang Nomor 10 Tahun 2016 melarang pejabat membuat keputusan atau tindakan yang "
        "menguntungkan atau merugikan salah satu pasangan calon."
    ),
    (
        "Keputusan bersama lima lembaga tahun 2022 memerinci bentuk pelanggaran netralitas beserta sanksinya, mulai "
        "dari hukuman moral hingga hukuman disiplin berat."
    ),
)
CLOSINGS = (
    "Yang bersangkutan membantah dan menyatakan siap memberi penjelasan.",
    "Sampai berita ini ditulis belum ada tanggapan dari yang bersangkutan.",
    "Pemerintah kabupaten menyerahkan penanganannya kepada Bawaslu.",
    "Pengamat setempat menilai perkara semacam ini berulang setiap lima tahun.",
)
# Word for word exchanges of machine copies.
SPUN = (
    ("melaporkan", "mengadukan"), ("meminta", "memohon"), ("menerima", "memperoleh"), ("mengatakan", "menyebutkan"),
    ("setelah", "usai"), ("karena", "lantaran"), ("sudah", "telah"), ("kata", "ucap"), ("ujar", "tutur"),
    ("sekitar", "kurang lebih"), ("agar", "supaya"), ("pekan", "minggu"), ("warga", "masyarakat"),
)  # fmt: skip
