// The files in a tar or zip archive; see archive_reader.h.
#include "batch/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace dechaff::batch {
namespace {

using namespace std::string_view_literals;

constexpr size_t kChunk = size_t{256} << 10;
constexpr size_t kTarMagic = 257;  // POSIX ustar and GNU tar

std::string Reason(archive* reader) {
  const char* text = archive_error_string(reader);
  return std::string("archive: ") + (text ? text : "cannot be read");
}

}  // namespace

struct ArchiveReader::State {
  io::ReadBytes read;
  int seekable;
  size_t limit;
  std::string chunk = std::string(kChunk, '\0');
  std::unique_ptr<archive, int (*)(archive*)> reader{archive_read_new(), archive_read_free};
  bool ended = false;

  static la_ssize_t Read(archive* reader, void* data, const void** bytes) {
    auto* state = static_cast<State*>(data);
    const ssize_t got = state->read(state->chunk.data(), state->chunk.size());
    if (got < 0) archive_set_error(reader, errno, "%s", io::ErrorText(errno).c_str());
    *bytes = state->chunk.data();
    return got;
  }

  static la_int64_t Seek(archive*, void* data, la_int64_t offset, int whence) {
    const off_t place = lseek(static_cast<State*>(data)->seekable, offset, whence);
    return place < 0 ? ARCHIVE_FATAL : place;
  }
};

bool IsArchive(std::string_view beginning) {
  if (beginning.substr(std::min(kTarMagic, beginning.size())).starts_with("ustar"sv)) return true;
  if (!beginning.starts_with("PK\x03\x04"sv)) return false;
  constexpr size_t kName = 30;
  const std::string_view name = beginning.substr(std::min(kName, beginning.size()));
  return !name.starts_with("mimetype") && !name.starts_with("[Content_Types].xml") &&
         !name.starts_with("META-INF/") && !name.starts_with("_rels/") &&
         !name.starts_with("AndroidManifest");
}

ArchiveReader::ArchiveReader(io::ReadBytes read, int seekable, size_t limit)
    : state_(std::make_unique<State>()) {
  state_->read = std::move(read);
  state_->seekable = seekable;
  state_->limit = limit;
  archive* const reader = state_->reader.get();
  archive_read_support_format_tar(reader);
  archive_read_support_format_zip(reader);
  archive_read_set_read_callback(reader, State::Read);
  if (seekable >= 0) archive_read_set_seek_callback(reader, State::Seek);
  archive_read_set_callback_data(reader, state_.get());
  archive_read_open1(reader);  // a failure shows at the first entry
}

ArchiveReader::~ArchiveReader() = default;

bool ArchiveReader::Next(ArchiveEntry* entry) {
  archive* const reader = state_->reader.get();
  while (!state_->ended) {
    *entry = {};
    damage_.clear();
    archive_entry* header = nullptr;
    const int result = archive_read_next_header(reader, &header);
    if (result == ARCHIVE_EOF) break;
    entry->offset = static_cast<uint64_t>(std::max<la_int64_t>(archive_read_header_position(reader), 0));
    if (result == ARCHIVE_FATAL || result == ARCHIVE_RETRY) {
      state_->ended = result == ARCHIVE_FATAL;
      entry->damage = Reason(reader);
      return true;
    }
    if (archive_entry_filetype(header) != AE_IFREG) continue;
    const char* path = archive_entry_pathname_utf8(header);
    if (!path) path = archive_entry_pathname(header);
    entry->path = path && *path ? path : "?";
    ReadContent(entry);
    return true;
  }
  state_->ended = true;
  return false;
}

void ArchiveReader::ReadContent(ArchiveEntry* entry) {
  for (;;) {
    const size_t size = entry->content.size();
    const size_t room = std::min(kChunk, state_->limit - size);
    if (room == 0) return;  // libarchive passes over the rest, unless ReadOn is called
    entry->content.resize(size + room);
    const ssize_t got = ReadOn(entry->content.data() + size, room);
    entry->content.resize(size + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) entry->damage = damage_;
    if (got <= 0) return;
  }
}

ssize_t ArchiveReader::ReadOn(char* data, size_t size) {
  errno = EIO;
  if (!damage_.empty()) return -1;
  const la_ssize_t got = archive_read_data(state_->reader.get(), data, size);
  if (got < 0) damage_ = Reason(state_->reader.get());
  return std::max<la_ssize_t>(got, -1);
}

}  // namespace dechaff::batch
