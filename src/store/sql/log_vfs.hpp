#pragma once

namespace ebbtide::store::sql {

/// Makes all of this process's SQLite connections, those opened later, write their log in large
/// pieces. SQLite itself hands each page of a commit to the system in two writes, its head and its
/// content; a refund alone changes some twenty pages.
///
/// What is written and not yet with the system is handed over before SQLite reads, syncs, closes or
/// asks anything of the file. Other connections, of this process or not, look only at what was
/// synced before it was announced to them; so every connection that writes must be
/// `synchronous = FULL`.
///
/// Files are opened so that reading them leaves no access time: each read after a write would
/// change the log's, and then wait for the file system's journal, which may wait for the disk.
///
/// Call once, before the first connection. Throws std::runtime_error.
void InstallLogVfs();

}  // namespace ebbtide::store::sql
