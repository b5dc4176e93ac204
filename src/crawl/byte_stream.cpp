// Decompression that survives damage; see byte_stream.h.
#include "crawl/byte_stream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace dechaff::crawl {
namespace {

constexpr size_t kReadSize = size_t{256} << 10;
constexpr size_t kChunk = size_t{64} << 10;
// Members up to these sizes are decoded at once where that is faster.
constexpr size_t kWholeMember = size_t{1} << 20;
constexpr size_t kWholeContent = size_t{8} << 20;
// Decoded bytes are brought to the front of their buffer behind so many, so that a cache holds them.
constexpr size_t kHot = size_t{1} << 20;
// How far before the place where decoding failed the search for the next member may begin: the decoder may
// have run into it.
constexpr size_t kRewind = size_t{1} << 20;
// A member is believed when so many of its bytes can be decoded.
constexpr size_t kTrial = 4096;
// What is kept of damaged bytes; as much as can be gone back to.
constexpr size_t kMostKept = kRewind;
// Bytes that may be decoded again: a constant and a multiple of those read.
constexpr uint64_t kReplayFloor = uint64_t{4} << 20;
constexpr uint64_t kReplayFactor = 2;

}  // namespace

ByteStream::ByteStream(ReadBytes read, Reporter* reporter, Limits limits)
    : read_(std::move(read)), reporter_(reporter), limits_(limits) {}

std::string_view ByteStream::Peek(size_t wanted) {
  while (end_ - begin_ < wanted && Produce()) {
  }
  stop_ = end_ - begin_ >= wanted ? Stop::kNone : gap_ ? Stop::kGap : Stop::kEnd;
  return {data_.get() + begin_, end_ - begin_};
}

void ByteStream::Consume(size_t size) { begin_ += size; }

void ByteStream::PassGap() {
  gap_ = false;
  reporter_->Skipped(left_out_);
}

uint64_t ByteStream::file_offset() {
  if (coding_ == Coding::kNone) return offset();
  while (marks_.size() > 1 && marks_[1].stream <= offset()) marks_.pop_front();
  return marks_.empty() ? raw_offset() : marks_.front().file;
}

std::optional<uint64_t> ByteStream::member() {
  if (coding_ == Coding::kNone) return std::nullopt;
  file_offset();
  return marks_.empty() ? offset() : marks_.front().stream;
}

void ByteStream::Jump(uint64_t place, ReadBytes read) {
  read_ = std::move(read);
  raw_.clear();
  raw_next_ = 0;
  raw_base_ = place;
  raw_end_ = false;
  begin_ = end_ = 0;
  base_ = coding_ == Coding::kNone ? place : 0;
  marks_.clear();
  in_member_ = gap_ = ended_ = false;
  if (coding_ != Coding::kNone) FindMember(nullptr);
}

// More decoded bytes; false at a gap and at the end.
bool ByteStream::Produce() {
  if (!begun_) {
    begun_ = true;
    NeedRaw(kMagicSize);
    coding_ = DetectCoding(RawRest());
    if (coding_ != Coding::kNone) decoder_ = MakeDecoder(coding_);
  }
  if (gap_ || ended_) return false;
  return coding_ == Coding::kNone ? ProducePlain() : ProduceDecoded();
}

bool ByteStream::ProducePlain() {
  if (RawRest().empty() && !ReadRaw()) {
    ended_ = true;
    return false;
  }
  const std::string_view bytes = RawRest();
  std::memcpy(Room(bytes.size()), bytes.data(), bytes.size());
  end_ += bytes.size();
  intact_ += bytes.size();
  raw_next_ = raw_.size();
  return true;
}

bool ByteStream::ProduceDecoded() {
  while (in_member_ || BeginMember()) {
    const Decoder::Step step = DecodeStep();
    raw_next_ += step.taken;
    end_ += step.given;
    if (step.state == Decoder::State::kDamaged) {
      GiveUpMember(decoder_->error());
    } else if (step.state == Decoder::State::kEnd) {
      in_member_ = false;
      intact_ += raw_offset() - member_file_;
    } else if (step.taken == 0 && step.given == 0 && !ReadRaw()) {
      GiveUpMember("ends too early");
    } else {
      const uint64_t given = base_ + end_ - member_stream_;
      const uint64_t taken = raw_offset() - member_file_;
      if (given > limits_.bomb_floor && given / limits_.bomb_ratio > taken) {
        in_member_ = false;
        Leave(member_file_, "grows to more than " + std::to_string(limits_.bomb_ratio) + " times its size");
      }
    }
    if (step.given > 0) return true;
  }
  return false;
}

Decoder::Step ByteStream::DecodeStep() {
  if (coding_ == Coding::kGzip && raw_offset() == member_file_) {
    NeedRaw(kWholeMember);
    const Decoder::Step whole = decoder_->DecodeWhole(RawRest(), Room(kWholeContent), kWholeContent);
    if (whole.state == Decoder::State::kEnd) return whole;
  }
  return decoder_->Decode(RawRest(), Room(kChunk), kChunk);
}

bool ByteStream::BeginMember() {
  if (gap_ || ended_) return false;
  NeedRaw(kMagicSize);
  if (RawRest().empty()) {
    ended_ = true;
    return false;
  }
  member_file_ = raw_offset();
  member_stream_ = base_ + end_;
  if (!BeginsMember(coding_, RawRest())) {
    Leave(member_file_, "no member begins here");
    return false;
  }
  decoder_->Reset();
  in_member_ = true;
  if (!marks_.empty() && marks_.back().stream == member_stream_) marks_.pop_back();
  marks_.push_back({member_stream_, member_file_});
  return true;
}

// The next member may begin before the place where decoding failed, if this one was cut short.
void ByteStream::GiveUpMember(std::string_view reason) {
  std::string text(reason);
  in_member_ = false;
  const uint64_t first = std::max(member_file_ + 1, raw_base_);
  const uint64_t back = raw_offset() > first ? raw_offset() - first : 0;
  if (replayed_ + back <= kReplayFloor + kReplayFactor * file_bytes()) {
    replayed_ += back;
    raw_next_ -= back;
  }
  Leave(member_file_, std::move(text));
}

// Goes to the next member and makes a gap of what lies before it.
void ByteStream::Leave(uint64_t file_begin, std::string reason) {
  left_out_ = {};
  const bool kept_whole = file_begin >= raw_base_;
  if (kept_whole) left_out_.bytes.assign(raw_, file_begin - raw_base_, raw_offset() - file_begin);
  FindMember(kept_whole ? &left_out_.bytes : nullptr);
  gap_ = true;
  gap_origin_ = member_stream_;
  left_out_.layer = Damage::Layer::kFile;
  left_out_.range = {file_begin, raw_offset()};
  left_out_.file_offset = file_begin;
  left_out_.reason = std::string(CodingName(coding_)) + " data: " + std::move(reason);
}

// Puts what it passes over into `kept`, unless that is null.
void ByteStream::FindMember(std::string* kept) {
  const auto pass = [&](size_t size) {
    if (kept) kept->append(raw_, raw_next_, std::min(size, kMostKept - std::min(kMostKept, kept->size())));
    raw_next_ += size;
  };
  while (NeedRaw(kMagicSize) || !RawRest().empty()) {
    const std::string_view rest = RawRest();
    // The last bytes are looked at again when more are there.
    const size_t end = raw_end_ ? rest.size() : rest.size() - kMagicSize + 1;
    size_t i = 0;
    while (i < end && !BeginsMember(coding_, rest.substr(i))) ++i;
    pass(i);
    if (i == end) continue;
    if (IsDecodable()) return;
    pass(1);
  }
}

// Whether a member at this place can be decoded for a while.
bool ByteStream::IsDecodable() {
  if (replayed_ > kReplayFloor + kReplayFactor * file_bytes()) return true;
  NeedRaw(kTrial);
  std::string_view rest = RawRest().substr(0, kTrial);
  replayed_ += rest.size();
  decoder_->Reset();
  char* const room = Room(kChunk);  // what is written there is not taken over
  Decoder::Step step;
  do {
    step = decoder_->Decode(rest, room, kChunk);
    rest.remove_prefix(step.taken);
  } while (step.state == Decoder::State::kMore && step.given + step.taken > 0 && !rest.empty());
  return step.state != Decoder::State::kDamaged;
}

// Sees to it that `size` raw bytes are there; false if the file ends before.
bool ByteStream::NeedRaw(size_t size) {
  while (RawRest().size() < size) {
    if (!ReadRaw()) return false;
  }
  return true;
}

bool ByteStream::ReadRaw() {
  if (raw_end_) return false;
  size_t kept = raw_next_;
  if (in_member_) kept = std::min<size_t>(kept, std::max<uint64_t>(member_file_, raw_base_) - raw_base_);
  kept = std::max(kept, raw_next_ - std::min(raw_next_, kRewind));
  if (kept == raw_.size() || kept >= kRewind) {  // else the bytes would be moved too often
    raw_.erase(0, kept);
    raw_base_ += kept;
    raw_next_ -= kept;
  }
  const size_t size = raw_.size();
  raw_.resize(size + kReadSize);
  const ssize_t got = read_(raw_.data() + size, kReadSize);
  if (got < 0) status_ = Status::Io(strerrordesc_np(errno));
  raw_end_ = got <= 0;
  raw_.resize(size + (raw_end_ ? 0 : static_cast<size_t>(got)));
  return !raw_end_;
}

// Room for `size` more decoded bytes.
char* ByteStream::Room(size_t size) {
  const size_t used = end_ - begin_;
  if (capacity_ - end_ < size || (begin_ > kHot && used < begin_ / 4)) {
    const bool grow = used + size > capacity_ / 2;
    const size_t capacity = grow ? 2 * (used + size) : capacity_;
    auto fresh = grow ? std::make_unique_for_overwrite<char[]>(capacity) : nullptr;
    char* const target = grow ? fresh.get() : data_.get();
    if (used) std::memmove(target, data_.get() + begin_, used);
    if (grow) data_ = std::move(fresh);
    capacity_ = capacity;
    base_ += begin_;
    begin_ = 0;
    end_ = used;
  }
  return data_.get() + end_;
}

}  // namespace dechaff::crawl
