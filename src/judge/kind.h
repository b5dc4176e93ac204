// What kind of page a page is: a small model of symmetric trees over what is known of the whole page, read
// from a table that rules/model/train.py writes.
//
// Table, little endian: "DCKM", u32 features, u32 trees, f32 scale; then for each tree 4 × u8 feature, 4 × u8
// threshold, 16 leaves of kPageKindCount × i16. The log-odds of a kind, but for a constant, are scale × the
// sum of its leaves.
#ifndef DECHAFF_JUDGE_KIND_H_
#define DECHAFF_JUDGE_KIND_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "dechaff/status.h"

namespace dechaff::judge {

// In the order of the table's leaves.
enum class PageKind : uint8_t {
  kArticle,
  kDocumentation,
  kService,
  kForum,
  kListing,
  kCollection,
  kProduct,
  kCount
};
inline constexpr size_t kPageKindCount = static_cast<size_t>(PageKind::kCount);

// Of each kind; they add up to 1.
using KindChances = std::array<float, kPageKindCount>;

class KindModel {
 public:
  // Errors if `table` is no table for rows of `row_size` bytes.
  static StatusOr<KindModel> Parse(std::string_view table, size_t row_size);
  // Of the page that `row` describes. Thread safe.
  KindChances Judge(std::span<const uint8_t> row) const;

 private:
  static constexpr size_t kDepth = 4;
  struct Tree {
    std::array<uint8_t, kDepth> feature, threshold;
    std::array<std::array<int16_t, kPageKindCount>, size_t{1} << kDepth> leaves;
  };
  float scale_ = 0;
  std::vector<Tree> trees_;
};

}  // namespace dechaff::judge

#endif  // DECHAFF_JUDGE_KIND_H_
