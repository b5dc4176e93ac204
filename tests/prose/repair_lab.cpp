// The view that rules/repair has of sentence repair, over text with a paragraph a line and an empty
// line between documents:
//   repair_lab columns              the names of the columns
//   repair_lab features [RULES] <TEXT   for each candidate its byte offset, "space" or "stop", whether it is
//                                   vetoed, then its value in each column
//   repair_lab gaps MODE [RULES] <TEXT  byte offset, kind and score of each gap
//   repair_lab mend MODE [RULES] <TEXT  the text with its gaps filled
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "prose/repair.h"
#include "prose/repair_evidence.h"
#include "prose/repair_features.h"
#include "prose/repair_scan.h"
#include "prose/repair_tables.h"

namespace dechaff::prose {
namespace {

struct Paragraph {
  size_t offset;
  std::string_view text;
};

// Calls `visit(evidence, paragraphs)` for each document of `text`.
template <typename Visit>
void EachDocument(std::string_view text, Visit visit) {
  std::vector<Paragraph> paragraphs;
  Evidence evidence;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!line.empty()) {
      paragraphs.push_back({begin, line});
      evidence.Add(line);
    }
    if (line.empty() || end == text.size()) {
      visit(evidence, paragraphs);
      paragraphs.clear();
      evidence.Clear();
    }
    begin = end + 1;
  }
}

void PrintColumns() {
  for (std::string_view name : FeatureNames()) std::cout << name << '\n';
}

void PrintFeatures(std::string_view text, const RepairTables& tables) {
  EachDocument(text, [&](Evidence& evidence, const std::vector<Paragraph>& paragraphs) {
    Evidence::Impl& words = Evidence::Impl::Of(evidence);
    for (size_t i = 0; i < paragraphs.size(); ++i) {
      const std::span<const Candidate> candidates = words.CandidatesOf(i);
      for (size_t k = 0; k < candidates.size(); ++k) {
        const Candidate& c = candidates[k];
        const Features features = Describe(words, i, k, tables, true);
        std::cout << paragraphs[i].offset + c.offset << (c.after_stop ? "\tspace\t" : "\tstop\t")
                  << features.vetoed;
        for (uint8_t value : features.values) std::cout << '\t' << int{value};
        std::cout << '\n';
      }
    }
  });
}

void PrintGaps(std::string_view text, const Repairer& repairer, RepairMode mode, bool mend) {
  size_t written = 0;
  EachDocument(text, [&](Evidence& evidence, const std::vector<Paragraph>& paragraphs) {
    std::vector<Gap> gaps;
    for (size_t i = 0; i < paragraphs.size(); ++i) {
      const Paragraph& p = paragraphs[i];
      repairer.Find(evidence, i, mode, &gaps);
      for (const Gap& gap : gaps) {
        const size_t offset = p.offset + gap.offset;
        const bool space = gap.kind == EditKind::kSpace;
        if (mend) {
          std::cout << text.substr(written, offset - written) << (space ? " " : ". ");
        } else {
          std::cout << offset << (space ? "\tspace\t" : "\tstop\t") << gap.score << '\n';
        }
        written = offset;
      }
    }
  });
  if (mend) std::cout << text.substr(written);
}

RepairMode ModeOf(std::string_view name) {
  return name == "cautious" ? RepairMode::kCautious
         : name == "bold"   ? RepairMode::kBold
                            : RepairMode::kNormal;
}

int Run(const std::vector<std::string>& arguments) {
  const std::string action = arguments.empty() ? "" : arguments[0];
  if (action == "columns") return PrintColumns(), 0;
  const size_t rules = action == "features" ? 1 : 2;
  if (action != "features" && action != "gaps" && action != "mend") return 2;
  if (arguments.size() < rules) return 2;
  const std::string rules_dir = arguments.size() > rules ? arguments[rules] : "";
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  if (action == "features") {
    RepairTables tables;
    if (Status s = tables.Load(rules_dir); !s.ok()) return std::cerr << s.message() << '\n', 1;
    return PrintFeatures(text, tables), 0;
  }
  StatusOr<Repairer> repairer = Repairer::Create(rules_dir);
  if (!repairer.ok()) return std::cerr << repairer.status().message() << '\n', 1;
  return PrintGaps(text, repairer.value(), ModeOf(arguments[1]), action == "mend"), 0;
}

}  // namespace
}  // namespace dechaff::prose

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return dechaff::prose::Run(std::vector<std::string>(argv + 1, argv + argc));
}
