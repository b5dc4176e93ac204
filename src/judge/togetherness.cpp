// Runs of blocks of one row; lines of numbers that count up.
#include "judge/togetherness.h"

#include <algorithm>
#include <cstdint>

namespace dechaff::judge {

void KeepRowsWhole(const page::Page& page, std::vector<Verdict>* verdicts) {
  constexpr uint32_t kShortCell = 5;  // tokens; longer cells are those of tables that lay a page out
  const std::vector<page::Block>& blocks = page.blocks;
  for (size_t i = 0; i < blocks.size();) {
    if (blocks[i].row == 0) {  // in no table
      ++i;
      continue;
    }
    size_t end = i, kept = 0;
    bool data = true;
    for (; end < blocks.size() && blocks[end].row == blocks[i].row; ++end) {
      const page::Block& b = blocks[end];
      const page::Measures own = page.Own(end);
      const bool is_kept = (*verdicts)[end].kept;
      kept += is_kept;
      const bool short_cell =
          own.tokens <= kShortCell && own.link_tokens == 0 && b.kind == ParagraphKind::kText;
      data &= (is_kept || short_cell) && !page.elements[b.element].hidden;
    }
    if (data && kept * 2 > end - i) {
      for (size_t j = i; j < end; ++j) (*verdicts)[j].kept = true;
    }
    i = end;
  }
}

bool IsLineNumbers(std::string_view text) {
  constexpr size_t kFewest = 2, kMostDigits = 7;
  size_t lines = 0;
  uint32_t expected = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '.'))
      line.remove_suffix(1);
    if (line.empty() && text.empty()) break;
    if (line.empty() || line.size() > kMostDigits) return false;
    uint32_t number = 0;
    for (const char c : line) {
      if (c < '0' || c > '9') return false;
      number = number * 10 + static_cast<uint32_t>(c - '0');
    }
    if (lines++ > 0 && number != expected) return false;
    expected = number + 1;
  }
  return lines >= kFewest;
}

}  // namespace dechaff::judge
