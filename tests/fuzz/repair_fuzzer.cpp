// Sentence repair on any text: gaps lie in order between characters, and a filled gap is none any more.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "prose/repair.h"
#include "text/utf8.h"

namespace {

using dechaff::EditKind;
using dechaff::RepairMode;
using dechaff::prose::Evidence;
using dechaff::prose::Gap;
using dechaff::prose::Repairer;

void Require(bool condition) {
  if (!condition) std::abort();
}

std::vector<Gap> FindIn(const Repairer& repairer, std::string_view text) {
  Evidence evidence;
  evidence.Add(text);
  std::vector<Gap> gaps;
  repairer.Find(evidence, 0, RepairMode::kBold, &gaps);
  return gaps;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const dechaff::StatusOr<Repairer> made = Repairer::Create("");
  Require(made.ok());
  std::string_view text(reinterpret_cast<const char*>(data), size);
  text = text.substr(0, dechaff::text::ValidUtf8Prefix(text));

  std::string filled;
  std::vector<size_t> ends;  // of what was put in
  size_t written = 0;
  for (const Gap& gap : FindIn(made.value(), text)) {
    Require(gap.offset > written && gap.offset < text.size());
    Require(!dechaff::text::IsContinuation(text[gap.offset]));
    Require(gap.kind == EditKind::kSpace || gap.kind == EditKind::kStop);
    Require(gap.score >= 0 && gap.score <= 1);
    filled.append(text.substr(written, gap.offset - written))
        .append(gap.kind == EditKind::kSpace ? " " : ". ");
    ends.push_back(filled.size());
    written = gap.offset;
  }
  filled.append(text.substr(written));
  for (const Gap& gap : FindIn(made.value(), filled)) {
    for (size_t end : ends) Require(gap.offset != end);
  }
  made.value().Seam(text.substr(0, written), text.substr(written));
  return 0;
}
