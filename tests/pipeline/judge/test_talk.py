"""Steps that people only talk of, ask for or leave open are not reached."""

import pytest

from pipeline.judge.reading import Mood
from pipeline.text.document import Document

ONLY_TALK = {
    "a rumour": [
        "Beredar kabar lurah itu sudah dicopot.",
        'Ada yang bilang camat itu "sudah dipecat".',
        "Di media sosial ia disebut sudah tersangka.",
        "Warganet telanjur menyebutnya sudah dipecat.",
    ],
    "a question still open": [
        "Apakah nanti jadi temuan atau dibawa ke Gakkumdu, pleno Sabtu yang memutuskan.",
        "Hasilnya bisa berhenti, bisa juga dikirim ke BKN, kata anggota Bawaslu.",
    ],
    "a step in a question": ["Penetapan tersangka? Penyidik itu menggeleng."],
    "a condition behind it": ["Berkas itu dikirim ke BKN bila ahli sependapat."],
    "several demands in a row": ["Mereka mendesak kasus itu dibawa ke Gakkumdu dan Kadis dinonaktifkan."],
    "a demand or threat that goes on in a row": [
        "Anggota DPRD meminta Plt Kadishub dicopot dan diseret ke Gakkumdu.",
        "Ia bisa dipanggil Bawaslu, diteruskan ke KASN, dan dicopot dari jabatannya.",
    ],
    "a meeting whose day is only set": [
        "Pembahasan pertama bersama unsur kepolisian dan kejaksaan telah dijadwalkan.",
        "Sesudah lengkap, barulah dibicarakan dengan Gakkumdu.",
    ],
    "what there is no ground for": ["Bukti kurang, tak ada alasan untuk diteruskan kepada BKN."],
    "what was only advised for a while": ["Kajian sempat menyarankan penerusan ke BKN."],
    "a threat or plan right before the verb": [
        "Ketua tim lawan mengancam melapor ke Bawaslu.",
        "Berkas lurah itu akan dikirim Bawaslu ke bupati.",
    ],
    "what somebody gets ready for": ["Tim hukum calon lain berancang-ancang membuat aduan ke Bawaslu."],
    "what neighbours say": ["Warga menyebut ia sudah diperiksa."],
    "the gravest punishment there is": ["Hukuman paling berat ialah pemecatan."],
    "what somebody is talked into": ["Pelapor dibujuk menarik aduannya."],
    "what a crowd cries for": ["Desakan agar lurah diberhentikan menguat."],
    "a punishment that only threatens": ["Hukuman penjara menanti kades."],
    "a meeting that is still to come": ["Pleno baru digelar Sabtu."],
    "a letter that is being written": ["Surat panggilan untuk camat sedang disiapkan."],
    "what is told not to be done behind it": ["Rekomendasi KASN belum turun."],
    "what somebody is loath to do, or plans": ["Bupati enggan mencopot lurah.", "Rencana pencopotan lurah ditunda."],
    "what comes before a step that is still to come": [
        "Bawaslu membuka catatan rapat sebelum memanggil camat.",
        "Langkah berikutnya, kata ketua, memanggil Kabag Umum.",
        "Lima hari ke depan kami panggil camat dan lurah.",
        "Bawaslu punya lima hari untuk memeriksa para saksi.",
    ],
    "what others are called on to do": ["Beberapa warganet menandai akun Bawaslu agar memanggil lurah."],
    "what waits for a signature": ["Penerusan ke BKN tunggu tanda tangan."],
    "a way that is held open": ["Bawaslu membuka peluang menyerahkan kasus itu kepada BKN."],
    "what others decide on": ["Sanksi untuk lurah kini terserah bupati."],
    "what a crowd cries for in a row": ["Mereka menuntut camat itu dicopot, diperiksa Bawaslu, dan dihukum."],
    "one of two ways": ["Pilihannya diteruskan ke BKN atau dihentikan."],
    "another official's": ["Lurah lain pada 2019 dijatuhi sanksi oleh wali kota."],
}
TOLD = {
    "a rumour that is confirmed": "Sekda membenarkan kabar bahwa camat itu dicopot.",
    "what is done about a rumour": "Setelah beredar kabar soal dukungannya, Bawaslu memeriksa lurah itu.",
    "a threat that was recorded and handed on": "Rekaman ancaman itu dikirim Bawaslu ke BKN.",
    "what is only not finished": "Klarifikasi Bawaslu terhadap lurah itu belum selesai.",
    "what a turn of phrase neither denies nor plans": "Akan tetapi, Bawaslu tidak hanya memeriksa lurah itu.",
    "what stands behind the comma of a negation": "Pidana tak cukup, lurah diteruskan Bawaslu ke BKN.",
    "what is done beside a demand": "Warga meminta lurah dicopot, dan Bawaslu sudah memeriksanya.",
    "what was done before it was told": "Sebelum diteruskan ke BKN, lurah itu sudah diperiksa Bawaslu.",
    "what somebody must put up with": "Camat itu harus rela turun pangkat.",
    "the day after, in a tale": "Esok harinya camat dipanggil Bawaslu.",
    "a condition in the next clause": "Lurah itu sudah diperiksa Bawaslu, kalau terbukti ada sanksi.",
}


def reached(reader, text):
    found = reader.read(Document("Lurah Jadi Sorotan", text)).findings
    steps = {one.frame.claim for one in found if one.frame.claim.startswith("step:") and one.mood is Mood.REAL}
    return steps - {"step:S1", "step:S3"}


@pytest.mark.parametrize("text", [text for texts in ONLY_TALK.values() for text in texts])
def test_talk_reaches_nothing(reader, text):
    assert reached(reader, text) == set()


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_what_happened_stays_told(reader, text):
    assert reached(reader, text)


@pytest.mark.parametrize(
    ("title", "steps"),
    [
        ("Netizen: Pecat! Kades Joget di Panggung Calon", set()),
        ("Copot! Seruan Netizen untuk Lurah Penari Jingle", set()),
        ("LSM: Copot Lurah Pembagi Stiker", set()),
        ("Warga: Lurah Dicopot Bupati", {"step:S7"}),
        ("Bawaslu Periksa Camat, Warga: Sudah Lama Kami Lapor", {"step:S4"}),
    ],
)
def test_what_somebody_cries_for_behind_a_colon_has_not_happened(reader, title, steps):
    found = reader.read(Document(title, "Ramai di pasar.")).findings
    told = {one.frame.claim for one in found if one.frame.claim.startswith("step:S") and one.mood is Mood.REAL}
    assert told - {"step:S1", "step:S3"} == steps


def test_what_is_ordered_of_a_chief_is_not_imposed_yet(reader):
    assert reached(reader, "BKN dalam suratnya memerintahkan wali kota mencopot lurah itu.") == {"step:S6"}
