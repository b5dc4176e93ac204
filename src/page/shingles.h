// Which runs of four words a text has, to see how much of another text is said in it.
#ifndef DECHAFF_PAGE_SHINGLES_H_
#define DECHAFF_PAGE_SHINGLES_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace dechaff::page {

// The shingles of a text, each run of four tokens (see Measures) in folded case. Their set is kept as bits
// under two hashes; one in a thousand that is not in it is taken for one that is. Reused from page to page.
class ShingleSet {
 public:
  // Empties the set and makes room for the shingles of `bytes` of text.
  void Reset(size_t bytes);
  // Adds the shingles of `text`. Linear.
  void Add(std::string_view text);
  // How many were added, each time one was.
  uint32_t added() const { return added_; }

  struct Overlap {
    uint32_t shingles = 0;  // of the text
    uint32_t found = 0;     // of them in the set
    uint32_t fresh = 0;     // of them in the set and not yet used up
  };
  // Of the shingles of `text`, how many are in the set. Linear.
  Overlap Compare(std::string_view text) const;
  // Uses those of `text` up. Linear.
  void Use(std::string_view text);

 private:
  std::vector<uint64_t> bits_, used_;
  uint64_t mask_ = 0;
  uint32_t added_ = 0;
};

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_SHINGLES_H_
