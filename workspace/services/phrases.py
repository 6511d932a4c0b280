# SPDX-License-Identifier: Apache-2.0
"""What the command line says: Indonesian first, English second. Windows have their own words (ui/words.py).

A phrase is found by kind and code ("state:offline"); braces are filled in with data, never with other phrases.
"""

from __future__ import annotations

LANGUAGES = ("id", "en")

_PHRASES: dict[str, tuple[str, str]] = {
    # the sync state
    "state:synced": ("Tersinkron · terakhir {contact}", "Synced · last {contact}"),
    "state:syncing": ("Menyinkronkan {sent} perubahan", "Syncing {sent} changes"),
    "state:pending": ("{waiting} perubahan menunggu dikirim", "{waiting} changes waiting to be sent"),
    "state:undoable": (
        "{waiting} perubahan segera dikirim · masih bisa diurungkan",
        "Sending {waiting} changes in a moment · can still be undone",
    ),
    "state:offline": ("Luring · semua data tersimpan", "Offline · everything is saved"),
    "state:offline-waiting": (
        "Luring · {waiting} perubahan menunggu dikirim · terakhir tersambung {contact}",
        "Offline · {waiting} changes waiting to be sent · last connected {contact}",
    ),
    "state:needs-you": ("{tray} hal perlu dilihat", "{tray} things need your attention"),
    "state:signed-out": (
        "Perlu masuk kembali · data tetap bisa dibaca dan diubah",
        "Sign in again · you can still read and edit",
    ),
    "state:trouble": ("Server sedang bermasalah ({trouble})", "Server problem ({trouble})"),
    "state:first-download": (
        "Unduhan pertama belum selesai · {records} data",
        "The first download is not finished · {records} records",
    ),
    "state:recheck": (
        "Memeriksa ulang setelah server dipulihkan",
        "Rechecking after the server was restored",
    ),
    "state:held": (
        "{parked} perubahan ditahan karena server gagal memprosesnya berulang kali",
        "{parked} changes held: the server keeps failing on them",
    ),
    "state:blocked": ("Sinkronisasi dihentikan oleh instansi Anda", "Sync stopped by your agency"),
    # what signing in, opening and connecting can come to
    "problem:dns": (
        "Alamat server {server} tidak ditemukan. Periksa ejaannya atau minta alamatnya kepada pengelola.",
        "Server {server} was not found. Check the spelling or ask your admin for the address.",
    ),
    "problem:no-network": (
        "Server {server} tidak dapat dihubungi dari perangkat ini. Anda bisa tetap bekerja; data dikirim nanti.",
        "Server {server} cannot be reached from this device. You can keep working; data is sent later.",
    ),
    "problem:proxy": (
        "Jaringan ini memblokir sambungan ke server. Biasanya perlu pengaturan proksi dari pengelola jaringan.",
        "This network blocks the server. Proxy settings from your network admin are usually needed.",
    ),
    "problem:timeout": (
        "Server {server} terlalu lama menjawab. Coba lagi nanti.",
        "Server {server} took too long to answer. Try again later.",
    ),
    "problem:certificate": (
        "Identitas server tidak dapat dipastikan ({detail}). Jangan masukkan kata sandi. Laporkan kepada pengelola.",
        "The server's identity cannot be confirmed ({detail}). Do not enter your password. Tell your admin.",
    ),
    "problem:not-ours": (
        "{server} menjawab, tetapi bukan server Ruang Kerja.",
        "{server} answers but is not a Ruang Kerja server.",
    ),
    "problem:too-old": (
        "Versi server dan program ini tidak cocok ({detail}). Perbarui salah satunya.",
        "The server and this program do not fit together ({detail}). Update one of them.",
    ),
    "problem:wrong-password": (
        "NIP dan kata sandi tidak cocok.",
        "NIP and password do not belong together.",
    ),
    "problem:wrong-officer": (
        "Akun itu milik pegawai lain; meja kerja ini bukan miliknya.",
        "That account belongs to another officer than this desk.",
    ),
    "problem:rate-limited": (
        "Terlalu banyak percobaan. Coba lagi {wait} detik lagi.",
        "Too many attempts. Try again in {wait} seconds.",
    ),
    "problem:device-revoked": (
        "Perangkat ini sudah dikeluarkan dari akun Anda. Pekerjaan di dalamnya tetap bisa dibaca.",
        "This device was signed out for good. The work on it can still be read.",
    ),
    "problem:server": (
        "Server sedang bermasalah ({detail}). Coba lagi nanti.",
        "The server has a problem ({detail}). Try again later.",
    ),
    "problem:passphrase-needed": (
        "Perangkat ini memerlukan frasa sandi untuk membuka data Anda.",
        "This device needs a passphrase to open your data.",
    ),
    "problem:passphrase-wrong": ("Frasa sandi tidak cocok.", "The passphrase is not right."),
    "problem:passphrase-weak": (
        "Frasa sandi terlalu pendek: paling sedikit {detail} karakter.",
        "The passphrase is too short: at least {detail} characters.",
    ),
    "problem:key-store": (
        "Penyimpan kunci di perangkat ini tidak mengembalikan kuncinya.",
        "This device's key store does not give the key back.",
    ),
    "problem:key-missing": (
        "Kunci meja kerja ini tidak ada lagi di perangkat ini. Masuk dengan NIP untuk mengunduh ulang.",
        "The key of this desk is no longer on this device. Sign in by NIP to download it again.",
    ),
    "problem:clock": (
        "Jam perangkat ini berbeda {detail} menit dari jam server. Betulkan jamnya.",
        "This device's clock differs {detail} minutes from the server's. Set it right.",
    ),
    "problem:in-use": (
        "Meja kerja ini sedang dibuka oleh program lain.",
        "This desk is open in another program.",
    ),
    "problem:disk": (
        "Data tidak dapat ditulis atau dibaca ({detail}). Periksa ruang dan izin penyimpanan.",
        "Data cannot be written or read ({detail}). Check the space and permissions of the disk.",
    ),
    "problem:damaged": (
        "Data di perangkat ini rusak. Pulihkan dari cadangan.",
        "The data on this device is damaged. Restore it from a backup.",
    ),
    "problem:newer": (
        "Data ini dibuat oleh versi program yang lebih baru ({detail}). Perbarui program ini.",
        "This data was made by a newer version of the program ({detail}). Update this program.",
    ),
    "problem:no-profile": (
        "Belum ada meja kerja di perangkat ini. Masuk dulu: python -m workspace sign-in",
        "There is no desk on this device yet. Sign in first: python -m workspace sign-in",
    ),
    # the five checks of a connection
    "check:address": ("Alamat server ditemukan", "The server's address is found"),
    "check:network": ("Server dapat dihubungi", "The server can be reached"),
    "check:secure": ("Sambungan aman, identitas server pasti", "The connection is secure"),
    "check:server": ("Ini server Ruang Kerja", "It is a Ruang Kerja server"),
    "check:version": ("Versinya cocok", "Its version fits"),
    # why a command was refused
    "refused:stale-version": ("data sudah berubah setelah Anda melihatnya", "it changed after you saw it"),
    "refused:already-done": ("sudah dilakukan", "already done"),
    "refused:superseded": ("sudah ada versi yang lebih baru", "there is a newer version"),
    "refused:not-authorised": ("bukan wewenang jabatan Anda", "not within your position's authority"),
    "refused:no-longer-authorised": ("tidak lagi menjadi tugas Anda", "no longer yours to do"),
    "refused:not-found": ("tidak ditemukan", "not found"),
    "refused:closed": ("sudah ditutup", "already closed"),
    "refused:deadline-passed": ("tenggatnya sudah lewat", "its limit has passed"),
    "refused:needs-review": ("perlu diperiksa dulu", "needs a review first"),
    "refused:held": ("sedang ditahan", "is being held"),
    "refused:invalid": ("isiannya tidak dapat diterima", "a field cannot be accepted"),
    "refused:too-large": ("terlalu besar", "too large"),
    "refused:quota": ("melewati batas jumlah", "over the quota"),
    "refused:duplicate-business-key": ("sudah tercatat", "already recorded"),
    "refused:generation-closed": ("versi ini sudah ditutup", "this version is closed"),
    "refused:hash-mismatch": ("isinya tidak sama dengan yang Anda lihat", "its content is not what you saw"),
    "refused:class-too-high": ("sifatnya melebihi izin perangkat ini", "its class is above this device's"),
    "refused:device-revoked": ("perangkat ini sudah dikeluarkan", "this device was signed out"),
    "refused:client-too-old": ("program ini terlalu lama", "this program is too old"),
    "refused:unknown-command": ("server belum mengenalnya", "the server does not know it"),
    "refused:dependency-failed": (
        "perubahan yang mendahuluinya tidak diterima",
        "what came before it was refused",
    ),
    "refused:command-id-reused": ("nomornya sudah dipakai", "its number was used already"),
    # verbs
    "verb:task.give": ("Memberi tugas", "Give a task"),
    "verb:task.read": ("Membaca tugas", "Read a task"),
    "verb:task.report": ("Melaporkan kemajuan", "Report progress"),
    "verb:task.complete": ("Menyelesaikan tugas", "Complete a task"),
    "verb:task.pass_on": ("Meneruskan disposisi", "Pass a task on"),
    "verb:task.return": ("Mengembalikan tugas", "Return a task"),
    "verb:task.reassign": ("Memindahkan tugas", "Reassign a task"),
    "verb:task.withdraw": ("Membatalkan tugas", "Withdraw a task"),
    "verb:letter.submit": ("Mengajukan naskah", "Submit a letter"),
    "verb:letter.resubmit": ("Mengajukan ulang naskah", "Submit a letter again"),
    "verb:letter.endorse": ("Menyetujui naskah", "Approve a letter"),
    "verb:letter.return": ("Mengembalikan naskah", "Return a letter"),
    "verb:letter.withdraw": ("Menarik naskah", "Withdraw a letter"),
    "verb:letter.withdraw_decision": ("Menarik keputusan", "Withdraw a decision"),
    "verb:letter.draft": ("Membuat konsep", "Begin a draft"),
    "verb:letter.fill": ("Mengisi konsep", "Fill in a draft"),
    "verb:letter.discard": ("Membuang konsep", "Discard a draft"),
    "verb:letter.submit_draft": ("Mengajukan konsep", "Submit a draft"),
    "verb:letter.restore": ("Kembali ke versi lama", "Go back to an older version"),
    "verb:presence.record": ("Presensi", "Presence"),
    "verb:appointment.appoint": ("Menetapkan Plt./Plh.", "Appoint somebody to act"),
    "verb:appointment.end": ("Mengakhiri penugasan", "End an appointment"),
    "verb:device.revoke": ("Mengeluarkan perangkat", "Sign a device out for good"),
    # where a command stands
    "entry:waiting": ("menunggu", "waiting"),
    "entry:held": ("menunggu (bisa diurungkan)", "waiting (can be undone)"),
    "entry:sealed": ("dikirim, belum dijawab", "sent, not answered"),
    "entry:parked": ("ditahan", "held back"),
    # headings and sentences of the commands
    "head:id": ("Nomor", "Id"),
    "head:due": ("Tenggat", "Due"),
    "head:kind": ("Jenis", "Kind"),
    "head:title": ("Hal", "Subject"),
    "head:desk": ("Di meja", "On the desk of"),
    "head:at": ("Waktu", "Time"),
    "head:deed": ("Perbuatan", "Deed"),
    "head:state": ("Keadaan", "State"),
    "head:why": ("Mengapa tidak diterima", "Why not"),
    "wait:task": ("tugas", "task"),
    "wait:returned": ("dikembalikan", "returned"),
    "wait:approve": ("persetujuan", "approval"),
    "wait:revise": ("perbaikan", "revision"),
    "wait:follow": ("dipantau", "followed"),
    "say:inbox-empty": ("Tidak ada yang menunggu Anda.", "Nothing is waiting for you."),
    "say:inbox-count": ("{n} menunggu Anda.", "{n} waiting for you."),
    "say:outbox-empty": ("Tidak ada yang menunggu dikirim.", "Nothing waits to be sent."),
    "say:tray": ("Perlu tindakan:", "Needs your attention:"),
    "say:synced": ("{rounds} pertukaran dengan server.", "{rounds} exchanges with the server."),
    "say:signed-in": (
        "Anda masuk sebagai {name} dan perangkat ini siap dipakai tanpa jaringan.",
        "You are signed in as {name} and this device is ready to use without a network.",
    ),
    "say:no-password": (
        "Kata sandi belum diisi. Ketik, atau beri --password-file.",
        "There is no password. Type it, or give --password-file.",
    ),
    "say:no-passphrase": ("Beri frasa sandi dengan --passphrase-file.", "Give the passphrase by --passphrase-file."),
    "say:no-desk": (
        "Tidak ada meja kerja bernama {name}; yang ada di perangkat ini:",
        "No desk is called {name}; on this device there are:",
    ),
    "say:no-file": ("Berkas {path} tidak dapat dibaca.", "The file {path} cannot be read."),
    "say:profiles": ("Ada beberapa meja kerja; pilih dengan --profile:", "Several desks; choose by --profile:"),
    "ask:password": ("Kata sandi: ", "Password: "),
    "ask:passphrase": ("Frasa sandi perangkat ini: ", "This device's passphrase: "),
    # the doctor
    "doctor:folder": ("Folder data", "Data folder"),
    "doctor:server": ("Server", "Server"),
    "doctor:program": ("Program", "Program"),
    "doctor:store": ("Isi data", "Store"),
    "doctor:whole": ("utuh", "whole"),
    "doctor:counts": ("Isinya", "It holds"),
    "doctor:told": (
        "{records} data, {waiting} menunggu dikirim ({parked} ditahan), {tray} perlu tindakan",
        "{records} records, {waiting} waiting to be sent ({parked} held), {tray} need attention",
    ),
    "doctor:device": ("Perangkat", "Device"),
    "doctor:contact": ("Terakhir tersambung", "Last connected"),
    "doctor:audit": ("Catatan audit server", "The server's audit log"),
    "doctor:shrunk": (
        "MENYUSUT atau DITULIS ULANG — laporkan kepada pengelola",
        "SHRANK or was REWRITTEN — tell your admin",
    ),
    "doctor:signature": (
        "TANDA TANGANNYA TIDAK SAH — laporkan kepada pengelola",
        "its SIGNATURE IS NOT VALID — tell your admin",
    ),
    "doctor:key": (
        "KUNCINYA DIGANTI sejak Anda pertama masuk — tanyakan kepada pengelola",
        "its KEY WAS REPLACED since you first signed in — ask your admin",
    ),
    "doctor:never": ("belum pernah", "never"),
    "restore:sound": (
        "Data utuh; tidak ada yang perlu dipulihkan.",
        "The store is whole; there is nothing to restore.",
    ),
    "restore:copy": ("Dipulihkan dari salinan tanggal {day}.", "Restored from the copy of {day}."),
    "restore:none": (
        "Tidak ada salinan yang baik; semuanya diunduh lagi saat tersambung.",
        "There is no good copy; everything is downloaded anew when connected.",
    ),
    "restore:saved": (
        "{n} perubahan Anda diselamatkan dari berkas yang rusak.",
        "Changes of yours saved from the damaged file: {n}.",
    ),
    "restore:doubtful": (
        "{n} perubahan ditahan; periksa dengan perintah outbox.",
        "Changes held back: {n}; look at them with outbox.",
    ),
    "restore:partly": (
        "Sebagian tulisan Anda tidak dapat dibaca lagi.",
        "Some of what you wrote could not be read.",
    ),
    # what the checks of a letter find (workspace/paper/checks.py)
    "check:empty": ("Isian wajib ini masih kosong.", "This must be filled in."),
    "check:unfilled": ("Variabel {said} belum diisi.", "The variable {said} is not filled in."),
    "check:signer-offices": ("Jabatan penanda tangan tidak lengkap.", "The signer's offices are incomplete."),
    "check:signer-rank": (
        "Pangkat/golongan penanda tangan tidak dikenal: {rank} (Pasal 44).",
        "The signer's rank is unknown: {rank} (Pasal 44).",
    ),
    "check:signer-nip": ("NIP {name} belum diisi (Pasal 44).", "The NIP of {name} is missing (Pasal 44)."),
    "check:no-day": ("{day} bukan tanggal.", "{day} is no date."),
    "check:suggestion": ("Usulan ini belum diputuskan.", "Nobody decided on this suggestion."),
    "check:comment": ("Komentar ini masih ada.", "This comment is still there."),
    "check:weekend": ("{day} adalah akhir pekan.", "{day} is a weekend."),
    "check:holiday": ("{day} adalah hari libur: {name}.", "{day} is a holiday: {name}."),
    "check:past": ("Tanggal {day} sudah lama lewat.", "{day} is long past."),
    "check:future": ("Tanggal {day} masih jauh.", "{day} is far ahead."),
    "check:nothing-attached": (
        "Lampiran disebut, tetapi tidak ada yang dilampirkan.",
        "An attachment is mentioned, but nothing is attached.",
    ),
    "check:attached": (
        "Baris Lampiran: {said}; yang dilampirkan: {there}.",
        "The row Lampiran says {said}; attached: {there}.",
    ),
    "check:numbering": ("Nomor {said} seharusnya {wanted}.", "Number {said} should be {wanted}."),
    "check:terbilang": (
        '{digits} tidak sama dengan "{said}"; seharusnya "{wanted}".',
        '{digits} is not "{said}" but "{wanted}".',
    ),
    "check:money": (
        "Tulis jumlah uang seperti Rp1.000.000,00, bukan {said}.",
        "Write amounts like Rp1.000.000,00, not {said}.",
    ),
    "check:copied-twice": ("{name} dua kali dalam tembusan.", "{name} is a copy recipient twice."),
    "check:copied-addressee": (
        "{name} adalah penerima, tidak perlu tembusan.",
        "{name} is the receiver and needs no copy.",
    ),
    "check:archive-code": ("Kode klasifikasi {code} tidak dikenal.", "The archive code {code} is unknown."),
    "check:unit": ("Unit kerja {unit} tidak dikenal.", "The unit {unit} is unknown."),
    "check:position": ("Jabatan {position} tidak dikenal.", "The position {position} is unknown."),
    "check:odd": ("Karakter tak lazim: {mark}.", "An odd character: {mark}."),
    "check:heading": ("Judul ini tidak berisi.", "This heading has no text."),
    "check:blanks": ("Spasi ganda.", "Double blanks."),
    "check:cell": ("Sel tabel ini kosong.", "This cell is empty."),
}  # fmt: skip


def known(key: str) -> bool:
    """Whether there is such a phrase."""
    return key in _PHRASES


def say(language: str, key: str, **data: object) -> str:
    """The phrase in "id" or "en". Raises KeyError for one that does not exist."""
    return _PHRASES[key][LANGUAGES.index(language)].format(**data)
