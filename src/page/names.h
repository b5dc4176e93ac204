// What the words in an element's class, id and role say about it. The words and their groups are data:
// rules/names.
#ifndef DECHAFF_PAGE_NAMES_H_
#define DECHAFF_PAGE_NAMES_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "dechaff/status.h"
#include "text/hash.h"

namespace dechaff::page {

// The groups, in the order of bits of a NameSet. rules/names has a section for each.
// clang-format off
#define DECHAFF_NAME_GROUPS(X)                                                                    \
  X(Navigation, "navigation") X(Header, "header") X(Footer, "footer") X(Sidebar, "sidebar")       \
  X(Related, "related") X(Share, "share") X(Advert, "advert") X(Comment, "comment")               \
  X(Cookie, "cookie") X(Login, "login") X(Search, "search") X(Promo, "promo") X(Widget, "widget") \
  X(Byline, "byline") X(Tags, "tags") X(Paging, "paging") X(Caption, "caption")                   \
  X(Hidden, "hidden") X(Modal, "modal") X(Author, "author") X(Contents, "contents")               \
  X(Copyright, "copyright") X(Teaser, "teaser") X(Review, "review") X(Price, "price")             \
  X(Code, "code") X(Article, "article") X(Content, "content") X(Post, "post") X(Title, "title")   \
  X(Description, "description")
// clang-format on

enum class NameGroup : uint8_t {
#define DECHAFF_NAME_ENUM(id, name) k##id,
  DECHAFF_NAME_GROUPS(DECHAFF_NAME_ENUM)
#undef DECHAFF_NAME_ENUM
      kCount,
};

// A set of groups.
class NameSet {
 public:
  constexpr NameSet() = default;
  constexpr explicit NameSet(uint32_t bits) : bits_(bits) {}
  constexpr NameSet(std::initializer_list<NameGroup> groups) {
    for (NameGroup g : groups) Add(g);
  }
  constexpr void Add(NameGroup g) { bits_ |= uint32_t{1} << static_cast<int>(g); }
  constexpr void Add(NameSet s) { bits_ |= s.bits_; }
  constexpr bool Has(NameGroup g) const { return (bits_ >> static_cast<int>(g)) & 1; }
  constexpr bool Any(NameSet s) const { return (bits_ & s.bits_) != 0; }
  constexpr uint32_t bits() const { return bits_; }

 private:
  uint32_t bits_ = 0;
};

// What names were found to say: pages repeat theirs, and pages of one site each other's. It belongs to one
// NameBook and to one thread at a time; names go by a hash of 64 bits, as words do.
struct NameMemo {
  struct Entry {
    uint64_t key = 0;
    uint32_t groups = 0;
    int32_t weight = 0;
  };
  text::SecretHash hash;
  std::array<Entry, 512> entries{};  // more hit oftener, but lie farther from the processor
};

// Looks words up. Compiled once; const use from many threads is safe.
class NameBook {
 public:
  // `rules_dir` empty = built in. Errors name the file and line.
  static StatusOr<NameBook> Create(const std::string& rules_dir);

  // The groups of the words of one class, id or role value. Words are parted at every character that is
  // no ASCII letter and where a capital follows a small letter; the parts of one name together are
  // looked up as well ("main-content" → main, content, maincontent). Linear.
  // What text under such words was in the pages that the weights were learnt from is added to `weight`, in
  // 1/kWeightScale of log-odds of being main content.
  NameSet Find(std::string_view value, NameMemo* memo, int32_t* weight) const;
  NameSet Find(std::string_view value) const;

  // Begins to bring the learnt weights near, for a page of many names.
  void Fetch() const;

  // Appends the hash of each word that Find looks up, for those who learn the weights.
  static void Hashes(std::string_view value, std::vector<uint64_t>* hashes);

  static constexpr int kWeightScale = 32;

 private:
  struct Slot {
    uint64_t hash = 0;
    uint32_t groups = 0;
  };
  Status Parse(std::string_view rules, const std::string& file);
  Status TakeWeights(std::string_view table, const std::string& file);
  void Insert(std::string_view word, NameGroup group);
  uint32_t GroupsOf(uint64_t hash) const;
  int32_t WeightOf(uint64_t hash) const;
  void LookUp(std::string_view name, NameMemo::Entry* said) const;

  static constexpr size_t kFilterBits = 14;
  std::vector<Slot> slots_;
  std::bitset<size_t{1} << kFilterBits> known_;  // of hashes, by their upper bits
  // Learnt weights by hash, open addressing: the hash's upper 24 bits, then the weight; 0 where there is
  // none.
  std::vector<uint32_t> weights_ = {0};
};

}  // namespace dechaff::page

#endif  // DECHAFF_PAGE_NAMES_H_
