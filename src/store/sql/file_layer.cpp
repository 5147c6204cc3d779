#include "store/sql/file_layer.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>

#include <sqlite3.h>

namespace ebbtide::store::sql {
namespace {

/// Sixty-one pages with their heads. Of a piece of 128 KiB SQLite's own file layer would write
/// nothing and say that the disk is full.
constexpr int kPieceBytes = 61 * (24 + 2048);

/// What SQLite calls to open a file. Only the file's owner may leave its access time alone.
int OpenLeavingAccessTime(const char* path, int flags, int mode) {
  const int file = ::open(path, flags | O_NOATIME, mode);
  return file >= 0 || errno != EPERM ? file : ::open(path, flags, mode);
}

/// The descriptor that SQLite has asked for the state of last, on this thread.
thread_local int last_asked = -1;

/// What SQLite calls to ask for the state of a file.
int AskForState(int descriptor, struct stat* state) {
  last_asked = descriptor;
  return ::fstat(descriptor, state);
}

/// The descriptor of a file of the real layer's, which keeps it to itself. To open the file once
/// more is no way: when that is closed, the process loses its locks on it.
int DescriptorOf(sqlite3_file* file) {
  last_asked = -1;
  sqlite3_int64 size = 0;
  return file->pMethods->xFileSize(file, &size) == SQLITE_OK ? last_asked : -1;
}

/// The log as SQLite sees it. SQLite gives it memory, in which `real` follows, and never looks at
/// it from two threads at once.
struct LogFile {
  sqlite3_file base{};
  sqlite3_file* real = nullptr;
  std::unique_ptr<char[]> piece;  ///< made by the first write; most connections only read
  int size = 0;                   ///< of what waits in `piece`
  sqlite3_int64 begin = 0;        ///< where in the file it belongs

  /// What cannot be handed over is forgotten: SQLite takes the transaction back then, and writes
  /// the next one to the same place.
  int HandOver() {
    if (size == 0) return SQLITE_OK;
    const int bytes = std::exchange(size, 0);
    return real->pMethods->xWrite(real, piece.get(), bytes, begin);
  }

  int Write(const void* data, int bytes, sqlite3_int64 offset) {
    if (size != 0 && (offset != begin + size || size + bytes > kPieceBytes)) {
      if (const int problem = HandOver(); problem != SQLITE_OK) return problem;
    }
    if (bytes > kPieceBytes) return real->pMethods->xWrite(real, data, bytes, offset);
    if (piece == nullptr) piece.reset(new (std::nothrow) char[kPieceBytes]);
    if (piece == nullptr) return SQLITE_NOMEM;
    if (size == 0) begin = offset;
    std::memcpy(piece.get() + size, data, static_cast<std::size_t>(bytes));
    size += bytes;
    return SQLITE_OK;
  }
};

LogFile& LogOf(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }

int WriteLog(sqlite3_file* file, const void* data, int bytes, sqlite3_int64 offset) {
  return LogOf(file).Write(data, bytes, offset);
}

int CloseLog(sqlite3_file* file) {
  auto& log = LogOf(file);
  const int handed_over = log.HandOver();
  const int closed = log.real->pMethods->xClose(log.real);
  std::destroy_at(&log);
  return handed_over != SQLITE_OK ? handed_over : closed;
}

/// Does to the real file what was asked of the log, after what waits.
template <auto kMethod>
struct OfLog;
template <class... Arguments, int (*sqlite3_io_methods::*kMethod)(sqlite3_file*, Arguments...)>
struct OfLog<kMethod> {
  static int Call(sqlite3_file* file, Arguments... arguments) {
    auto& log = LogOf(file);
    if (const int problem = log.HandOver(); problem != SQLITE_OK) return problem;
    return (log.real->pMethods->*kMethod)(log.real, arguments...);
  }
};

// These two answer with a property of the disk, not with an outcome.
int SectorSizeOfLog(sqlite3_file* file) {
  auto* const real = LogOf(file).real;
  return real->pMethods->xSectorSize(real);
}
int CharacteristicsOfLog(sqlite3_file* file) {
  auto* const real = LogOf(file).real;
  return real->pMethods->xDeviceCharacteristics(real);
}

sqlite3_io_methods MethodsOfLog() {
  sqlite3_io_methods methods{};
  methods.iVersion = 1;  // the log is neither mapped nor shared as memory
  methods.xClose = CloseLog;
  methods.xRead = OfLog<&sqlite3_io_methods::xRead>::Call;
  methods.xWrite = WriteLog;
  methods.xTruncate = OfLog<&sqlite3_io_methods::xTruncate>::Call;
  methods.xSync = OfLog<&sqlite3_io_methods::xSync>::Call;
  methods.xFileSize = OfLog<&sqlite3_io_methods::xFileSize>::Call;
  methods.xLock = OfLog<&sqlite3_io_methods::xLock>::Call;
  methods.xUnlock = OfLog<&sqlite3_io_methods::xUnlock>::Call;
  methods.xCheckReservedLock = OfLog<&sqlite3_io_methods::xCheckReservedLock>::Call;
  methods.xFileControl = OfLog<&sqlite3_io_methods::xFileControl>::Call;
  methods.xSectorSize = SectorSizeOfLog;
  methods.xDeviceCharacteristics = CharacteristicsOfLog;
  return methods;
}

/// A database file's map, behind what the real file layer has in the same memory.
struct DatabaseFile {
  const sqlite3_io_methods* real = nullptr;
  int descriptor = -1;  ///< the real file's; none where nothing is mapped
  std::byte* map = nullptr;
  std::size_t map_bytes = 0;  ///< of address space
  sqlite3_int64 size = 0;     ///< so much of the map is the file's
  int fetched = 0;            ///< pages of it that SQLite holds

  /// Makes the map as long as the file. Pages that are there stay; none may be held.
  void Fit(sqlite3_int64 file_size) {
    const auto bytes = static_cast<std::size_t>(file_size);
    void* fitted = nullptr;
    if (bytes == 0) {
      if (map != nullptr) ::munmap(map, map_bytes);
    } else if (map == nullptr) {
      fitted = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, descriptor, 0);
    } else {
      fitted = ::mremap(map, map_bytes, bytes, MREMAP_MAYMOVE);
    }
    if (fitted == MAP_FAILED) {
      // No room for it: SQLite reads, as it does without a map.
      if (map != nullptr) ::munmap(map, map_bytes);
      fitted = nullptr;
      descriptor = -1;
    }
    map = static_cast<std::byte*>(fitted);
    map_bytes = map == nullptr ? 0 : bytes;
    size = map == nullptr ? 0 : file_size;
  }
};

/// The room that the real file layer takes of a file's memory.
int real_file_bytes = 0;

DatabaseFile& DatabaseOf(sqlite3_file* file) {
  return *reinterpret_cast<DatabaseFile*>(reinterpret_cast<char*>(file) + real_file_bytes);
}

/// What has come to the file since it was mapped is read in the usual way, up to here.
constexpr sqlite3_int64 kUnmappedMax = 4 << 20;

/// A damaged page may make SQLite look at what is behind it, but not further than this.
constexpr sqlite3_int64 kBehindAPage = 256;

int FetchFromDatabase(sqlite3_file* file, sqlite3_int64 offset, int bytes, void** page) {
  *page = nullptr;
  auto& database = DatabaseOf(file);
  if (database.map == nullptr && database.descriptor >= 0) {
    sqlite3_int64 size = 0;
    if (const int problem = database.real->xFileSize(file, &size); problem != SQLITE_OK) {
      return problem;
    }
    database.Fit(size);
  }
  if (offset + bytes + kBehindAPage <= database.size) {
    *page = database.map + offset;
    ++database.fetched;
  }
  return SQLITE_OK;
}

/// Without a page it says that somebody has committed. SQLite would give the whole map up then,
/// because on some systems a map does not show what was written otherwise. Here it does; and to let
/// go of hundreds of megabytes and to have each page brought in again stalls a reader for
/// milliseconds.
int UnfetchFromDatabase(sqlite3_file* file, sqlite3_int64 /*offset*/, void* page) {
  auto& database = DatabaseOf(file);
  if (page != nullptr) {
    --database.fetched;
    return SQLITE_OK;
  }
  if (database.map == nullptr || database.fetched != 0) return SQLITE_OK;
  sqlite3_int64 size = 0;
  if (const int problem = database.real->xFileSize(file, &size); problem != SQLITE_OK) {
    return problem;
  }
  const auto grown = size - database.size;
  if (grown < 0 || grown > kUnmappedMax) database.Fit(size);
  return SQLITE_OK;
}

int TruncateDatabase(sqlite3_file* file, sqlite3_int64 size) {
  auto& database = DatabaseOf(file);
  database.size = std::min(database.size, size);
  return database.real->xTruncate(file, size);
}

int CloseDatabase(sqlite3_file* file) {
  auto& database = DatabaseOf(file);
  database.Fit(0);
  return database.real->xClose(file);
}

/// Maps a database instead of the real file layer, which SQLite lets map no more than 2 GB. Nothing
/// is put between where that maps no files.
void StandBefore(sqlite3_file* file) {
  static const auto* const real = file->pMethods;
  static const sqlite3_io_methods methods = [] {
    auto copy = *real;
    copy.xClose = CloseDatabase;
    copy.xTruncate = TruncateDatabase;
    copy.xFetch = FetchFromDatabase;
    copy.xUnfetch = UnfetchFromDatabase;
    return copy;
  }();
  if (real->iVersion < 3 || file->pMethods != real) return;
  new (&DatabaseOf(file)) DatabaseFile{.real = real, .descriptor = DescriptorOf(file)};
  file->pMethods = &methods;
}

sqlite3_vfs* RealOf(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  static const sqlite3_io_methods kMethods = MethodsOfLog();
  auto* const real_vfs = RealOf(vfs);
  if ((flags & SQLITE_OPEN_WAL) == 0) {
    const int outcome = real_vfs->xOpen(real_vfs, name, file, flags, flags_out);
    if (outcome == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) != 0) StandBefore(file);
    return outcome;
  }
  auto* const log = new (file) LogFile;
  log->real = reinterpret_cast<sqlite3_file*>(log + 1);
  const int outcome = real_vfs->xOpen(real_vfs, name, log->real, flags, flags_out);
  if (outcome == SQLITE_OK) {
    log->base.pMethods = &kMethods;
  } else {
    std::destroy_at(log);
    file->pMethods = nullptr;  // so that SQLite does not close it
  }
  return outcome;
}

/// Everything but opening files is left to the real one.
template <auto kMethod>
struct OfVfs;
template <class Return, class... Arguments,
          Return (*sqlite3_vfs::*kMethod)(sqlite3_vfs*, Arguments...)>
struct OfVfs<kMethod> {
  static Return Call(sqlite3_vfs* vfs, Arguments... arguments) {
    auto* const real = RealOf(vfs);
    return (real->*kMethod)(real, arguments...);
  }
};

sqlite3_vfs VfsOver(sqlite3_vfs* real) {
  sqlite3_vfs vfs{};
  vfs.iVersion = 2;
  real_file_bytes = real->szOsFile;
  vfs.szOsFile =
      static_cast<int>(std::max(sizeof(LogFile), sizeof(DatabaseFile))) + real_file_bytes;
  vfs.mxPathname = real->mxPathname;
  vfs.zName = "ebbtide";
  vfs.pAppData = real;
  vfs.xOpen = Open;
  vfs.xDelete = OfVfs<&sqlite3_vfs::xDelete>::Call;
  vfs.xAccess = OfVfs<&sqlite3_vfs::xAccess>::Call;
  vfs.xFullPathname = OfVfs<&sqlite3_vfs::xFullPathname>::Call;
  vfs.xRandomness = OfVfs<&sqlite3_vfs::xRandomness>::Call;
  vfs.xSleep = OfVfs<&sqlite3_vfs::xSleep>::Call;
  vfs.xCurrentTime = OfVfs<&sqlite3_vfs::xCurrentTime>::Call;
  vfs.xGetLastError = OfVfs<&sqlite3_vfs::xGetLastError>::Call;
  vfs.xCurrentTimeInt64 = OfVfs<&sqlite3_vfs::xCurrentTimeInt64>::Call;
  return vfs;
}

}  // namespace

void InstallFileLayer() {
  auto* const real = sqlite3_vfs_find(nullptr);
  if (real == nullptr || real->iVersion < 3) throw std::runtime_error("SQLite has no file layer");
  const auto open = reinterpret_cast<sqlite3_syscall_ptr>(&OpenLeavingAccessTime);
  const auto ask = reinterpret_cast<sqlite3_syscall_ptr>(&AskForState);
  if (real->xSetSystemCall(real, "open", open) != SQLITE_OK ||
      real->xSetSystemCall(real, "fstat", ask) != SQLITE_OK) {
    throw std::runtime_error("SQLite does not let its files be opened otherwise");
  }
  static sqlite3_vfs vfs = VfsOver(real);
  if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) {
    throw std::runtime_error("SQLite takes no file layer");
  }
}

}  // namespace ebbtide::store::sql
