// Gives equal 64-bit keys equal small numbers: an open-addressing table that is reused from page to page.
#ifndef DECHAFF_JUDGE_ID_TABLE_H_
#define DECHAFF_JUDGE_ID_TABLE_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/hash.h"

namespace dechaff::judge {

class IdTable {
 public:
  // Forgets all keys and makes room for `keys` of them.
  void Reset(size_t keys) {
    slots_.assign(std::bit_ceil(2 * keys + 2), {});
    count_ = 0;
  }
  uint32_t size() const { return count_; }
  // The number of `key`: 0 for the first that was seen, and so on. REQUIRES: room.
  uint32_t Id(uint64_t key) {
    key = key * multiplier_ | 1;  // 0 marks an empty slot
    const size_t mask = slots_.size() - 1;
    for (size_t i = (key >> 32) & mask;; i = (i + 1) & mask) {
      if (slots_[i].key == key) return slots_[i].id;
      if (slots_[i].key == 0) {
        slots_[i] = {key, count_};
        return count_++;
      }
    }
  }

 private:
  struct Slot {
    uint64_t key = 0;
    uint32_t id = 0;
  };
  // Odd and secret, so that no page can be written whose keys all come to one slot.
  uint64_t multiplier_ = text::Secret() | 1;
  std::vector<Slot> slots_;
  uint32_t count_ = 0;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_ID_TABLE_H_
