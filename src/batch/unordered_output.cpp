// Gives on the output of each job as soon as it ends; see unordered_output.h.
#include "batch/unordered_output.h"

#include <numeric>
#include <utility>

namespace dechaff::batch {

UnorderedOutput::UnorderedOutput(Consumer* consumer, size_t jobs, size_t buffer)
    : consumer_(consumer), buffer_limit_(buffer), slots_(jobs), free_(jobs) {
  std::iota(free_.begin(), free_.end(), uint64_t{0});
}

std::optional<uint64_t> UnorderedOutput::Open() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [&] { return !free_.empty(); });
  if (stopped_) return std::nullopt;
  const uint64_t slot = free_.back();
  free_.pop_back();
  return slot;
}

bool UnorderedOutput::Write(uint64_t job, std::string_view bytes) {
  Slot& slot = slots_[job];
  if (!slot.has_turn && slot.waiting.size() + bytes.size() <= buffer_limit_) {
    slot.waiting.append(bytes);
    return !stopped_;
  }
  return TakeTurn(&slot) && Keep(consumer_->Write(bytes));
}

bool UnorderedOutput::Flush(uint64_t job) { return TakeTurn(&slots_[job]) && Keep(consumer_->Flush()); }

void UnorderedOutput::Close(uint64_t job, Outcome outcome) {
  Slot& slot = slots_[job];
  if (TakeTurn(&slot)) Keep(consumer_->Finish(outcome));
  slot.waiting.clear();
  slot.has_turn = false;
  turn_.unlock();
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(job);
  }
  freed_.notify_one();
}

void UnorderedOutput::Drain() {
  {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return free_.size() == slots_.size(); });
  }
  const std::lock_guard turn(turn_);
  if (!stopped_) Keep(consumer_->Flush());
}

// Hands the consumer what waits, and keeps it for this job; false when the run was stopped.
bool UnorderedOutput::TakeTurn(Slot* slot) {
  if (!std::exchange(slot->has_turn, true)) turn_.lock();
  if (stopped_) return false;
  if (slot->waiting.empty()) return true;
  const bool consumed = Keep(consumer_->Write(slot->waiting));
  slot->waiting.clear();
  return consumed;
}

bool UnorderedOutput::Keep(bool consumed) {
  if (!consumed) stopped_ = true;
  return consumed;
}

}  // namespace dechaff::batch
