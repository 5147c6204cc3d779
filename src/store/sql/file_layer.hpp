#pragma once

namespace ebbtide::store::sql {

/// Puts a layer between SQLite and its own file layer, for all of this process's connections that
/// are opened later. It does four things otherwise:
///
/// The log is written in large pieces. SQLite itself hands each page of a commit to the system in
/// two writes, its head and its content; a refund alone changes some fourteen pages. What is
/// written and not yet with the system is handed over before SQLite reads, syncs, closes or asks
/// anything of the file. Other connections, of this process or not, look only at what was synced
/// before it was announced to them; so every connection that writes must be `synchronous = FULL`.
///
/// A connection keeps its map of the database while others commit. SQLite gives it up each time,
/// because there are systems on which a map does not show what was written otherwise.
///
/// The whole database is mapped, where SQLite itself maps 2 GB of it at most. `PRAGMA mmap_size`
/// still says whether a connection maps anything.
///
/// Reading a file leaves no access time: each read after a write would change the log's, and then
/// wait for the file system's journal, which may wait for the disk.
///
/// Call once, before the first connection. Throws std::runtime_error.
void InstallFileLayer();

}  // namespace ebbtide::store::sql
