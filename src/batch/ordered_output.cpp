// Brings the output of parallel jobs into order; see ordered_output.h.
#include "batch/ordered_output.h"

#include <utility>

namespace dechaff::batch {

OrderedOutput::OrderedOutput(Consumer* consumer, Limits limits)
    : consumer_(consumer), buffer_limit_(limits.buffer), slots_(limits.window) {}

std::optional<uint64_t> OrderedOutput::Open() {
  std::unique_lock lock(mutex_);
  moved_.wait(lock,
              [&] { return stopped() || next_ < head_.load(std::memory_order_relaxed) + slots_.size(); });
  if (stopped()) return std::nullopt;
  return next_++;
}

bool OrderedOutput::Write(uint64_t job, std::string_view bytes) {
  if (stopped()) return false;
  Slot& slot = SlotOf(job);
  if (!IsHead(job) && slot.waiting.size() + bytes.size() <= buffer_limit_) {
    slot.waiting.append(bytes);
    return true;
  }
  if (!WaitForTurn(job)) return false;
  return (PassOn(&slot) && consumer_->Write(bytes)) || Stop();
}

bool OrderedOutput::Flush(uint64_t job) {
  if (stopped()) return false;
  if (!IsHead(job)) return true;
  return (PassOn(&SlotOf(job)) && consumer_->Flush()) || Stop();
}

void OrderedOutput::Close(uint64_t job, Outcome outcome) {
  const std::lock_guard lock(mutex_);
  Slot& closing = SlotOf(job);
  closing.outcome = std::move(outcome);
  closing.closed = true;
  uint64_t head = head_.load(std::memory_order_relaxed);
  if (job != head) return;
  while (SlotOf(head).closed) {
    Slot& slot = SlotOf(head);
    const bool consumed = stopped() || (PassOn(&slot) && consumer_->Finish(slot.outcome));
    if (!consumed) stopped_.store(true, std::memory_order_release);
    slot.closed = false;
    ++head;
  }
  head_.store(head, std::memory_order_release);
  moved_.notify_all();
}

void OrderedOutput::Drain() {
  {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return stopped() || IsHead(next_); });
  }
  if (!stopped() && !consumer_->Flush()) Stop();
}

bool OrderedOutput::WaitForTurn(uint64_t job) {
  if (!IsHead(job)) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return stopped() || IsHead(job); });
  }
  return !stopped();
}

// Hands the consumer what the slot held back. REQUIRES: it is the head's.
bool OrderedOutput::PassOn(Slot* slot) {
  if (slot->waiting.empty()) return true;
  const bool consumed = consumer_->Write(slot->waiting);
  slot->waiting.clear();
  return consumed;
}

bool OrderedOutput::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_.store(true, std::memory_order_release);
  }
  moved_.notify_all();
  return false;
}

}  // namespace dechaff::batch
