// The skeleton of a page: its tags without their attributes, one character for each text run. Gumbo
// builds the same tree from it as from the page, in a tenth of the time, and the pieces lead back from
// its nodes to the page.
//
// What Gumbo 0.10.1 does otherwise than the HTML Standard is mended here, by giving elements that it
// would confuse other names (see SkeletonName in the .cpp); what would make it slow or abort is left out.
#ifndef DECHAFF_HTML_SKELETON_H_
#define DECHAFF_HTML_SKELETON_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/open_estimate.h"
#include "html/tag.h"
#include "html/tokenizer.h"

namespace dechaff::html {

class Skeleton {
 public:
  // So many unknown elements can be open at once and still be told apart.
  static constexpr size_t kStandIns = 20;

  // What a position of the skeleton stands for in the source.
  struct Piece {
    uint32_t at;     // in the skeleton: the '<' of a start tag, or the character for a text run
    uint32_t begin;  // in the source, as in Node
    uint32_t finish;
    uint16_t name_size;
    Tag tag;   // kText: a text run
    bool raw;  // text without character references
  };

  // Builds the skeleton of `source`. Linear.
  void Build(std::string_view source);

  const std::string& text() const { return text_; }
  // In the order of `at`.
  const std::vector<Piece>& pieces() const { return pieces_; }
  // The first piece at or behind that position (pieces().size() if none); `hint` is where to look first.
  size_t PieceAt(size_t at, size_t hint) const;
  // The first start tag of html or body that counts, whose attributes an implied element takes over;
  // nullptr if there is none.
  const Piece* LateTag(Tag tag) const {
    size_t index = tag == Tag::html_ ? first_html_ : first_body_;
    return index == kNoPiece ? nullptr : &pieces_[index];
  }
  // Start tags were left out to keep the tree's depth in bounds.
  bool flattened() const { return estimate_.dropped_any(); }

 private:
  // The unknown element that has one of the stand-in names for now.
  struct StandIn {
    std::string_view name;
    uint32_t open = 0;  // start tags without their end tag
  };

  void Doctype(const Token& token);
  void StartTag(const Token& token);
  void EndTag(const Token& token);
  void Text(uint32_t begin, uint32_t finish);
  void RawContentOf(const Token& token, RawKind kind);
  void EndTextRun();
  void AddText(char character, uint32_t begin, uint32_t finish, bool raw);
  void WriteName(const Token& token, bool foreign);
  std::string_view StandInName(const Token& token, bool foreign);
  void WriteSteeringAttributes(const Token& token, bool foreign);
  std::string_view Range(uint32_t begin, uint32_t finish) const {
    return source_.substr(begin, finish - begin);
  }

  static constexpr size_t kNoPiece = ~size_t{0};

  std::string_view source_;
  Tokenizer tokenizer_{{}};
  std::string text_;
  std::vector<Piece> pieces_;
  std::array<StandIn, kStandIns> stand_ins_;
  OpenEstimate estimate_;
  size_t first_html_ = kNoPiece;
  size_t first_body_ = kNoPiece;
  bool had_doctype_ = false;
  bool skip_newline_ = false;
};

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_SKELETON_H_
