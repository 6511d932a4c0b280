<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID">
<context>
    <name>ActivityView</name>
    <message>
        <source>sync</source>
        <translation>sinkronkan</translation>
    </message>
    <message>
        <source>move</source>
        <translation>pindah</translation>
    </message>
    <message>
        <source>open</source>
        <translation>buka</translation>
    </message>
    <message>
        <source>Syncing now.</source>
        <translation>Menyinkronkan sekarang.</translation>
    </message>
    <message>
        <source>It has just been sent. You can withdraw it with a reason where it lies.</source>
        <translation>Baru saja terkirim. Anda bisa menariknya kembali dengan alasan di tempatnya.</translation>
    </message>
    <message>
        <source>It is no longer on this device; your words still are.</source>
        <translation>Sudah tidak ada di perangkat ini; tulisan Anda tetap ada.</translation>
    </message>
    <message>
        <source>Still not possible: {why}</source>
        <translation>Masih belum bisa: {why}</translation>
    </message>
    <message>
        <source>Applied again. It is sent in ten seconds.</source>
        <translation>Diterapkan ulang. Dikirim sepuluh detik lagi.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Discarded.</source>
        <translation>Dibuang.</translation>
    </message>
    <message>
        <source>Removed. Copies are kept for 30 days.</source>
        <translation>Dihapus dari perangkat. Salinannya disimpan 30 hari.</translation>
    </message>
    <message>
        <source>Noted. The check of this device still shows it.</source>
        <translation>Dicatat. Pemeriksaan perangkat ini tetap menampilkannya.</translation>
    </message>
    <message>
        <source>Trying again.</source>
        <translation>Mencoba lagi.</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Menunggu dikirim</translation>
    </message>
    <message>
        <source>in order, the oldest first</source>
        <translation>urut, yang tertua didahulukan</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Tampilkan %n lagi</numerusform>
        </translation>
    </message>
    <message>
        <source>Done today</source>
        <translation>Selesai hari ini</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Tampilkan sedikit</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tampilkan semua</translation>
    </message>
    <message>
        <source>Everything else is kept and sent in order.</source>
        <translation>Sisanya tersimpan dan dikirim berurutan.</translation>
    </message>
    <message>
        <source>Everything is kept on this device.</source>
        <translation>Semuanya tersimpan di perangkat ini.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Records kept</source>
        <translation>Catatan tersimpan</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Clock difference</source>
        <translation>Selisih jam</translation>
    </message>
    <message>
        <source>never</source>
        <translation>belum pernah</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Terakhir tersambung</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sinkronisasi</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>menunggu dikirim</translation>
    </message>
    <message>
        <source>done today</source>
        <translation>selesai hari ini</translation>
    </message>
    <message>
        <source>last contact</source>
        <translation>terakhir tersambung</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sinkronkan sekarang</translation>
    </message>
    <message>
        <source>Shortcut {keys}</source>
        <translation>Pintasan {keys}</translation>
    </message>
    <message>
        <source>No activity today.</source>
        <translation>Belum ada aktivitas hari ini.</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Perangkat ini</translation>
    </message>
    <message numerus="yes">
        <source>What was refused stays here until you decide. What arrived is kept for %n day(s).</source>
        <translation>
            <numerusform>Yang ditolak tetap disimpan di sini sampai Anda memutuskan. Yang sudah diterima disimpan %n hari.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is lost</source>
        <translation>Tidak ada yang hilang</translation>
    </message>
    <message>
        <source>Copy problem report</source>
        <translation>Salin laporan masalah</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Berikutnya</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>Copy the receipt</source>
        <translation>Salin tanda terima</translation>
    </message>
    <message>
        <source>You see what will be copied first. It names nobody and quotes nothing.</source>
        <translation>Isinya ditampilkan dulu. Tanpa nama orang dan tanpa isi naskah.</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Letter body</source>
        <translation>Isi naskah</translation>
    </message>
    <message>
        <source>The text of the letter. Others may write in it at the same time.</source>
        <translation>Teks naskah. Pegawai lain dapat menulis di dalamnya pada waktu yang sama.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Ulangi</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Potong</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Tempel</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Pilih semua</translation>
    </message>
</context>
<context>
    <name>FlexiworkView</name>
    <message>
        <source>The entry was not made. Copy a problem report from the Sync page.</source>
        <translation>Presensi tidak tercatat. Salin laporan masalah dari halaman Sinkronisasi.</translation>
    </message>
    <message>
        <source>Shortcut {keys}</source>
        <translation>Pintasan {keys}</translation>
    </message>
    <message>
        <source>Done for today</source>
        <translation>Selesai untuk hari ini</translation>
    </message>
    <message>
        <source>Not checked in yet</source>
        <translation>Belum presensi masuk</translation>
    </message>
    <message>
        <source>A day off</source>
        <translation>Hari libur</translation>
    </message>
    <message>
        <source>Checked in {time}, rest included</source>
        <translation>Masuk {time}, termasuk istirahat</translation>
    </message>
    <message>
        <source>Checked in {start}, checked out {end}</source>
        <translation>Masuk {start}, pulang {end}</translation>
    </message>
    <message>
        <source>You can record presence all the same.</source>
        <translation>Presensi tetap bisa dicatat.</translation>
    </message>
    <message>
        <source>Office hours {start} to {end}</source>
        <translation>Jam kantor {start} s.d. {end}</translation>
    </message>
    <message>
        <source>Leaving now is {span} too early</source>
        <translation>Bila pulang sekarang kurang {span}</translation>
    </message>
    <message>
        <source>Office hours began {span} ago</source>
        <translation>Jam kantor dimulai {span} yang lalu</translation>
    </message>
    <message>
        <source>Office hours</source>
        <translation>Jam kantor</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Istirahat</translation>
    </message>
    <message>
        <source>Present so far</source>
        <translation>Hadir sejauh ini</translation>
    </message>
    <message>
        <source>{span} late</source>
        <translation>terlambat {span}</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>tepat waktu</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>Kedatangan</translation>
    </message>
    <message>
        <source>Rules of</source>
        <translation>Aturan</translation>
    </message>
    <message>
        <source>You did not check out yesterday (checked in {time}). Tell your head or the personnel officer; entries are corrected, never changed.</source>
        <translation>Anda belum presensi pulang kemarin (masuk {time}). Beri tahu atasan atau pengelola kepegawaian; catatan dikoreksi, tidak pernah diubah.</translation>
    </message>
    <message>
        <source>Record change of place: {place}</source>
        <translation>Catat pindah tempat: {place}</translation>
    </message>
    <message>
        <source>Presence</source>
        <translation>Presensi</translation>
    </message>
    <message>
        <source>Where you work</source>
        <translation>Tempat bekerja</translation>
    </message>
    <message>
        <source>Place or letter of assignment</source>
        <translation>Tempat atau surat tugas</translation>
    </message>
    <message>
        <source>May stay empty.</source>
        <translation>Boleh kosong.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hari ini</translation>
    </message>
    <message>
        <source>This app takes no screenshots and does not record your typing.</source>
        <translation>Aplikasi ini tidak mengambil gambar layar dan tidak mencatat ketikan Anda.</translation>
    </message>
    <message>
        <source>It keeps the time, the place you state, and what this device knew of the server&apos;s clock.</source>
        <translation>Yang dicatat: waktu, tempat yang Anda nyatakan, dan jam server yang diketahui perangkat ini.</translation>
    </message>
</context>
<context>
    <name>Urgent</name>
    <message>
        <source>Needs you</source>
        <translation>Perlu tindakan</translation>
    </message>
    <message>
        <source>Entries may have been taken out or changed there. Your own receipts are kept. Tell your admin.</source>
        <translation>Mungkin ada catatan yang dihilangkan atau diubah di sana. Tanda terima Anda tetap tersimpan. Beri tahu pengelola.</translation>
    </message>
    <message>
        <source>The server&apos;s log no longer agrees with what this device saw of it</source>
        <translation>Catatan audit server tidak lagi cocok dengan yang pernah dilihat perangkat ini</translation>
    </message>
    <message>
        <source>I have reported it</source>
        <translation>Sudah saya laporkan</translation>
    </message>
    <message>
        <source>Copy problem report</source>
        <translation>Salin laporan masalah</translation>
    </message>
    <message>
        <source>They may come back when others sync. Keep them until your admin says so; removed ones are kept as copies for 30 days.</source>
        <translation>Catatan itu bisa kembali saat perangkat lain menyinkron. Biarkan sampai ada petunjuk pengelola; yang dihapus disalin dan disimpan 30 hari.</translation>
    </message>
    <message numerus="yes">
        <source>The server was restored and no longer holds %n record(s) of this device</source>
        <translation>
            <numerusform>Server dipulihkan dan tidak lagi memuat %n catatan yang ada di perangkat ini</numerusform>
        </translation>
    </message>
    <message>
        <source>Yes, remove</source>
        <translation>Ya, hapus</translation>
    </message>
    <message>
        <source>Remove them from this device?</source>
        <translation>Hapus dari perangkat ini?</translation>
    </message>
    <message>
        <source>Remove them here</source>
        <translation>Hapus di sini</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) held: the server keeps failing on them</source>
        <translation>
            <numerusform>%n perubahan ditahan karena server gagal berulang kali</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything else goes on. Try again now, or tell your admin with the problem report.</source>
        <translation>Yang lain tetap berjalan. Coba lagi sekarang, atau sampaikan laporan masalah kepada pengelola.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
</context>
<context>
    <name>activity</name>
    <message>
        <source>Keep it</source>
        <translation>Biarkan</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>Catatan Anda</translation>
    </message>
    <message>
        <source>Not applied</source>
        <translation>Belum diterapkan</translation>
    </message>
    <message numerus="yes">
        <source>%n more deed(s) built on it and wait with it:</source>
        <translation>
            <numerusform>%n tindakan lain bergantung padanya dan ikut menunggu:</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Buang</translation>
    </message>
    <message>
        <source>Discard it for good?</source>
        <translation>Buang untuk selamanya?</translation>
    </message>
    <message>
        <source>Yes, discard</source>
        <translation>Ya, buang</translation>
    </message>
    <message>
        <source>Apply again to the newest version</source>
        <translation>Terapkan ulang pada versi terbaru</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Lihat</translation>
    </message>
    <message>
        <source>Copy my words</source>
        <translation>Salin teks saya</translation>
    </message>
    <message>
        <source>A deed from another device</source>
        <translation>Tindakan dari perangkat lain</translation>
    </message>
    <message>
        <source>Its words are being fetched.</source>
        <translation>Isinya sedang diambil.</translation>
    </message>
    <message>
        <source>Check in {time}, entry {seq}</source>
        <translation>Presensi masuk {time}, nomor urut {seq}</translation>
    </message>
    <message>
        <source>Check out {time}, entry {seq}</source>
        <translation>Presensi pulang {time}, nomor urut {seq}</translation>
    </message>
    <message>
        <source>Recorded offline, received with its time unchanged</source>
        <translation>Tercatat luring, diterima tanpa perubahan waktu</translation>
    </message>
    <message>
        <source>Presence</source>
        <translation>Presensi</translation>
    </message>
    <message>
        <source>Task from {name}</source>
        <translation>Tugas dari {name}</translation>
    </message>
    <message>
        <source>Letter of {name}</source>
        <translation>Naskah {name}</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>versi {n}</translation>
    </message>
    <message numerus="yes">
        <source>and %n other(s)</source>
        <translation>
            <numerusform>dan %n lainnya</numerusform>
        </translation>
    </message>
    <message>
        <source>To {names}</source>
        <translation>Kepada {names}</translation>
    </message>
    <message>
        <source>unknown here</source>
        <translation>tidak dikenal di sini</translation>
    </message>
    <message>
        <source>You did this on another device {time}</source>
        <translation>Anda lakukan di perangkat lain {time}</translation>
    </message>
    <message>
        <source>You did this {time}</source>
        <translation>Anda lakukan {time}</translation>
    </message>
    <message>
        <source>Now on the desk of {name}: {state}</source>
        <translation>Sekarang di meja {name}: {state}</translation>
    </message>
    <message>
        <source>It is no longer on this device; your words still are.</source>
        <translation>Sudah tidak ada di perangkat ini; tulisan Anda tetap ada.</translation>
    </message>
    <message>
        <source>waits for {name}</source>
        <translation>menunggu {name}</translation>
    </message>
    <message>
        <source>Now {how}</source>
        <translation>Sekarang {how}</translation>
    </message>
    <message>
        <source>Done {time}</source>
        <translation>Dilakukan {time}</translation>
    </message>
    <message>
        <source>Received by the server {time}</source>
        <translation>Diterima server {time}</translation>
    </message>
    <message>
        <source>Command {id}</source>
        <translation>Perintah {id}</translation>
    </message>
    <message>
        <source>Receipt {leaf}</source>
        <translation>Tanda terima {leaf}</translation>
    </message>
    <message>
        <source>Problem report</source>
        <translation>Laporan masalah</translation>
    </message>
    <message>
        <source>This is all that will be copied.</source>
        <translation>Hanya ini yang akan disalin.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Only numbers, codes and times. No names, no letters, no notes. Send it to your admin yourself.</source>
        <translation>Hanya nomor, kode, dan waktu. Tanpa nama, tanpa isi naskah, tanpa catatan. Kirimkan sendiri kepada pengelola.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Received {time}</source>
        <translation>Diterima {time}</translation>
    </message>
    <message>
        <source>Held: the server failed on it</source>
        <translation>Ditahan: server gagal</translation>
    </message>
    <message>
        <source>May be refused</source>
        <translation>Mungkin ditolak</translation>
    </message>
    <message numerus="yes">
        <source>Sent in %n second(s)</source>
        <translation>
            <numerusform>Dikirim %n detik lagi</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits for a connection</source>
        <translation>Menunggu sambungan</translation>
    </message>
    <message>
        <source>Waits until you sign in</source>
        <translation>Menunggu Anda masuk kembali</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Sedang dikirim</translation>
    </message>
    <message>
        <source>Next in line</source>
        <translation>Berikutnya</translation>
    </message>
    <message numerus="yes">
        <source>These %n were one deed and go back together.</source>
        <translation>
            <numerusform>%n perubahan ini satu tindakan dan diurungkan bersama-sama.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Lainnya</translation>
    </message>
    <message numerus="yes">
        <source>Undo all %n</source>
        <translation>
            <numerusform>Urungkan %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the receipt</source>
        <translation>Salin tanda terima</translation>
    </message>
</context>
<context>
    <name>approvals</name>
    <message>
        <source>Approve</source>
        <translation>Setujui</translation>
    </message>
    <message>
        <source>Return for revision</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>Ajukan lagi</translation>
    </message>
    <message>
        <source>Withdraw the letter</source>
        <translation>Tarik naskah</translation>
    </message>
    <message>
        <source>Withdraw decision</source>
        <translation>Tarik keputusan</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Berikutnya</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Pilih</translation>
    </message>
    <message>
        <source>Select and go on</source>
        <translation>Pilih dan lanjut</translation>
    </message>
    <message>
        <source>Select and go back</source>
        <translation>Pilih dan kembali</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Pilih semua</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>Perubahan berikutnya</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Submit a letter</source>
        <translation>Ajukan naskah</translation>
    </message>
    <message>
        <source>Shortcut {keys}</source>
        <translation>Pintasan {keys}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>One reason for all</source>
        <translation>Satu alasan untuk semua</translation>
    </message>
    <message>
        <source>Write why you return them. Each drafter will read this.</source>
        <translation>Tulis alasan pengembalian. Tiap konseptor akan membacanya.</translation>
    </message>
    <message>
        <source>Too long: at most {most} characters.</source>
        <translation>Terlalu panjang: paling banyak {most} karakter.</translation>
    </message>
    <message>
        <source>Each drafter reads it. It may stay empty when you approve.</source>
        <translation>Dibaca tiap konseptor. Boleh kosong bila menyetujui.</translation>
    </message>
    <message>
        <source>Clear marks</source>
        <translation>Lepas pilihan</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) chosen</source>
        <translation>
            <numerusform>%n naskah dipilih</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve %n</source>
        <translation>
            <numerusform>Setujui %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can be decided on together</source>
        <translation>
            <numerusform>%n bisa diputuskan bersama</numerusform>
        </translation>
    </message>
    <message>
        <source>checked again by the server on arrival</source>
        <translation>diperiksa ulang oleh server saat diterima</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>dan %n lagi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n drafter(s)</source>
        <translation>
            <numerusform>dari %n konseptor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest waits for %n day(s)</source>
        <translation>
            <numerusform>tertua menunggu %n hari</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at these first, they are not approved with the others</source>
        <translation>Perlu dilihat dulu, tidak ikut disetujui</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Lihat</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Keluarkan</translation>
    </message>
    <message>
        <source>version {n} · {hash}</source>
        <translation>versi {n} · {hash}</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Persetujuan</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Lepas</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>To revise</source>
        <translation>Perbaikan</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Sudah</translation>
    </message>
    <message numerus="yes">
        <source>Approvals, %n letter(s)</source>
        <translation>
            <numerusform>Persetujuan, %n naskah</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing you decided can still be withdrawn.</source>
        <translation>Tidak ada keputusan Anda yang masih bisa ditarik.</translation>
    </message>
    <message>
        <source>No letter was returned to you.</source>
        <translation>Tidak ada naskah yang dikembalikan kepada Anda.</translation>
    </message>
    <message>
        <source>All requests are decided.</source>
        <translation>Semua pengajuan sudah diputuskan.</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n dipilih</numerusform>
        </translation>
    </message>
    <message>
        <source>removed: {text};</source>
        <translation>dihapus: {text};</translation>
    </message>
    <message>
        <source>added: {text};</source>
        <translation>ditambah: {text};</translation>
    </message>
    <message numerus="yes">
        <source>%n paragraph(s) unchanged</source>
        <translation>
            <numerusform>%n paragraf tidak berubah</numerusform>
        </translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Hal</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Lampiran</translation>
    </message>
    <message>
        <source>Paragraph {n}</source>
        <translation>Paragraf {n}</translation>
    </message>
    <message>
        <source>A paragraph that is gone</source>
        <translation>Paragraf yang dihapus</translation>
    </message>
    <message>
        <source>Nothing changed in words.</source>
        <translation>Tidak ada kata yang berubah.</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) added</source>
        <translation>
            <numerusform>%n kata ditambah</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) removed</source>
        <translation>
            <numerusform>%n kata dihapus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n place(s)</source>
        <translation>
            <numerusform>di %n tempat</numerusform>
        </translation>
    </message>
    <message>
        <source>It was returned to you: revise it, then submit it again.</source>
        <translation>Dikembalikan kepada Anda: perbaiki, lalu ajukan lagi.</translation>
    </message>
    <message>
        <source>The position it waits for is vacant: somebody must be appointed to act.</source>
        <translation>Jabatan yang ditunggu sedang kosong: perlu ditunjuk pelaksananya.</translation>
    </message>
    <message>
        <source>It is not your turn to decide.</source>
        <translation>Belum giliran Anda memutuskan.</translation>
    </message>
    <message>
        <source>Secret letters are opened one by one.</source>
        <translation>Naskah rahasia dibuka satu per satu.</translation>
    </message>
    <message>
        <source>It changed since version {n}, which you decided on. Look at it first.</source>
        <translation>Berubah sejak versi {n} yang Anda putuskan. Lihat dulu perubahannya.</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Bandingkan dengan</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Salin sidik</translation>
    </message>
    <message>
        <source>Version {n} · fingerprint {hash}</source>
        <translation>Versi {n} · sidik {hash}</translation>
    </message>
    <message>
        <source>Your decision holds for version {n} only · fingerprint {hash}</source>
        <translation>Keputusan Anda berlaku untuk versi {n} saja · sidik {hash}</translation>
    </message>
    <message>
        <source>{name} returned it: {reason}</source>
        <translation>Dikembalikan {name}: {reason}</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>versi {n}</translation>
    </message>
    <message>
        <source>Whole letter</source>
        <translation>Naskah lengkap</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Perubahan</translation>
    </message>
    <message>
        <source>Route and facts</source>
        <translation>Alur dan rincian</translation>
    </message>
    <message>
        <source>since version {n}</source>
        <translation>sejak versi {n}</translation>
    </message>
    <message>
        <source>Fingerprint copied.</source>
        <translation>Sidik disalin.</translation>
    </message>
    <message>
        <source>{name} submitted it again</source>
        <translation>{name} mengajukan kembali</translation>
    </message>
    <message>
        <source>{name} submitted it</source>
        <translation>{name} mengajukan</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verifikasi</translation>
    </message>
    <message>
        <source>To be revised</source>
        <translation>Perlu diperbaiki</translation>
    </message>
    <message>
        <source>No summary was written.</source>
        <translation>Tidak ada ringkasan.</translation>
    </message>
    <message>
        <source>The decision covers these names; the files themselves travel with the letter.</source>
        <translation>Keputusan mencakup nama-nama ini; berkasnya menyertai naskah.</translation>
    </message>
    <message>
        <source>Waiting for your decision</source>
        <translation>Menunggu keputusan Anda</translation>
    </message>
    <message>
        <source>The text of this letter has not come to this laptop yet. Connect to the network; it comes by itself.</source>
        <translation>Isi naskah belum diunduh ke laptop ini. Sambungkan ke jaringan; isinya datang sendiri.</translation>
    </message>
    <message>
        <source>The text of version {n} is not on this laptop: what changed since then cannot be shown.</source>
        <translation>Isi versi {n} tidak ada di laptop ini: perubahan sejak versi itu tidak bisa ditunjukkan.</translation>
    </message>
    <message>
        <source>Returned to you</source>
        <translation>Dikembalikan kepada Anda</translation>
    </message>
    <message>
        <source>Decided by you, can still be withdrawn</source>
        <translation>Sudah Anda putuskan, masih bisa ditarik</translation>
    </message>
    <message numerus="yes">
        <source>Group {name}, %n letter(s).</source>
        <translation>
            <numerusform>Kelompok {name}, %n naskah.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits for a vacant position</source>
        <translation>Menunggu jabatan yang kosong</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>menunggu dikirim</translation>
    </message>
    <message>
        <source>Changed since version {n}</source>
        <translation>Berubah sejak versi {n}</translation>
    </message>
    <message>
        <source>You returned it</source>
        <translation>Anda kembalikan</translation>
    </message>
    <message>
        <source>You approved it</source>
        <translation>Anda setujui</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Naskah</translation>
    </message>
    <message>
        <source>day {n}</source>
        <translation>hari ke-{n}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Acting as</source>
        <translation>Bertindak sebagai</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>Urgensi</translation>
    </message>
    <message>
        <source>Submit version {n}</source>
        <translation>Ajukan versi {n}</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Ajukan</translation>
    </message>
    <message>
        <source>Content in short</source>
        <translation>Isi ringkas</translation>
    </message>
    <message>
        <source>Those of the route read and decide on this. A line is a paragraph.</source>
        <translation>Inilah yang dibaca dan diputuskan di sepanjang alur. Satu baris satu paragraf.</translation>
    </message>
    <message>
        <source>One name on each line. May stay empty.</source>
        <translation>Satu nama tiap baris. Boleh kosong.</translation>
    </message>
    <message>
        <source>Route, in this order</source>
        <translation>Alur, menurut urutan ini</translation>
    </message>
    <message>
        <source>vacant</source>
        <translation>kosong</translation>
    </message>
    <message>
        <source>Limit {when}</source>
        <translation>Tenggat {when}</translation>
    </message>
    <message>
        <source>At most {most} names of {length} characters.</source>
        <translation>Paling banyak {most} nama, masing-masing {length} karakter.</translation>
    </message>
    <message>
        <source>Write what it is about.</source>
        <translation>Tulis halnya.</translation>
    </message>
    <message>
        <source>Choose who decides on it.</source>
        <translation>Pilih siapa yang memutuskan.</translation>
    </message>
    <message>
        <source>It goes to each of the route in turn.</source>
        <translation>Naskah berjalan menurut urutan alur.</translation>
    </message>
    <message>
        <source>As version {n}; the route starts again from its first.</source>
        <translation>Sebagai versi {n}; alur dimulai lagi dari awal.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Route of the letter</source>
        <translation>Alur naskah</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Sifat</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Tenggat</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n berkas</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>Withdrawn: {reason}</source>
        <translation>Ditarik: {reason}</translation>
    </message>
    <message>
        <source>v{n}, {when}</source>
        <translation>v{n}, {when}</translation>
    </message>
    <message>
        <source>v{n} now, {when}</source>
        <translation>v{n} sekarang, {when}</translation>
    </message>
    <message>
        <source>v{n} you decided, {when}</source>
        <translation>v{n} Anda putuskan, {when}</translation>
    </message>
    <message>
        <source>v{n} {when}</source>
        <translation>v{n} {when}</translation>
    </message>
    <message>
        <source>move</source>
        <translation>pindah</translation>
    </message>
    <message>
        <source>select</source>
        <translation>pilih</translation>
    </message>
    <message>
        <source>Choose a letter from the list.</source>
        <translation>Pilih naskah dari daftar.</translation>
    </message>
    <message numerus="yes">
        <source>The first %n were chosen.</source>
        <translation>
            <numerusform>%n yang pertama dipilih.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is no longer here, or you may no longer see it.</source>
        <translation>Ini sudah tidak ada di sini, atau Anda tidak lagi berhak melihatnya.</translation>
    </message>
    <message>
        <source>Approve version {n}</source>
        <translation>Setujui versi {n}</translation>
    </message>
    <message>
        <source>Revise</source>
        <translation>Perbaiki</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} dari {count}</translation>
    </message>
    <message>
        <source>You are offline. You can still decide; it is sent as soon as you reconnect.</source>
        <translation>Anda sedang luring. Keputusan tetap bisa diberikan; dikirim otomatis setelah tersambung.</translation>
    </message>
    <message>
        <source>Write why you return it. The drafter will read this.</source>
        <translation>Tulis alasan pengembalian. Konseptor akan membacanya.</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>Write why you withdraw it. The drafter and the route will read this.</source>
        <translation>Tulis alasan penarikan. Konseptor dan alur akan membacanya.</translation>
    </message>
    <message>
        <source>Write why you withdraw it. The route will read this.</source>
        <translation>Tulis alasan penarikan. Alur akan membacanya.</translation>
    </message>
    <message>
        <source>There is no head above your position to submit a letter to.</source>
        <translation>Tidak ada atasan di atas jabatan Anda untuk diajukan naskah.</translation>
    </message>
    <message>
        <source>{done} Z takes it back.</source>
        <translation>{done} Z mengurungkan.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a look: {why}</source>
        <translation>
            <numerusform>%n perlu dilihat: {why}</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to undo here.</source>
        <translation>Tidak ada yang bisa diurungkan di sini.</translation>
    </message>
    <message>
        <source>[picture]</source>
        <translation>[gambar]</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis naskah</translation>
    </message>
    <message>
        <source>Yth.</source>
        <translation>Yth.</translation>
    </message>
    <message>
        <source>Place of the receiver</source>
        <translation>Tempat tujuan</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Dari</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Dasar</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Kepada</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Untuk</translation>
    </message>
    <message>
        <source>Written at</source>
        <translation>Tempat penulisan</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>Penandatangan</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Tembusan</translation>
    </message>
    <message>
        <source>Archive code</source>
        <translation>Klasifikasi arsip</translation>
    </message>
</context>
<context>
    <name>drafting</name>
    <message>
        <source>Paragraph</source>
        <translation>Alinea</translation>
    </message>
    <message>
        <source>Heading 1</source>
        <translation>Judul 1</translation>
    </message>
    <message>
        <source>Heading 2</source>
        <translation>Judul 2</translation>
    </message>
    <message>
        <source>Heading 3</source>
        <translation>Judul 3</translation>
    </message>
    <message>
        <source>Numbered item</source>
        <translation>Butir bernomor</translation>
    </message>
    <message>
        <source>Bullet item</source>
        <translation>Butir berpoin</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Tebal</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Miring</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>Garis bawah</translation>
    </message>
    <message>
        <source>One level deeper</source>
        <translation>Satu tingkat lebih dalam</translation>
    </message>
    <message>
        <source>One level back</source>
        <translation>Satu tingkat lebih luar</translation>
    </message>
    <message>
        <source>Align left</source>
        <translation>Rata kiri</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Rata tengah</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>Rata kanan</translation>
    </message>
    <message>
        <source>Justify</source>
        <translation>Rata kiri dan kanan</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabel</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>Gambar…</translation>
    </message>
    <message>
        <source>Page break</source>
        <translation>Halaman baru</translation>
    </message>
    <message>
        <source>Row below</source>
        <translation>Baris di bawahnya</translation>
    </message>
    <message>
        <source>Column to the right</source>
        <translation>Kolom di kanannya</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>Hapus baris ini</translation>
    </message>
    <message>
        <source>Remove this column</source>
        <translation>Hapus kolom ini</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Ulangi</translation>
    </message>
    <message>
        <source>Text tools</source>
        <translation>Alat tulis</translation>
    </message>
    <message>
        <source>Kind of line</source>
        <translation>Jenis baris</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Perataan</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Sisipkan</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Lainnya</translation>
    </message>
    <message>
        <source>Must be mended</source>
        <translation>Harus diperbaiki</translation>
    </message>
    <message>
        <source>To be looked at</source>
        <translation>Perlu dilihat</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Saran</translation>
    </message>
    <message>
        <source>To {place}</source>
        <translation>Ke {place}</translation>
    </message>
    <message>
        <source>Nothing to mend</source>
        <translation>Tidak ada yang perlu diperbaiki</translation>
    </message>
    <message>
        <source>The letter can be sent.</source>
        <translation>Naskah ini bisa dikirim.</translation>
    </message>
    <message numerus="yes">
        <source>%n other rule(s) are kept</source>
        <translation>
            <numerusform>%n aturan lain sudah sesuai</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>dan %n lagi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n temuan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n must be mended</source>
        <translation>
            <numerusform>%n harus diperbaiki</numerusform>
        </translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Cari</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>Cari dan ganti</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Tempat berikutnya</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Tempat sebelumnya</translation>
    </message>
    <message>
        <source>To the tools</source>
        <translation>Ke alat tulis</translation>
    </message>
    <message>
        <source>Text or preview</source>
        <translation>Sunting atau pratinjau</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Susunan</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Temuan berikutnya</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Temuan sebelumnya</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Sunting</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Periksa</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Isian</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Pratinjau</translation>
    </message>
    <message numerus="yes">
        <source>Checked on this device by %n rule(s)</source>
        <translation>
            <numerusform>Diperiksa di perangkat ini dengan %n aturan</numerusform>
        </translation>
    </message>
    <message>
        <source>Find in this letter</source>
        <translation>Cari dalam naskah ini</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>Ganti dengan</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Bedakan huruf besar dan kecil</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Kata utuh</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ganti</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Ganti semua</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) replaced</source>
        <translation>
            <numerusform>%n tempat diganti</numerusform>
        </translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Tidak ditemukan</translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation>{n} dari {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n tempat</numerusform>
        </translation>
    </message>
    <message>
        <source>Must be filled in</source>
        <translation>Wajib diisi</translation>
    </message>
    <message>
        <source>{n} of {most}</source>
        <translation>{n} dari {most}</translation>
    </message>
    <message>
        <source>Too long: at most {most} characters.</source>
        <translation>Terlalu panjang: paling banyak {most} karakter.</translation>
    </message>
    <message>
        <source>(issued at signing)</source>
        <translation>(terbit saat ditandatangani)</translation>
    </message>
    <message>
        <source>must be filled in</source>
        <translation>wajib diisi</translation>
    </message>
    <message>
        <source>changed by you</source>
        <translation>diubah oleh Anda</translation>
    </message>
    <message>
        <source>Add: type a name or a position</source>
        <translation>Tambah: ketik nama atau jabatan</translation>
    </message>
    <message>
        <source>Found for {name}</source>
        <translation>Ditemukan untuk {name}</translation>
    </message>
    <message>
        <source>Take out {name}</source>
        <translation>Keluarkan {name}</translation>
    </message>
    <message>
        <source>{name} added</source>
        <translation>{name} ditambahkan</translation>
    </message>
    <message>
        <source>{name} taken out</source>
        <translation>{name} dikeluarkan</translation>
    </message>
    <message>
        <source>“{text}” as it is written</source>
        <translation>“{text}” apa adanya</translation>
    </message>
    <message>
        <source>Enter takes {name}</source>
        <translation>Enter mengambil {name}</translation>
    </message>
    <message>
        <source>New draft</source>
        <translation>Konsep baru</translation>
    </message>
    <message numerus="yes">
        <source>Search %n kind(s) of letters</source>
        <translation>
            <numerusform>Cari dari %n jenis naskah</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty the search</source>
        <translation>Kosongkan pencarian</translation>
    </message>
    <message>
        <source>Kind of letter</source>
        <translation>Jenis naskah</translation>
    </message>
    <message>
        <source>Made on this device; it can be continued without a network</source>
        <translation>Dibuat di perangkat ini, bisa dilanjutkan tanpa jaringan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Make the draft</source>
        <translation>Buat konsep</translation>
    </message>
    <message>
        <source>{full} of {count} fields filled in</source>
        <translation>{full} dari {count} isian sudah terisi</translation>
    </message>
    <message>
        <source>Head of the letter</source>
        <translation>Kepala naskah</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Isi</translation>
    </message>
    <message>
        <source>Foot</source>
        <translation>Kaki naskah</translation>
    </message>
    <message>
        <source>Opening paragraph</source>
        <translation>Alinea pembuka</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Penutup</translation>
    </message>
    <message>
        <source>Hide the outline</source>
        <translation>Sembunyikan susunan</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n kata</numerusform>
        </translation>
    </message>
    <message>
        <source>{chosen} of {words}</source>
        <translation>{chosen} dari {words}</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n halaman</numerusform>
        </translation>
    </message>
    <message>
        <source>Letterhead</source>
        <translation>Kop naskah</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Tanggal</translation>
    </message>
    <message>
        <source>Yth.</source>
        <translation>Yth.</translation>
    </message>
    <message>
        <source>Place of the receiver</source>
        <translation>Tempat tujuan</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Dari</translation>
    </message>
    <message>
        <source>Written at</source>
        <translation>Tempat penulisan</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Sifat</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>Urgensi</translation>
    </message>
    <message>
        <source>Archive code</source>
        <translation>Klasifikasi arsip</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Lampiran</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Hal</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>Penandatangan</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Alur naskah</translation>
    </message>
    <message>
        <source>Endorsements</source>
        <translation>Paraf</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Tembusan</translation>
    </message>
    <message>
        <source>Annexes</source>
        <translation>Lampiran tertulis</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Dasar</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Kepada</translation>
    </message>
    <message>
        <source>Purposes</source>
        <translation>Untuk</translation>
    </message>
    <message>
        <source>Annex {n}</source>
        <translation>Lampiran {n}</translation>
    </message>
    <message>
        <source>heading “{text}”</source>
        <translation>judul “{text}”</translation>
    </message>
    <message>
        <source>item {label}</source>
        <translation>butir {label}</translation>
    </message>
    <message>
        <source>table, line {n}</source>
        <translation>tabel, baris {n}</translation>
    </message>
    <message>
        <source>line {n}</source>
        <translation>baris {n}</translation>
    </message>
    <message>
        <source>Page width</source>
        <translation>Lebar halaman</translation>
    </message>
    <message>
        <source>No type shows these characters, a □ stands for them: {marks}</source>
        <translation>Karakter ini tidak ada dalam huruf cetak dan diganti □: {marks}</translation>
    </message>
    <message>
        <source>These pictures cannot be read: {names}</source>
        <translation>Gambar ini tidak dapat dibaca: {names}</translation>
    </message>
    <message>
        <source>The preview could not be made. What you see is older; your text is safe.</source>
        <translation>Pratinjau tidak dapat dibuat. Yang terlihat lebih lama; tulisan Anda aman.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Being renewed…</source>
        <translation>Memperbarui…</translation>
    </message>
    <message>
        <source>Page {n} of {count}</source>
        <translation>Halaman {n} dari {count}</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Ajukan</translation>
    </message>
    <message>
        <source>All drafts</source>
        <translation>Semua konsep</translation>
    </message>
    <message>
        <source>Saved on this device</source>
        <translation>Tersimpan di perangkat ini</translation>
    </message>
    <message>
        <source>Letters can be written once the rules of your region are here.</source>
        <translation>Naskah bisa ditulis setelah aturan daerah Anda diunduh.</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Konsep Naskah</translation>
    </message>
    <message>
        <source>No drafts yet.</source>
        <translation>Belum ada konsep.</translation>
    </message>
    <message>
        <source>Begin one with {keys}.</source>
        <translation>Mulai dengan {keys}.</translation>
    </message>
    <message>
        <source>new draft</source>
        <translation>konsep baru</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>pratinjau</translation>
    </message>
    <message>
        <source>next finding</source>
        <translation>temuan berikutnya</translation>
    </message>
    <message>
        <source>submit</source>
        <translation>ajukan</translation>
    </message>
    <message>
        <source>Returned to me</source>
        <translation>Dikembalikan kepada saya</translation>
    </message>
    <message>
        <source>Being written</source>
        <translation>Sedang ditulis</translation>
    </message>
    <message>
        <source>The text of this letter has not come to this laptop yet.</source>
        <translation>Isi naskah ini belum sampai di laptop ini.</translation>
    </message>
    <message>
        <source>Letters of this kind cannot be written here yet.</source>
        <translation>Naskah jenis ini belum bisa ditulis di sini.</translation>
    </message>
    <message>
        <source>Draft recovered up to {time}.</source>
        <translation>Konsep dipulihkan sampai pukul {time}.</translation>
    </message>
    <message>
        <source>Being saved…</source>
        <translation>Menyimpan…</translation>
    </message>
    <message>
        <source>Saved on this device at {time}</source>
        <translation>Tersimpan di perangkat ini pukul {time}</translation>
    </message>
    <message>
        <source>Submit to {title}</source>
        <translation>Ajukan ke {title}</translation>
    </message>
    <message>
        <source>Correspondence</source>
        <translation>Korespondensi</translation>
    </message>
    <message>
        <source>from your position</source>
        <translation>dari jabatan Anda</translation>
    </message>
    <message>
        <source>from the structure of your agency</source>
        <translation>dari susunan instansi</translation>
    </message>
    <message>
        <source>from the directory</source>
        <translation>dari data instansi</translation>
    </message>
    <message>
        <source>Without a subject</source>
        <translation>Tanpa hal</translation>
    </message>
</context>
<context>
    <name>flexiwork</name>
    <message>
        <source>Checked in {time} · {span}</source>
        <translation>Masuk {time} · {span}</translation>
    </message>
    <message>
        <source>{start} to {end} · {span}</source>
        <translation>{start} s.d. {end} · {span}</translation>
    </message>
    <message>
        <source>Done for today</source>
        <translation>Selesai untuk hari ini</translation>
    </message>
    <message>
        <source>A day off</source>
        <translation>Hari libur</translation>
    </message>
    <message>
        <source>Office hours {start} to {end}</source>
        <translation>Jam kantor {start} s.d. {end}</translation>
    </message>
    <message>
        <source>Not checked in yet</source>
        <translation>Belum presensi masuk</translation>
    </message>
    <message>
        <source>no. {seq}</source>
        <translation>no. {seq}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Receipts of today</source>
        <translation>Tanda terima hari ini</translation>
    </message>
    <message>
        <source>Nothing recorded yet today. Each entry gets a number here, online or not.</source>
        <translation>Belum ada catatan hari ini. Tiap catatan mendapat nomor di sini, daring maupun luring.</translation>
    </message>
    <message>
        <source>chain unbroken</source>
        <translation>rantai utuh</translation>
    </message>
    <message>
        <source>{scheme} from {start} to {end}</source>
        <translation>{scheme} dari {start} sampai {end}</translation>
    </message>
    <message>
        <source>Hours of the day</source>
        <translation>Jam hari ini</translation>
    </message>
    <message>
        <source>Presence</source>
        <translation>Presensi</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Bukti</translation>
    </message>
    <message>
        <source>You have not checked in today.</source>
        <translation>Anda belum presensi masuk hari ini.</translation>
    </message>
    <message>
        <source>You already checked out at {time}.</source>
        <translation>Anda sudah presensi pulang pukul {time}.</translation>
    </message>
    <message>
        <source>You already checked in at {time}.</source>
        <translation>Anda sudah presensi masuk pukul {time}.</translation>
    </message>
    <message>
        <source>Really {what}?</source>
        <translation>Tetap {what}?</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>An entry cannot be removed again, only corrected by the personnel officer.</source>
        <translation>Catatan presensi tidak dapat dihapus, hanya dikoreksi oleh pengelola kepegawaian.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Kantor</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Rumah</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Lokasi lain</translation>
    </message>
    <message>
        <source>Official travel</source>
        <translation>Dinas luar</translation>
    </message>
    <message>
        <source>At the office</source>
        <translation>Bekerja di kantor</translation>
    </message>
    <message>
        <source>Working from home</source>
        <translation>Bekerja dari rumah</translation>
    </message>
    <message>
        <source>Working elsewhere</source>
        <translation>Bekerja dari lokasi lain</translation>
    </message>
    <message>
        <source>On official travel</source>
        <translation>Dinas luar</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>Presensi masuk</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>Presensi pulang</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Terbukti</translation>
    </message>
    <message>
        <source>Declared</source>
        <translation>Dinyatakan</translation>
    </message>
    <message>
        <source>Needs review</source>
        <translation>Perlu ditinjau</translation>
    </message>
    <message>
        <source>Recorded here</source>
        <translation>Tercatat di sini</translation>
    </message>
    <message>
        <source>The time follows from the server&apos;s clock. Received {time}.</source>
        <translation>Waktunya terbukti dari jam server. Diterima {time}.</translation>
    </message>
    <message>
        <source>By this device&apos;s clock: no contact with the server since it was started. Received {time}.</source>
        <translation>Menurut jam perangkat ini: belum tersambung ke server sejak dinyalakan. Diterima {time}.</translation>
    </message>
    <message>
        <source>The time could not be confirmed. Received {time}.</source>
        <translation>Waktunya belum bisa dipastikan. Diterima {time}.</translation>
    </message>
    <message>
        <source>Kept on this device, waiting to be sent.</source>
        <translation>Tersimpan di perangkat ini, menunggu dikirim.</translation>
    </message>
    <message>
        <source>This device&apos;s clock is {gap} off; the time was computed from the last server time.</source>
        <translation>Jam perangkat berbeda {gap}; waktu dihitung dari jam server terakhir.</translation>
    </message>
    <message>
        <source>This device&apos;s clock is {gap} off the server&apos;s.</source>
        <translation>Jam perangkat berbeda {gap} dari jam server.</translation>
    </message>
    <message>
        <source>Earlier entries of this device have not reached the server.</source>
        <translation>Catatan sebelumnya dari perangkat ini belum sampai ke server.</translation>
    </message>
    <message>
        <source>The server already holds another entry with this number.</source>
        <translation>Server sudah punya catatan lain dengan nomor ini.</translation>
    </message>
    <message>
        <source>The entry does not match its fingerprint.</source>
        <translation>Catatan tidak cocok dengan sidiknya.</translation>
    </message>
    <message>
        <source>What this device knew of the time contradicts itself.</source>
        <translation>Keterangan waktu dari perangkat ini saling bertentangan.</translation>
    </message>
    <message>
        <source>The chain goes on after this device was restored.</source>
        <translation>Rantai dilanjutkan setelah perangkat dipulihkan.</translation>
    </message>
    <message>
        <source>{time} {what}, {scheme}, no. {seq}, {grade}. {reason}</source>
        <translation>{time} {what}, {scheme}, no. {seq}, {grade}. {reason}</translation>
    </message>
    <message>
        <source>Receipt {leaf}</source>
        <translation>Tanda terima {leaf}</translation>
    </message>
    <message>
        <source>Recorded offline at {time}, entry {seq}. This time is kept as it is; the server adds its own.</source>
        <translation>Tercatat luring pukul {time}, nomor urut {seq}. Waktu ini disimpan apa adanya; server menambahkan waktunya sendiri.</translation>
    </message>
    <message>
        <source>Checked in at {time}, entry {seq}.</source>
        <translation>Presensi masuk tercatat pukul {time}, nomor urut {seq}.</translation>
    </message>
    <message>
        <source>Checked out at {time}, entry {seq}.</source>
        <translation>Presensi pulang tercatat pukul {time}, nomor urut {seq}.</translation>
    </message>
    <message>
        <source>Your clock is {gap} off the server&apos;s. The entry is kept; its time is computed from the last server time.</source>
        <translation>Jam perangkat berbeda {gap} dari jam server. Presensi tetap dicatat; waktu dihitung dari jam server terakhir.</translation>
    </message>
</context>
<context>
    <name>inbox</name>
    <message>
        <source>Complete</source>
        <translation>Selesaikan</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Setujui</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>Disposisi</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Lapor</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>Alihkan</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Tarik</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Berikutnya</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Pilih</translation>
    </message>
    <message>
        <source>Select and go on</source>
        <translation>Pilih dan lanjut</translation>
    </message>
    <message>
        <source>Select and go back</source>
        <translation>Pilih dan kembali</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Pilih semua</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>Tugas baru</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Lainnya</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Dispositions</source>
        <translation>Disposisi</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verifikasi</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>Diteruskan</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Kotak Masuk</translation>
    </message>
    <message numerus="yes">
        <source>{name}, %n item(s)</source>
        <translation>
            <numerusform>{name}, %n naskah</numerusform>
        </translation>
    </message>
    <message>
        <source>No match for &quot;{query}&quot;.</source>
        <translation>Tidak ditemukan untuk &quot;{query}&quot;.</translation>
    </message>
    <message>
        <source>Searched {count} records on this device.</source>
        <translation>Pencarian mencakup {count} catatan di perangkat ini.</translation>
    </message>
    <message>
        <source>Downloading your letters and tasks.</source>
        <translation>Sedang mengunduh naskah dan tugas Anda.</translation>
    </message>
    <message>
        <source>You can start reading now.</source>
        <translation>Anda sudah bisa mulai membaca.</translation>
    </message>
    <message>
        <source>You are not waiting for anybody.</source>
        <translation>Anda tidak sedang menunggu siapa pun.</translation>
    </message>
    <message>
        <source>Nothing is waiting for you.</source>
        <translation>Tidak ada yang menunggu Anda.</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n dipilih</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen, of different kinds</source>
        <translation>
            <numerusform>%n dipilih, jenisnya berbeda</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n tugas</numerusform>
        </translation>
    </message>
    <message>
        <source>My unit, {unit}</source>
        <translation>Unit saya, {unit}</translation>
    </message>
    <message>
        <source>Vacant: {title}</source>
        <translation>Kosong: {title}</translation>
    </message>
    <message>
        <source>{count}, most</source>
        <translation>{count}, tertinggi</translation>
    </message>
    <message>
        <source>type a name</source>
        <translation>ketik nama</translation>
    </message>
    <message>
        <source>Delete takes the name out</source>
        <translation>Hapus melepas nama</translation>
    </message>
    <message>
        <source>Who may receive it</source>
        <translation>Yang bisa menerima</translation>
    </message>
    <message>
        <source>Choose who receives it.</source>
        <translation>Pilih penerimanya.</translation>
    </message>
    <message>
        <source>Given to</source>
        <translation>Diteruskan kepada</translation>
    </message>
    <message>
        <source>With the request to</source>
        <translation>Dengan hormat harap</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Too long: at most {most} characters.</source>
        <translation>Terlalu panjang: paling banyak {most} karakter.</translation>
    </message>
    <message>
        <source>Give the task</source>
        <translation>Beri tugas</translation>
    </message>
    <message>
        <source>Pass on</source>
        <translation>Disposisikan</translation>
    </message>
    <message>
        <source>Can be undone for 10 seconds</source>
        <translation>Bisa diurungkan 10 detik</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Hal</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>Urgensi</translation>
    </message>
    <message>
        <source>Security class</source>
        <translation>Sifat</translation>
    </message>
    <message>
        <source>Write what it is about.</source>
        <translation>Tulis halnya.</translation>
    </message>
    <message>
        <source>Moved to</source>
        <translation>Dialihkan kepada</translation>
    </message>
    <message>
        <source>{urgency}: the limit is set by the server.</source>
        <translation>{urgency}: tenggat ditetapkan server.</translation>
    </message>
    <message numerus="yes">
        <source>{urgency} = %n hour(s) from now ({time}), nights and days off included.</source>
        <translation>
            <numerusform>{urgency} = %n jam sejak sekarang ({time}), termasuk malam dan hari libur.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{urgency} = %n working day(s) after today; days off are not counted.</source>
        <translation>
            <numerusform>{urgency} = %n hari kerja setelah hari ini; hari libur tidak dihitung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Limit {due}. {how}</source>
        <translation>Tenggat {due}. {how}</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n tugas</numerusform>
        </translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Isi</translation>
    </message>
    <message>
        <source>Route and facts</source>
        <translation>Alur dan rincian</translation>
    </message>
    <message>
        <source>{name} asks for verification</source>
        <translation>{name} meminta verifikasi</translation>
    </message>
    <message>
        <source>From you to {name}</source>
        <translation>Dari Anda kepada {name}</translation>
    </message>
    <message>
        <source>{name} to you</source>
        <translation>{name} kepada Anda</translation>
    </message>
    <message>
        <source>{name} to {other}</source>
        <translation>{name} kepada {other}</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Menunggu dikirim</translation>
    </message>
    <message>
        <source>No note was written.</source>
        <translation>Tidak ada catatan.</translation>
    </message>
    <message>
        <source>Why it was withdrawn</source>
        <translation>Alasan penarikan</translation>
    </message>
    <message>
        <source>Why it was returned</source>
        <translation>Alasan pengembalian</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Laporan</translation>
    </message>
    <message>
        <source>Version {no}</source>
        <translation>Versi {no}</translation>
    </message>
    <message>
        <source>What it says is read, and approved, in the room of approvals.</source>
        <translation>Isinya dibaca, dan disetujui, di Persetujuan.</translation>
    </message>
    <message>
        <source>No summary was written.</source>
        <translation>Tidak ada ringkasan.</translation>
    </message>
    <message>
        <source>Fingerprint {hash}</source>
        <translation>Sidik {hash}</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Taken back: {reason}</source>
        <translation>Ditarik: {reason}</translation>
    </message>
    <message>
        <source>Route of the task</source>
        <translation>Alur tugas</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Sifat</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Diterima</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>Route of the letter</source>
        <translation>Alur naskah</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versi</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Diterima</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Tenggat</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n berkas</numerusform>
        </translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Lampiran</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen, one text for all</source>
        <translation>
            <numerusform>%n dipilih, satu teks untuk semua</numerusform>
        </translation>
    </message>
    <message>
        <source>Complete the task</source>
        <translation>Selesaikan tugas</translation>
    </message>
    <message>
        <source>Write the result. Whoever gave the task will read it.</source>
        <translation>Tulis hasilnya. Pemberi tugas akan membacanya.</translation>
    </message>
    <message>
        <source>Write why you return it. Whoever gave the task will read this.</source>
        <translation>Tulis alasan pengembalian. Pemberi tugas akan membacanya.</translation>
    </message>
    <message>
        <source>Write why you return it. The drafter will read this.</source>
        <translation>Tulis alasan pengembalian. Konseptor akan membacanya.</translation>
    </message>
    <message>
        <source>Report progress</source>
        <translation>Laporkan kemajuan</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>Write how far it is. Whoever gave the task will read it.</source>
        <translation>Tulis sejauh mana kemajuannya. Pemberi tugas akan membacanya.</translation>
    </message>
    <message>
        <source>Return for revision</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>Why you return it</source>
        <translation>Alasan pengembalian</translation>
    </message>
    <message>
        <source>gave the task</source>
        <translation>memberi tugas</translation>
    </message>
    <message>
        <source>passed it on</source>
        <translation>mendisposisikan</translation>
    </message>
    <message>
        <source>Copy my words</source>
        <translation>Salin teks saya</translation>
    </message>
    <message>
        <source>Your words, kept for another try</source>
        <translation>Teks Anda, disimpan untuk dicoba lagi</translation>
    </message>
    <message>
        <source>Choose something from the list to read it.</source>
        <translation>Pilih sesuatu dari daftar untuk membacanya.</translation>
    </message>
    <message numerus="yes">
        <source>The first %n were chosen.</source>
        <translation>
            <numerusform>%n yang pertama dipilih.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is no longer here, or you may no longer see it.</source>
        <translation>Ini sudah tidak ada di sini, atau Anda tidak lagi berhak melihatnya.</translation>
    </message>
    <message>
        <source>You are offline. You can still decide; it is sent as soon as you reconnect.</source>
        <translation>Anda sedang luring. Keputusan tetap bisa diberikan; dikirim otomatis setelah tersambung.</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} dari {count}</translation>
    </message>
    <message>
        <source>move</source>
        <translation>pindah</translation>
    </message>
    <message>
        <source>There is nobody below your position to give work to.</source>
        <translation>Tidak ada bawahan yang bisa diberi tugas.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>{done} Z takes it back.</source>
        <translation>{done} Z mengurungkan.</translation>
    </message>
    <message numerus="yes">
        <source>{done} %n need(s) a look.</source>
        <translation>
            <numerusform>{done} %n perlu dilihat.</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}: held back, because the server keeps failing on it.</source>
        <translation>{what}: ditahan karena server gagal berulang kali.</translation>
    </message>
    <message>
        <source>{what}: may be refused. {why}</source>
        <translation>{what}: mungkin ditolak. {why}</translation>
    </message>
    <message>
        <source>vacant</source>
        <translation>kosong</translation>
    </message>
    <message numerus="yes">
        <source>Group {name}, %n item(s).</source>
        <translation>
            <numerusform>Kelompok {name}, %n naskah.</numerusform>
        </translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Hasil pencarian</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>belum dibaca</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>menunggu dikirim</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Tidak ada yang bisa diurungkan.</translation>
    </message>
    <message>
        <source>{what}: already sent, and it cannot be taken back.</source>
        <translation>{what}: sudah terkirim dan tidak bisa ditarik.</translation>
    </message>
    <message>
        <source>{what}: already sent, and others have gone on from there.</source>
        <translation>{what}: sudah terkirim dan sudah dilanjutkan orang lain.</translation>
    </message>
    <message>
        <source>{what} was sent already</source>
        <translation>{what} sudah terkirim</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Write why you take it back. Those who received it will read this.</source>
        <translation>Tulis alasan penarikan. Penerimanya akan membacanya.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Tarik kembali</translation>
    </message>
</context>
<context>
    <name>keyed</name>
    <message>
        <source>Shortcut {keys}</source>
        <translation>Pintasan {keys}</translation>
    </message>
</context>
<context>
    <name>route</name>
    <message>
        <source>{name}, version {n}</source>
        <translation>{name}, versi {n}</translation>
    </message>
    <message>
        <source>waits for {name}</source>
        <translation>menunggu {name}</translation>
    </message>
    <message>
        <source>vacant, waits</source>
        <translation>kosong, menunggu</translation>
    </message>
    <message>
        <source>vacant</source>
        <translation>kosong</translation>
    </message>
    <message>
        <source>{name} returned it</source>
        <translation>{name} mengembalikan</translation>
    </message>
    <message>
        <source>{name} approved</source>
        <translation>{name} menyetujui</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lisensi</translation>
    </message>
    <message>
        <source>Ruang Kerja is free software under the Apache License 2.0. Qt is used under the LGPL: it lies beside the program as a library of its own and can be replaced.</source>
        <translation>Ruang Kerja adalah perangkat lunak bebas berlisensi Apache 2.0. Qt dipakai menurut LGPL: pustakanya terpisah dari program dan bisa diganti.</translation>
    </message>
    <message>
        <source>Licence of</source>
        <translation>Lisensi dari</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Teks lisensi</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Pratinjau</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verifikasi</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>Disposisi</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Segera</translation>
    </message>
    <message>
        <source>Draft circular on flexible work</source>
        <translation>Rancangan Surat Edaran Kerja Fleksibel</translation>
    </message>
    <message>
        <source>Request for data on online services</source>
        <translation>Permintaan data layanan daring</translation>
    </message>
    <message>
        <source>Invitation to a coordination meeting</source>
        <translation>Undangan rapat koordinasi</translation>
    </message>
    <message>
        <source>Due {time}</source>
        <translation>Batas {time}</translation>
    </message>
    <message>
        <source>15:00</source>
        <translation>15.00</translation>
    </message>
    <message>
        <source>09:12</source>
        <translation>09.12</translation>
    </message>
    <message>
        <source>08:21</source>
        <translation>08.21</translation>
    </message>
    <message>
        <source>07:45</source>
        <translation>07.45</translation>
    </message>
    <message>
        <source>move</source>
        <translation>pindah</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spasi</translation>
    </message>
    <message>
        <source>change</source>
        <translation>ubah</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Padat</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Nyaman</translation>
    </message>
    <message>
        <source>No setting holds this word.</source>
        <translation>Tidak ada pengaturan dengan kata ini.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Cari pengaturan</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Hapus pencarian</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Bagian</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Umum</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Tampilan</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Keamanan</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Pintasan</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Tentang</translation>
    </message>
    <message>
        <source>Saved by itself</source>
        <translation>Tersimpan otomatis</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Bahasa</translation>
    </message>
    <message>
        <source>Keep running in the system tray</source>
        <translation>Tetap berjalan di baki sistem</translation>
    </message>
    <message>
        <source>Changes at once, nothing is lost</source>
        <translation>Berganti seketika, tidak ada yang hilang</translation>
    </message>
    <message>
        <source>Closing the window leaves the program running, so new items still arrive</source>
        <translation>Aplikasi tetap berjalan saat jendela ditutup agar naskah baru tetap diterima</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Terang</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Gelap</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Ikuti sistem</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Warna</translation>
    </message>
    <message>
        <source>Density of lists</source>
        <translation>Kepadatan daftar</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Ukuran teks</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Kontras tinggi</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Kurangi gerak</translation>
    </message>
    <message>
        <source>Back to the usual</source>
        <translation>Kembalikan bawaan</translation>
    </message>
    <message>
        <source>Acts at once</source>
        <translation>Berlaku langsung</translation>
    </message>
    <message>
        <source>Compact shows more rows at a time</source>
        <translation>Padat memuat lebih banyak baris sekali lihat</translation>
    </message>
    <message>
        <source>Ctrl + and Ctrl − anywhere</source>
        <translation>Ctrl + dan Ctrl − di mana saja</translation>
    </message>
    <message>
        <source>Firmer lines and text, at least 7 : 1</source>
        <translation>Garis dan teks lebih tegas, sekurangnya 7 : 1</translation>
    </message>
    <message>
        <source>No moving menus, no blinking cursor</source>
        <translation>Menu tidak bergerak, kursor tidak berkedip</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>Kunci setelah</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n menit</numerusform>
        </translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Tidak pernah</translation>
    </message>
    <message>
        <source>Untouched for so long, it closes; your passphrase opens it again</source>
        <translation>Tidak disentuh selama itu, meja kerja tertutup; frasa sandi Anda membukanya lagi</translation>
    </message>
    <message>
        <source>This device&apos;s key store opens this desk: lock the screen instead</source>
        <translation>Meja kerja ini dibuka oleh penyimpan kunci perangkat: kunci layarnya</translation>
    </message>
    <message>
        <source>Single letters as shortcuts</source>
        <translation>Satu huruf sebagai pintasan</translation>
    </message>
    <message>
        <source>Show all shortcuts</source>
        <translation>Tampilkan semua pintasan</translation>
    </message>
    <message>
        <source>Shortcut {keys}</source>
        <translation>Pintasan {keys}</translation>
    </message>
    <message>
        <source>A approves, R returns, J and K move. Off: Ctrl and function keys only</source>
        <translation>A menyetujui, R mengembalikan, J dan K berpindah. Mati: hanya Ctrl dan tombol fungsi</translation>
    </message>
    <message>
        <source>All shortcuts</source>
        <translation>Semua pintasan</translation>
    </message>
    <message>
        <source>Sorted by where they work</source>
        <translation>Menurut tempat berlakunya</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Copy the version</source>
        <translation>Salin versi</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tampilkan</translation>
    </message>
    <message>
        <source>Show the licences</source>
        <translation>Tampilkan lisensi</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versi {version}</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Pembaruan</translation>
    </message>
    <message>
        <source>Updates are managed by your agency.</source>
        <translation>Pembaruan diatur oleh instansi Anda.</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0, with Qt, Inter and Lucide</source>
        <translation>Perangkat lunak bebas berlisensi Apache 2.0, dengan Qt, Inter, dan Lucide</translation>
    </message>
</context>
<context>
    <name>shell</name>
    <message>
        <source>Inbox</source>
        <translation>Kotak Masuk</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Persetujuan</translation>
    </message>
    <message>
        <source>Flexible work</source>
        <translation>Kerja Fleksibel</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sinkronisasi</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Pintasan papan tik</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Ruang</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
    <message>
        <source>Ruang Kerja</source>
        <translation>Ruang Kerja</translation>
    </message>
    <message>
        <source>Opening your desk</source>
        <translation>Membuka meja kerja Anda</translation>
    </message>
    <message>
        <source>Waiting for this device&apos;s key store. It may be asking for its password.</source>
        <translation>Menunggu penyimpan kunci di perangkat ini. Mungkin sedang meminta kata sandinya.</translation>
    </message>
    <message>
        <source>The program did not end properly last time. Nothing was lost; what waited still waits.</source>
        <translation>Program terakhir kali tidak tertutup dengan baik. Tidak ada yang hilang; yang menunggu tetap menunggu.</translation>
    </message>
    <message>
        <source>Your desk was damaged; everything is downloaded anew.</source>
        <translation>Meja kerja Anda rusak; semua data diunduh ulang.</translation>
    </message>
    <message>
        <source>Your desk was damaged and is restored from the copy of {day}.</source>
        <translation>Meja kerja Anda rusak dan dipulihkan dari cadangan {day}.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of yours were saved from the damaged file.</source>
        <translation>
            <numerusform>%n perubahan Anda diselamatkan dari berkas yang rusak.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are held back: look at them in Sync.</source>
        <translation>
            <numerusform>%n perubahan ditahan: periksa di Sinkronisasi.</numerusform>
        </translation>
    </message>
    <message>
        <source>Some of what you wrote could not be read.</source>
        <translation>Sebagian tulisan Anda tidak dapat dibaca lagi.</translation>
    </message>
    <message>
        <source>Search and commands</source>
        <translation>Cari dan perintah</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Yang ditemukan</translation>
    </message>
    <message>
        <source>back</source>
        <translation>kembali</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>pilih</translation>
    </message>
    <message>
        <source>open</source>
        <translation>buka</translation>
    </message>
    <message>
        <source>narrow</source>
        <translation>saring</translation>
    </message>
    <message>
        <source>Searching {count} records on this device</source>
        <translation>Mencari di {count} naskah pada perangkat ini</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n ditemukan</numerusform>
        </translation>
    </message>
    <message>
        <source>Letters and tasks</source>
        <translation>Naskah dan tugas</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Orang</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Perintah</translation>
    </message>
    <message>
        <source>On the desk of {name}</source>
        <translation>Di meja {name}</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Naskah</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Search letters, people or commands</source>
        <translation>Cari naskah, orang, atau perintah</translation>
    </message>
    <message>
        <source>Nothing that you can see lies on this desk.</source>
        <translation>Tidak ada yang tampak bagi Anda di meja ini.</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Konsep Naskah</translation>
    </message>
    <message>
        <source>This laptop&apos;s disk does not take what you typed last. Make room on it, or do it again to go on without it.</source>
        <translation>Disk laptop ini tidak menerima yang terakhir Anda ketik. Kosongkan ruangnya, atau ulangi untuk melanjutkan tanpa itu.</translation>
    </message>
    <message>
        <source>Type what you are looking for.</source>
        <translation>Ketik apa yang dicari.</translation>
    </message>
    <message>
        <source>Searched {count} records on this device.</source>
        <translation>Pencarian mencakup {count} naskah di perangkat ini.</translation>
    </message>
    <message>
        <source>No match for &quot;{query}&quot;.</source>
        <translation>Tidak ditemukan untuk &quot;{query}&quot;.</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>Dari {name}</translation>
    </message>
    <message>
        <source>Search with {name}</source>
        <translation>Cari pada {name}</translation>
    </message>
    <message>
        <source>vacant</source>
        <translation>kosong</translation>
    </message>
    <message>
        <source>or</source>
        <translation>atau</translation>
    </message>
    <message>
        <source>Open Ruang Kerja</source>
        <translation>Buka Ruang Kerja</translation>
    </message>
    <message>
        <source>The app keeps running in the tray so new items still arrive.</source>
        <translation>Aplikasi tetap berjalan di baki sistem agar naskah baru tetap diterima.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Salin rincian</translation>
    </message>
    <message>
        <source>Search letters, tasks and people</source>
        <translation>Cari naskah, tugas, atau orang</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Hapus pencarian</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>Tugas baru</translation>
    </message>
    <message>
        <source>Search this list</source>
        <translation>Cari dalam daftar ini</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Sinkronkan sekarang</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Panel berikutnya</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Panel sebelumnya</translation>
    </message>
    <message>
        <source>Lock the app</source>
        <translation>Kunci aplikasi</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Tutup aplikasi</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Teks lebih besar</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Teks lebih kecil</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>Ukuran teks biasa</translation>
    </message>
    <message>
        <source>Your session ended. Sign in again to get what is new. Your work is safe.</source>
        <translation>Sesi Anda berakhir. Masuk kembali untuk menerima yang baru. Pekerjaan Anda aman.</translation>
    </message>
    <message numerus="yes">
        <source>Your session ended. Sign in again to send %n change(s). Your work is safe.</source>
        <translation>
            <numerusform>Sesi Anda berakhir. Masuk kembali untuk mengirim %n perubahan. Pekerjaan Anda aman.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Masuk kembali</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>urungkan</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>semua pintasan</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Di mana saja</translation>
    </message>
</context>
<context>
    <name>signin</name>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Masuk kembali</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kata sandi</translation>
    </message>
    <message>
        <source>Everything you did meanwhile is kept and is sent after this.</source>
        <translation>Semua yang Anda kerjakan sementara itu tersimpan, dan dikirim setelah ini.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Masuk</translation>
    </message>
    <message>
        <source>A NIP has 18 digits and begins with your date of birth.</source>
        <translation>NIP terdiri atas 18 angka, diawali tanggal lahir Anda.</translation>
    </message>
    <message>
        <source>Write your password.</source>
        <translation>Tulis kata sandi Anda.</translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation>Ubah alamat</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Set the proxy</source>
        <translation>Atur proksi</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Salin rincian</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Periksa lagi</translation>
    </message>
    <message>
        <source>Restore from the backup</source>
        <translation>Pulihkan dari cadangan</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Bahasa</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versi {version}</translation>
    </message>
    <message>
        <source>This device has no network, or {server} cannot be reached from it. A new device must be connected once; afterwards it works without.</source>
        <translation>Perangkat ini belum terhubung ke jaringan, atau {server} tidak terjangkau dari sini. Perangkat baru harus tersambung satu kali; setelah itu bisa tanpa jaringan.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>menunggu</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>sedang diperiksa</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gagal</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>tidak diperiksa</translation>
    </message>
    <message>
        <source>Proxy of the network</source>
        <translation>Proksi jaringan</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Mengikuti sistem</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Tanpa proksi</translation>
    </message>
    <message>
        <source>This address</source>
        <translation>Alamat ini</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Alamat proksi</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Begin with http:// and end with the port.</source>
        <translation>Awali dengan http:// dan akhiri dengan nomor porta.</translation>
    </message>
    <message>
        <source>Whose desk</source>
        <translation>Meja kerja milik</translation>
    </message>
    <message>
        <source>Passphrase of this device</source>
        <translation>Frasa sandi perangkat ini</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Buka kunci</translation>
    </message>
    <message>
        <source>Sign in as somebody else</source>
        <translation>Masuk sebagai pegawai lain</translation>
    </message>
    <message>
        <source>No network is needed. What you did here is kept and sent later.</source>
        <translation>Tidak perlu jaringan. Yang Anda kerjakan di sini tersimpan dan dikirim nanti.</translation>
    </message>
    <message>
        <source>Your desk</source>
        <translation>Meja kerja Anda</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Membuka…</translation>
    </message>
    <message>
        <source>Sign in to Ruang Kerja</source>
        <translation>Masuk ke Ruang Kerja</translation>
    </message>
    <message>
        <source>A new device has to connect once.</source>
        <translation>Perangkat baru perlu tersambung sekali.</translation>
    </message>
    <message>
        <source>Check the connection</source>
        <translation>Periksa sambungan</translation>
    </message>
    <message>
        <source>Back to my desk</source>
        <translation>Kembali ke meja kerja saya</translation>
    </message>
    <message>
        <source>Check of the connection</source>
        <translation>Pemeriksaan sambungan</translation>
    </message>
    <message>
        <source>kerja.example.go.id</source>
        <translation>kerja.contoh.go.id</translation>
    </message>
    <message>
        <source>18 digits</source>
        <translation>18 angka</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>Alamat server</translation>
    </message>
    <message>
        <source>You have it from your agency&apos;s admin.</source>
        <translation>Anda mendapatkannya dari pengelola instansi.</translation>
    </message>
    <message>
        <source>This is a shared computer</source>
        <translation>Ini komputer bersama</translation>
    </message>
    <message>
        <source>Passphrase for this device</source>
        <translation>Frasa sandi untuk perangkat ini</translation>
    </message>
    <message>
        <source>At least 12 characters; four words are easy to keep. It opens your desk on this device, also without a network.</source>
        <translation>Sedikitnya 12 karakter; empat kata mudah diingat. Dipakai membuka meja kerja Anda di perangkat ini, juga tanpa jaringan.</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>Tampilkan frasa sandi</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Sedang masuk…</translation>
    </message>
    <message>
        <source>Write the address of the server.</source>
        <translation>Tulis alamat server.</translation>
    </message>
    <message>
        <source>{well} of {all}</source>
        <translation>{well} dari {all}</translation>
    </message>
    <message>
        <source>Choose a passphrase for this device.</source>
        <translation>Tentukan frasa sandi untuk perangkat ini.</translation>
    </message>
    <message>
        <source>This device has no key store that can be trusted: choose a passphrase.</source>
        <translation>Perangkat ini tidak punya penyimpan kunci yang dapat dipercaya: tentukan frasa sandi.</translation>
    </message>
</context>
<context>
    <name>when</name>
    <message>
        <source>today at {time}</source>
        <translation>hari ini pukul {time}</translation>
    </message>
    <message>
        <source>yesterday at {time}</source>
        <translation>kemarin pukul {time}</translation>
    </message>
    <message>
        <source>tomorrow at {time}</source>
        <translation>besok pukul {time}</translation>
    </message>
    <message>
        <source>{day} at {time}</source>
        <translation>{day} pukul {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n jam</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n menit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n detik</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Server address</source>
        <translation>Alamat server</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Jaringan</translation>
    </message>
    <message>
        <source>Server identity</source>
        <translation>Identitas server</translation>
    </message>
    <message>
        <source>Ruang Kerja server</source>
        <translation>Server Ruang Kerja</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versi</translation>
    </message>
    <message>
        <source>found</source>
        <translation>ditemukan</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>terjangkau</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>dipastikan</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>menjawab</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>cocok</translation>
    </message>
    <message>
        <source>Server {server} was not found. Check the spelling or ask your admin for the address.</source>
        <translation>Alamat server {server} tidak ditemukan. Periksa ejaannya atau minta alamatnya kepada pengelola.</translation>
    </message>
    <message>
        <source>This device has no network, or {server} cannot be reached from it. You can keep working; data is sent later.</source>
        <translation>Perangkat ini belum terhubung ke jaringan, atau {server} tidak terjangkau dari sini. Anda bisa tetap bekerja; data dikirim nanti.</translation>
    </message>
    <message>
        <source>This network blocks the server. Proxy settings from your network admin are usually needed.</source>
        <translation>Jaringan ini memblokir sambungan ke server. Biasanya perlu pengaturan proksi dari pengelola jaringan.</translation>
    </message>
    <message>
        <source>Server {server} takes too long to answer. The network may be slow; try again in a moment.</source>
        <translation>Server {server} terlalu lama menjawab. Jaringan mungkin lambat; coba lagi sebentar lagi.</translation>
    </message>
    <message>
        <source>The server&apos;s identity cannot be confirmed ({detail}). Do not enter your password. Tell your admin.</source>
        <translation>Identitas server tidak dapat dipastikan ({detail}). Jangan masukkan kata sandi. Laporkan kepada pengelola.</translation>
    </message>
    <message>
        <source>{server} answers but is not a Ruang Kerja server.</source>
        <translation>{server} menjawab, tetapi bukan server Ruang Kerja.</translation>
    </message>
    <message>
        <source>The server and this program do not fit together ({detail}). One of them needs an update.</source>
        <translation>Versi server dan program ini tidak cocok ({detail}). Salah satunya perlu diperbarui.</translation>
    </message>
    <message>
        <source>NIP and password do not belong together.</source>
        <translation>NIP dan kata sandi tidak cocok.</translation>
    </message>
    <message>
        <source>This desk belongs to another officer. Sign in with your own NIP.</source>
        <translation>Meja ini milik pegawai lain. Masuk dengan NIP Anda sendiri.</translation>
    </message>
    <message>
        <source>Too many attempts. Try again in {wait} seconds.</source>
        <translation>Terlalu banyak percobaan. Coba lagi dalam {wait} detik.</translation>
    </message>
    <message>
        <source>This device was signed out for good. What is on it can still be read.</source>
        <translation>Perangkat ini sudah dikeluarkan. Isinya masih bisa dibaca.</translation>
    </message>
    <message>
        <source>This device&apos;s clock is {detail} minutes off the server&apos;s. Set it right first: limits depend on it.</source>
        <translation>Jam perangkat ini berbeda {detail} menit dari jam server. Betulkan dulu: tenggat bergantung padanya.</translation>
    </message>
    <message>
        <source>The server has a problem ({detail}). Try again later.</source>
        <translation>Server sedang bermasalah ({detail}). Coba lagi nanti.</translation>
    </message>
    <message>
        <source>Enter this device&apos;s passphrase to open your desk.</source>
        <translation>Masukkan frasa sandi perangkat ini untuk membuka meja Anda.</translation>
    </message>
    <message>
        <source>The passphrase is not right.</source>
        <translation>Frasa sandinya tidak tepat.</translation>
    </message>
    <message>
        <source>The passphrase is too short: at least {detail} characters.</source>
        <translation>Frasa sandi terlalu pendek: sekurang-kurangnya {detail} karakter.</translation>
    </message>
    <message>
        <source>This device&apos;s key store does not keep keys reliably. Choose a passphrase instead.</source>
        <translation>Penyimpan kunci perangkat ini tidak andal. Pilih frasa sandi sebagai gantinya.</translation>
    </message>
    <message>
        <source>The key of your desk is no longer in this device&apos;s key store. Sign in again; the old desk is kept aside.</source>
        <translation>Kunci meja kerja Anda tidak ada lagi di penyimpan kunci perangkat ini. Masuk kembali; meja yang lama tetap disimpan.</translation>
    </message>
    <message>
        <source>Your desk is open in another window of Ruang Kerja on this device.</source>
        <translation>Meja Anda sedang terbuka di jendela Ruang Kerja lain di perangkat ini.</translation>
    </message>
    <message>
        <source>Your desk could not be written: {detail}. Free some space or check the folder&apos;s permissions, then try again.</source>
        <translation>Meja kerja Anda tidak dapat disimpan: {detail}. Kosongkan ruang atau periksa izin foldernya, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The data on this device is damaged. It can be restored from a backup on this device.</source>
        <translation>Data di perangkat ini rusak. Data bisa dipulihkan dari cadangan di perangkat ini.</translation>
    </message>
    <message>
        <source>This desk was last opened by a newer version of the program ({detail}). Update this one.</source>
        <translation>Meja ini terakhir dibuka oleh versi program yang lebih baru ({detail}). Perbarui program ini.</translation>
    </message>
    <message>
        <source>There is no desk on this device yet. Sign in first.</source>
        <translation>Belum ada meja di perangkat ini. Masuk dulu.</translation>
    </message>
    <message>
        <source>That did not work: {cause}. Nothing was lost; try again.</source>
        <translation>Belum berhasil: {cause}. Tidak ada yang hilang; coba lagi.</translation>
    </message>
    <message>
        <source>Something in this program is broken; it is our fault. Your work is safe: {cause}</source>
        <translation>Ada yang rusak dalam program ini; ini kesalahan kami. Pekerjaan Anda aman: {cause}</translation>
    </message>
    <message>
        <source>Synced · last {time}</source>
        <translation>Tersinkron · terakhir {time}</translation>
    </message>
    <message>
        <source>Synced</source>
        <translation>Tersinkron</translation>
    </message>
    <message>
        <source>Syncing {sent} of {waiting}…</source>
        <translation>Menyinkronkan {sent} dari {waiting}…</translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>%n perubahan sedang dikirim</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s) in a moment · can still be undone</source>
        <translation>
            <numerusform>%n perubahan segera dikirim · masih bisa diurungkan</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline · everything is saved</source>
        <translation>Luring · semua data tersimpan</translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n change(s) waiting to be sent · last connected {time}</source>
        <translation>
            <numerusform>Luring · %n perubahan menunggu dikirim · terakhir tersambung {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n change(s) waiting to be sent</source>
        <translation>
            <numerusform>Luring · %n perubahan menunggu dikirim</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) need your attention</source>
        <translation>
            <numerusform>%n hal perlu dilihat</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in again · you can still read and edit</source>
        <translation>Perlu masuk kembali · data tetap bisa dibaca dan diubah</translation>
    </message>
    <message>
        <source>This laptop&apos;s disk refuses · retrying at {time}</source>
        <translation>Penyimpanan laptop ini bermasalah · dicoba lagi {time}</translation>
    </message>
    <message>
        <source>A fault of this program · retrying at {time}</source>
        <translation>Kesalahan pada aplikasi ini · dicoba lagi {time}</translation>
    </message>
    <message>
        <source>Server problem · retrying at {time}</source>
        <translation>Server sedang bermasalah · dicoba lagi {time}</translation>
    </message>
    <message>
        <source>Server problem · retrying</source>
        <translation>Server sedang bermasalah · segera dicoba lagi</translation>
    </message>
    <message>
        <source>this laptop&apos;s disk is full</source>
        <translation>disk laptop ini penuh</translation>
    </message>
    <message>
        <source>the folder of your desk cannot be written</source>
        <translation>folder meja kerja Anda tidak dapat ditulisi</translation>
    </message>
    <message>
        <source>this laptop&apos;s disk does not answer</source>
        <translation>disk laptop ini tidak menjawab</translation>
    </message>
    <message>
        <source>First download · {count} records</source>
        <translation>Mengunduh naskah pertama kali · {count} data</translation>
    </message>
    <message>
        <source>Rechecking after the server was restored</source>
        <translation>Memeriksa ulang setelah server dipulihkan</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) held: the server keeps failing on them</source>
        <translation>
            <numerusform>%n perubahan ditahan karena server gagal berulang kali</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync stopped by your agency</source>
        <translation>Sinkronisasi dihentikan oleh instansi Anda</translation>
    </message>
    <message>
        <source>It changed after you saw it. Look at it again, then decide.</source>
        <translation>Isinya berubah setelah Anda melihatnya. Periksa lagi, lalu putuskan.</translation>
    </message>
    <message>
        <source>It was done already.</source>
        <translation>Sudah dilakukan sebelumnya.</translation>
    </message>
    <message>
        <source>There is a newer version. Your decision was about the older one and has no effect.</source>
        <translation>Sudah ada versi yang lebih baru. Keputusan Anda untuk versi lama tidak berlaku.</translation>
    </message>
    <message>
        <source>Your position may not do this.</source>
        <translation>Jabatan Anda tidak berwenang melakukannya.</translation>
    </message>
    <message>
        <source>It is no longer yours to do: it has passed to another desk.</source>
        <translation>Sudah bukan wewenang Anda: sudah berpindah ke meja lain.</translation>
    </message>
    <message>
        <source>It is no longer there, or you may no longer see it.</source>
        <translation>Sudah tidak ada, atau Anda tidak lagi berhak melihatnya.</translation>
    </message>
    <message>
        <source>It is closed and takes no more decisions.</source>
        <translation>Sudah ditutup dan tidak menerima keputusan lagi.</translation>
    </message>
    <message>
        <source>Its limit has passed.</source>
        <translation>Tenggatnya sudah lewat.</translation>
    </message>
    <message>
        <source>It has to be reviewed first.</source>
        <translation>Perlu ditinjau dulu.</translation>
    </message>
    <message>
        <source>It is being held at the moment.</source>
        <translation>Sedang ditahan.</translation>
    </message>
    <message>
        <source>Something in it cannot be accepted: {field}.</source>
        <translation>Ada isian yang tidak bisa diterima: {field}.</translation>
    </message>
    <message>
        <source>It is too large: {field}.</source>
        <translation>Terlalu besar: {field}.</translation>
    </message>
    <message>
        <source>It is over the quota.</source>
        <translation>Melebihi jatah.</translation>
    </message>
    <message>
        <source>The same entry exists already.</source>
        <translation>Catatan yang sama sudah ada.</translation>
    </message>
    <message>
        <source>This version is closed.</source>
        <translation>Versi ini sudah ditutup.</translation>
    </message>
    <message>
        <source>Its content is not the one you saw. Look at it again, then decide.</source>
        <translation>Isinya bukan yang Anda lihat. Periksa lagi, lalu putuskan.</translation>
    </message>
    <message>
        <source>Its security class is above what this device may hold.</source>
        <translation>Sifatnya di atas yang boleh disimpan perangkat ini.</translation>
    </message>
    <message>
        <source>This device was signed out for good by you or your agency.</source>
        <translation>Perangkat ini sudah dikeluarkan oleh Anda atau instansi Anda.</translation>
    </message>
    <message>
        <source>This program is too old for the server. Update it, nothing is lost.</source>
        <translation>Program ini terlalu lama untuk server. Perbarui dulu; tidak ada yang hilang.</translation>
    </message>
    <message>
        <source>The server does not know this deed. It may be older than this program.</source>
        <translation>Server tidak mengenal tindakan ini. Mungkin versinya lebih lama dari program ini.</translation>
    </message>
    <message>
        <source>What it builds on was refused.</source>
        <translation>Tindakan yang mendasarinya ditolak.</translation>
    </message>
    <message>
        <source>Its number was used already, so the server could not take it.</source>
        <translation>Nomornya sudah dipakai sehingga server tidak bisa menerimanya.</translation>
    </message>
    <message>
        <source>the subject</source>
        <translation>hal</translation>
    </message>
    <message>
        <source>the note</source>
        <translation>catatan</translation>
    </message>
    <message>
        <source>the report</source>
        <translation>laporan</translation>
    </message>
    <message>
        <source>the result</source>
        <translation>hasil</translation>
    </message>
    <message>
        <source>the reason</source>
        <translation>alasan</translation>
    </message>
    <message>
        <source>the receiver</source>
        <translation>penerima</translation>
    </message>
    <message>
        <source>the receivers</source>
        <translation>para penerima</translation>
    </message>
    <message>
        <source>how often it was passed on</source>
        <translation>jumlah penerusan</translation>
    </message>
    <message>
        <source>the route</source>
        <translation>alur</translation>
    </message>
    <message>
        <source>the summary</source>
        <translation>ringkasan</translation>
    </message>
    <message>
        <source>the attachments</source>
        <translation>lampiran</translation>
    </message>
    <message>
        <source>the security class</source>
        <translation>sifat</translation>
    </message>
    <message>
        <source>the kind</source>
        <translation>jenis</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>awal</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>akhir</translation>
    </message>
    <message>
        <source>the legal basis</source>
        <translation>dasar hukum</translation>
    </message>
    <message>
        <source>the number of versions</source>
        <translation>jumlah versi</translation>
    </message>
    <message>
        <source>the reports taken together</source>
        <translation>keseluruhan laporan</translation>
    </message>
    <message>
        <source>how often decisions were taken back</source>
        <translation>berapa kali keputusan ditarik</translation>
    </message>
    <message>
        <source>the instructions</source>
        <translation>instruksi</translation>
    </message>
    <message>
        <source>the urgency</source>
        <translation>urgensi</translation>
    </message>
    <message>
        <source>the scope</source>
        <translation>lingkup wewenang</translation>
    </message>
    <message>
        <source>all of it together</source>
        <translation>keseluruhan isi</translation>
    </message>
    <message>
        <source>the copy recipients</source>
        <translation>tembusan</translation>
    </message>
    <message>
        <source>the sender</source>
        <translation>pengirim (Dari)</translation>
    </message>
    <message>
        <source>the place</source>
        <translation>tempat surat dibuat</translation>
    </message>
    <message>
        <source>the receiver&apos;s place</source>
        <translation>tempat penerima</translation>
    </message>
    <message>
        <source>who is sent</source>
        <translation>pegawai yang ditugaskan</translation>
    </message>
    <message>
        <source>what they are sent for</source>
        <translation>maksud penugasan</translation>
    </message>
    <message>
        <source>the signer</source>
        <translation>penanda tangan</translation>
    </message>
    <message>
        <source>the archive code</source>
        <translation>kode klasifikasi arsip</translation>
    </message>
    <message>
        <source>the body</source>
        <translation>isi naskah</translation>
    </message>
    <message>
        <source>the form as a whole</source>
        <translation>isian seluruhnya</translation>
    </message>
    <message>
        <source>the version</source>
        <translation>versi</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>sebuah isian</translation>
    </message>
    <message>
        <source>Give a task</source>
        <translation>Beri tugas</translation>
    </message>
    <message>
        <source>Open a task</source>
        <translation>Buka tugas</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>Disposisi</translation>
    </message>
    <message>
        <source>Report progress</source>
        <translation>Laporkan kemajuan</translation>
    </message>
    <message>
        <source>Complete a task</source>
        <translation>Selesaikan tugas</translation>
    </message>
    <message>
        <source>Return a task</source>
        <translation>Kembalikan tugas</translation>
    </message>
    <message>
        <source>Reassign a task</source>
        <translation>Alihkan tugas</translation>
    </message>
    <message>
        <source>Withdraw a task</source>
        <translation>Tarik tugas</translation>
    </message>
    <message>
        <source>End the tasks below</source>
        <translation>Akhiri tugas turunan</translation>
    </message>
    <message>
        <source>Submit a letter</source>
        <translation>Ajukan naskah</translation>
    </message>
    <message>
        <source>Submit a new version</source>
        <translation>Ajukan versi baru</translation>
    </message>
    <message>
        <source>Approve a letter</source>
        <translation>Setujui naskah</translation>
    </message>
    <message>
        <source>Return a letter</source>
        <translation>Kembalikan naskah</translation>
    </message>
    <message>
        <source>Withdraw a decision</source>
        <translation>Tarik keputusan</translation>
    </message>
    <message>
        <source>Withdraw a letter</source>
        <translation>Tarik naskah</translation>
    </message>
    <message>
        <source>Begin a draft</source>
        <translation>Buat konsep</translation>
    </message>
    <message>
        <source>Fill in a draft</source>
        <translation>Isi konsep</translation>
    </message>
    <message>
        <source>Discard a draft</source>
        <translation>Buang konsep</translation>
    </message>
    <message>
        <source>Submit a draft</source>
        <translation>Ajukan konsep</translation>
    </message>
    <message>
        <source>Go back to an older version</source>
        <translation>Kembali ke versi lama</translation>
    </message>
    <message>
        <source>Presence</source>
        <translation>Presensi</translation>
    </message>
    <message>
        <source>Appoint somebody to act</source>
        <translation>Tunjuk pelaksana</translation>
    </message>
    <message>
        <source>End an appointment</source>
        <translation>Akhiri penugasan</translation>
    </message>
    <message>
        <source>Record an appointment</source>
        <translation>Catat penugasan</translation>
    </message>
    <message>
        <source>Register a device</source>
        <translation>Daftarkan perangkat</translation>
    </message>
    <message>
        <source>Sign a device out for good</source>
        <translation>Keluarkan perangkat</translation>
    </message>
    <message>
        <source>Record an officer</source>
        <translation>Catat pegawai</translation>
    </message>
    <message>
        <source>Record personnel data</source>
        <translation>Catat data kepegawaian</translation>
    </message>
    <message>
        <source>Record a unit</source>
        <translation>Catat unit kerja</translation>
    </message>
    <message>
        <source>Record a position</source>
        <translation>Catat jabatan</translation>
    </message>
    <message>
        <source>Record the regional profile</source>
        <translation>Catat profil daerah</translation>
    </message>
    <message>
        <source>Record the calendar</source>
        <translation>Catat kalender</translation>
    </message>
    <message>
        <source>Task given.</source>
        <translation>Tugas diberikan.</translation>
    </message>
    <message>
        <source>Disposition saved.</source>
        <translation>Disposisi disimpan.</translation>
    </message>
    <message>
        <source>Report saved.</source>
        <translation>Laporan disimpan.</translation>
    </message>
    <message>
        <source>Completed.</source>
        <translation>Selesai.</translation>
    </message>
    <message>
        <source>Returned with a note.</source>
        <translation>Dikembalikan dengan catatan.</translation>
    </message>
    <message>
        <source>Reassigned.</source>
        <translation>Dialihkan.</translation>
    </message>
    <message>
        <source>Withdrawn.</source>
        <translation>Ditarik.</translation>
    </message>
    <message>
        <source>Submitted.</source>
        <translation>Diajukan.</translation>
    </message>
    <message>
        <source>New version submitted.</source>
        <translation>Versi baru diajukan.</translation>
    </message>
    <message>
        <source>Approved.</source>
        <translation>Disetujui.</translation>
    </message>
    <message>
        <source>Decision withdrawn.</source>
        <translation>Keputusan ditarik.</translation>
    </message>
    <message>
        <source>Letter withdrawn.</source>
        <translation>Naskah ditarik.</translation>
    </message>
    <message>
        <source>Draft begun.</source>
        <translation>Konsep dibuat.</translation>
    </message>
    <message>
        <source>Filled in.</source>
        <translation>Isian disimpan.</translation>
    </message>
    <message>
        <source>Draft discarded.</source>
        <translation>Konsep dibuang.</translation>
    </message>
    <message>
        <source>The older version is back.</source>
        <translation>Versi lama dikembalikan.</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) completed.</source>
        <translation>
            <numerusform>%n tugas selesai.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Given to %n receiver(s).</source>
        <translation>
            <numerusform>Diteruskan kepada %n penerima.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) approved.</source>
        <translation>
            <numerusform>%n naskah disetujui.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) returned with one note.</source>
        <translation>
            <numerusform>%n naskah dikembalikan dengan satu catatan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) withdrawn.</source>
        <translation>
            <numerusform>%n tugas ditarik.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undone: {what}, all %n</source>
        <translation>
            <numerusform>Diurungkan: {what}, %n sekaligus</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Diurungkan: {what}</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Diterima</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Dibaca</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>Diteruskan</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Dikerjakan</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Ditarik</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Diajukan</translation>
    </message>
    <message>
        <source>Being endorsed</source>
        <translation>Sedang diparaf</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Dikembalikan</translation>
    </message>
    <message>
        <source>Approved by all</source>
        <translation>Disetujui semua</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Konsep</translation>
    </message>
    <message>
        <source>Ordinary</source>
        <translation>Biasa</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>Terbatas</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Rahasia</translation>
    </message>
    <message>
        <source>Top secret</source>
        <translation>Sangat Rahasia</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Verifikasi</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Perbaikan</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Naskah</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Biasa</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>Penting</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Segera</translation>
    </message>
    <message>
        <source>Very urgent</source>
        <translation>Sangat Segera</translation>
    </message>
    <message>
        <source>Secret letter, open it to read</source>
        <translation>Naskah rahasia, buka untuk membaca</translation>
    </message>
    <message>
        <source>Secret task, open it to read</source>
        <translation>Tugas rahasia, buka untuk membaca</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Tenggat lewat</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Tenggat hari ini</translation>
    </message>
    <message>
        <source>Due tomorrow</source>
        <translation>Tenggat besok</translation>
    </message>
    <message>
        <source>Due this week</source>
        <translation>Tenggat minggu ini</translation>
    </message>
    <message>
        <source>Due later</source>
        <translation>Tenggat sesudahnya</translation>
    </message>
    <message>
        <source>Without a limit</source>
        <translation>Tanpa tenggat</translation>
    </message>
    <message>
        <source>Was due at {time}</source>
        <translation>Lewat {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>Terlambat %n hari</numerusform>
        </translation>
    </message>
    <message>
        <source>Due today {time}</source>
        <translation>Tenggat hari ini {time}</translation>
    </message>
    <message>
        <source>Due {time}</source>
        <translation>Tenggat {time}</translation>
    </message>
    <message>
        <source>Due tomorrow {time}</source>
        <translation>Tenggat besok {time}</translation>
    </message>
    <message>
        <source>Due {day}, {time}</source>
        <translation>Tenggat {day}, {time}</translation>
    </message>
    <message>
        <source>Due {day}</source>
        <translation>Tenggat {day}</translation>
    </message>
</context>
</TS>
