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

std::string_view ByteStream::Peek(size_t wanted) {
  while (data_.rest().size() < wanted && Produce()) {
  }
  stop_ = data_.rest().size() >= wanted ? Stop::kNone : gap_ ? Stop::kGap : Stop::kEnd;
  return data_.rest();
}

void ByteStream::PassGap() {
  gap_ = false;
  reporter_->Skipped(left_out_);
}

uint64_t ByteStream::file_offset() {
  if (coding_ == Coding::kNone) return offset();
  while (marks_.size() > 1 && marks_[1].stream <= offset()) marks_.pop_front();
  return marks_.empty() ? raw_.offset() : marks_.front().file;
}

std::optional<uint64_t> ByteStream::member() {
  if (coding_ == Coding::kNone) return std::nullopt;
  file_offset();
  return marks_.empty() ? offset() : marks_.front().stream;
}

void ByteStream::Jump(uint64_t place, ReadBytes read) {
  read_ = std::move(read);
  raw_.Clear(place);
  raw_end_ = false;
  data_.Clear(coding_ == Coding::kNone ? place : 0);
  marks_.clear();
  in_member_ = gap_ = ended_ = false;
  if (coding_ != Coding::kNone) FindMember(nullptr);
}

// More decoded bytes; false at a gap and at the end.
bool ByteStream::Produce() {
  if (!begun_) {
    begun_ = true;
    NeedRaw(kMagicSize);
    coding_ = DetectCoding(raw_.rest());
    if (coding_ != Coding::kNone) decoder_ = MakeDecoder(coding_);
  }
  if (gap_ || ended_) return false;
  return coding_ == Coding::kNone ? ProducePlain() : ProduceDecoded();
}

bool ByteStream::ProducePlain() {
  if (raw_.rest().empty() && !ReadRaw()) {
    ended_ = true;
    return false;
  }
  const std::string_view bytes = raw_.rest();
  std::memcpy(data_.Room(bytes.size()), bytes.data(), bytes.size());
  data_.Add(bytes.size());
  intact_ += bytes.size();
  raw_.Use(bytes.size());
  return true;
}

bool ByteStream::ProduceDecoded() {
  while (in_member_ || BeginMember()) {
    const Decoder::Step step = DecodeStep();
    raw_.Use(step.taken);
    data_.Add(step.given);
    if (step.state == Decoder::State::kDamaged) {
      GiveUpMember(decoder_->error());
    } else if (step.state == Decoder::State::kEnd) {
      in_member_ = false;
      intact_ += raw_.offset() - member_file_;
    } else if (step.taken == 0 && step.given == 0 && !ReadRaw()) {
      GiveUpMember("ends too early");
    } else {
      const uint64_t given = data_.end() - member_stream_;
      const uint64_t taken = raw_.offset() - member_file_;
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
  if (coding_ == Coding::kGzip && raw_.offset() == member_file_) {
    NeedRaw(kWholeMember);
    const Decoder::Step whole = decoder_->DecodeWhole(raw_.rest(), data_.Room(kWholeContent), kWholeContent);
    if (whole.state == Decoder::State::kEnd) return whole;
  }
  return decoder_->Decode(raw_.rest(), data_.Room(kChunk), kChunk);
}

bool ByteStream::BeginMember() {
  if (gap_ || ended_) return false;
  NeedRaw(kMagicSize);
  if (raw_.rest().empty()) {
    ended_ = true;
    return false;
  }
  member_file_ = raw_.offset();
  member_stream_ = data_.end();
  if (!BeginsMember(coding_, raw_.rest())) {
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
  const uint64_t first = std::max(member_file_ + 1, raw_.first());
  if (raw_.offset() < first) raw_.Use(1);  // what the decoder took nothing of
  const uint64_t back = raw_.offset() - first;
  if (replayed_ + back <= kReplayFloor + kReplayFactor * file_bytes()) {
    replayed_ += back;
    raw_.GoBackTo(raw_.offset() - back);
  }
  Leave(member_file_, std::move(text));
}

// Goes to the next member and makes a gap of what lies before it.
void ByteStream::Leave(uint64_t file_begin, std::string reason) {
  left_out_ = {};
  const bool kept_whole = file_begin >= raw_.first();
  if (kept_whole) left_out_.bytes = raw_.Since(file_begin);
  FindMember(kept_whole ? &left_out_.bytes : nullptr);
  gap_ = true;
  gap_origin_ = member_stream_;
  left_out_.layer = Damage::Layer::kFile;
  left_out_.range = {file_begin, raw_.offset()};
  left_out_.file_offset = file_begin;
  left_out_.reason = std::string(CodingName(coding_)) + " data: " + std::move(reason);
}

// Puts what it passes over into `kept`, unless that is null.
void ByteStream::FindMember(std::string* kept) {
  const auto pass = [&](size_t size) {
    if (kept)
      kept->append(raw_.rest().substr(0, std::min(size, kMostKept - std::min(kMostKept, kept->size()))));
    raw_.Use(size);
  };
  while (NeedRaw(kMagicSize) || !raw_.rest().empty()) {
    const std::string_view rest = raw_.rest();
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
  std::string_view rest = raw_.rest().substr(0, kTrial);
  replayed_ += rest.size();
  decoder_->Reset();
  char* const room = data_.Room(kChunk);  // what is written there is not taken over
  Decoder::Step step;
  do {
    step = decoder_->Decode(rest, room, kChunk);
    rest.remove_prefix(step.taken);
  } while (step.state == Decoder::State::kMore && step.given + step.taken > 0 && !rest.empty());
  return step.state != Decoder::State::kDamaged;
}

// Sees to it that `size` raw bytes are there; false if the file ends before.
bool ByteStream::NeedRaw(size_t size) {
  while (raw_.rest().size() < size) {
    if (!ReadRaw()) return false;
  }
  return true;
}

bool ByteStream::ReadRaw() {
  if (raw_end_) return false;
  const uint64_t held = raw_.offset() - raw_.first();
  const uint64_t back = in_member_ ? std::min(held, raw_.offset() - member_file_) : 0;
  char* const room = raw_.Room(kReadSize, std::min<size_t>(back, kRewind));
  const ssize_t got = read_(room, kReadSize);
  if (got < 0) status_ = Status::Io(strerrordesc_np(errno));
  raw_end_ = got <= 0;
  if (!raw_end_) raw_.Add(static_cast<size_t>(got));
  return !raw_end_;
}

}  // namespace dechaff::crawl
