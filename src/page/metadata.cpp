// Gathers what meta elements, linked data and the page's own elements offer, by rank; see metadata.h.
#include "page/metadata.h"

#include <algorithm>
#include <utility>

#include "html/attributes.h"
#include "html/scan.h"
#include "page/date.h"
#include "page/json_scan.h"
#include "page/title.h"

namespace dechaff::page {
namespace {

using html::Node;
using html::Tag;
using enum MetadataSource;

// Longer values are no metadata (bytes).
constexpr size_t kLongestName = 200;
constexpr size_t kMostHeadings = 16;

// White space folded; what stands between < and > left out, if asked.
std::string FoldSpace(std::string_view text, bool drop_tags) {
  std::string folded(text.size(), ' ');
  size_t size = 0;
  bool tag = false;
  for (const char c : text) {
    if (drop_tags && (c == '<' || (c == '>' && tag))) tag = c == '<';
    if (!html::IsSpace(c) && !tag && !(drop_tags && c == '>')) {
      folded[size++] = c;
    } else if (size > 0 && folded[size - 1] != ' ') {
      folded[size++] = ' ';
    }
  }
  folded.resize(size > 0 && folded[size - 1] == ' ' ? size - 1 : size);
  return folded;
}

std::string Folded(std::string_view raw, bool in_attribute) {
  std::string decoded;
  html::AppendDecoded(raw, in_attribute, &decoded);
  return FoldSpace(decoded, false);
}

// A raw string of the linked data. Many hold escaped HTML.
std::string Unescaped(std::string_view raw) {
  std::string text, decoded;
  AppendUnescaped(raw, &text);
  html::AppendDecoded(text, false, &decoded);
  return FoldSpace(decoded, true);
}

bool IsWebAddress(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

// "en_US" and "EN-us" are "en-us"; "" for what is no language tag.
std::string LanguageTag(std::string_view value) {
  std::string tag(value.substr(0, value.find_first_of(", ;")));
  for (char& c : tag) c = c == '_' ? '-' : html::LowerAscii(c);
  const size_t primary = std::min(tag.find('-'), tag.size());
  const bool letters = std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return primary >= 2 && primary <= 8 && letters && tag.size() <= 35 ? tag : std::string();
}

void SetIfEmpty(Stated* field, std::string value, MetadataSource source) {
  if (field->value.empty() && !value.empty()) *field = {std::move(value), source};
}

enum class Field : uint8_t { kTitle, kAuthor, kDate, kDescription, kLanguage, kUrl, kSite };
constexpr bool IsCredit(Field field) {
  return field == Field::kAuthor || field == Field::kDate || field == Field::kDescription;
}

// Names of meta elements: OpenGraph (https://ogp.me), Dublin Core, Highwire Press, and names in wide use.
struct MetaName {
  std::string_view name;
  Field field;
  MetadataSource source;
};
constexpr MetaName kMetaNames[] = {
    {"og:title", Field::kTitle, kOpenGraph},
    {"og:url", Field::kUrl, kOpenGraph},
    {"og:locale", Field::kLanguage, kOpenGraph},
    {"og:site_name", Field::kSite, kOpenGraph},
    {"og:description", Field::kDescription, kOpenGraph},
    {"article:author", Field::kAuthor, kOpenGraph},
    {"article:published_time", Field::kDate, kOpenGraph},
    {"og:article:published_time", Field::kDate, kOpenGraph},
    {"description", Field::kDescription, kMeta},
    {"twitter:description", Field::kDescription, kMeta},
    {"dc.description", Field::kDescription, kMeta},
    {"author", Field::kAuthor, kMeta},
    {"dc.creator", Field::kAuthor, kMeta},
    {"dcterms.creator", Field::kAuthor, kMeta},
    {"citation_author", Field::kAuthor, kMeta},
    {"parsely-author", Field::kAuthor, kMeta},
    {"sailthru.author", Field::kAuthor, kMeta},
    {"byl", Field::kAuthor, kMeta},
    {"date", Field::kDate, kMeta},
    {"pubdate", Field::kDate, kMeta},
    {"publishdate", Field::kDate, kMeta},
    {"publish-date", Field::kDate, kMeta},
    {"publish_date", Field::kDate, kMeta},
    {"publication_date", Field::kDate, kMeta},
    {"dc.date", Field::kDate, kMeta},
    {"dc.date.issued", Field::kDate, kMeta},
    {"dcterms.date", Field::kDate, kMeta},
    {"dcterms.issued", Field::kDate, kMeta},
    {"dcterms.created", Field::kDate, kMeta},
    {"citation_publication_date", Field::kDate, kMeta},
    {"citation_date", Field::kDate, kMeta},
    {"parsely-pub-date", Field::kDate, kMeta},
    {"sailthru.date", Field::kDate, kMeta},
    {"datepublished", Field::kDate, kMicrodata},
    {"content-language", Field::kLanguage, kMeta},
    {"language", Field::kLanguage, kMeta},
    {"application-name", Field::kSite, kMeta},
};

class Reader {
 public:
  Reader(const Page& page, const LinkedData& data, bool credits)
      : page_(page), tree_(*page.tree), data_(data), credits_(credits) {}

  Metadata Read() {
    ReadData();
    ReadElements();
    TitleCandidates titles{title_element_,       std::move(open_graph_title_),
                           std::move(headline_), m_.site.value,
                           m_.url.value,         Headings()};
    m_.title = ChooseTitle(titles);
    for (const Offer* offer : {&author_, &date_, &description_, &site_, &lang_, &url_}) {
      SetIfEmpty(offer->field, offer->value, offer->source);
    }
    return std::move(m_);
  }

 private:
  // A value that is taken only where nothing better turns up.
  struct Offer {
    Stated* field;
    std::string value;
    MetadataSource source = kNone;
  };

  // --- Linked data ---

  // The entity that the page is about: the first article, else recipe, product, ..., else the page.
  void ReadData() {
    const std::vector<Fact>& facts = data_.facts();
    uint32_t articles = 0, main = UINT32_MAX;
    int best = 0;
    for (uint32_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      if (!fact.object || !fact.top) continue;
      if (fact.types & kSiteType) SetOffer(&site_, Unescaped(data_.String(i, Property::kName)));
      const int rank = fact.types & kArticleType                                                  ? 3
                       : fact.types & (kRecipeType | kProductType | kQuestionsType | kReviewType) ? 2
                       : fact.types & kPageType                                                   ? 1
                                                                                                  : 0;
      articles += rank == 3;
      if (credits_ && fact.types & kPageType) ReadDates(i);
      if (rank > best) best = rank, main = i;
    }
    // A page with articles side by side is about none of them.
    constexpr uint32_t kFewArticles = 2;
    if (main != UINT32_MAX && articles <= kFewArticles) ReadMain(main);
  }

  void ReadMain(uint32_t main) {
    if (credits_) ReadCredits(main);
    const std::vector<std::string_view> publishers = data_.Names(main, Property::kPublisher);
    if (!publishers.empty()) SetOffer(&site_, Unescaped(publishers.front()));
    SetOffer(&lang_, LanguageTag(data_.String(main, Property::kLanguage)));
    std::string url = Unescaped(data_.String(main, Property::kUrl));
    if (IsWebAddress(url)) SetOffer(&url_, std::move(url));
    headline_ = Unescaped(data_.String(main, Property::kHeadline));
  }

  void ReadCredits(uint32_t main) {
    std::string authors;
    for (const Property property : {Property::kAuthor, Property::kCreator}) {
      if (!authors.empty()) break;
      for (const std::string_view name : data_.Names(main, property)) TakeAuthor(Unescaped(name), &authors);
    }
    SetIfEmpty(&m_.author, std::move(authors), kJsonLd);
    ReadDates(main);
    SetOffer(&description_, Unescaped(data_.String(main, Property::kDescription)));
  }

  void ReadDates(uint32_t entity) {
    std::string published = IsoDate(Unescaped(data_.String(entity, Property::kDatePublished)));
    if (!published.empty()) m_.date = {std::move(published), kJsonLd};
    SetOffer(&date_, IsoDate(Unescaped(data_.String(entity, Property::kDateCreated))));
  }

  static void SetOffer(Offer* offer, std::string value, MetadataSource source = kJsonLd) {
    if (offer->value.empty() && !value.empty()) offer->value = std::move(value), offer->source = source;
  }

  static void TakeAuthor(const std::string& name, std::string* authors) {
    if (name.size() <= kLongestName && !IsWebAddress(name)) AddAuthor(name, authors);
  }

  // --- Elements ---

  void ReadElements() {
    for (const uint32_t i : tree_.landmarks) {
      const Node& node = tree_.nodes[i];
      switch (node.tag) {
        case Tag::title_:
          if (title_element_.empty() && !(node.flags & html::kForeign)) ReadTitle(i);
          break;
        case Tag::meta_:
          ReadMeta(tree_.Attributes(node));
          break;
        case Tag::link_:
          ReadLink(tree_.Attributes(node));
          break;
        case Tag::time_:
          if (credits_) ReadTime(tree_.Attributes(node));
          break;
        case Tag::html_:
          ReadHtml(tree_.Attributes(node));
          break;
        default:
          break;
      }
    }
    if (credits_ && m_.date.value.empty()) SetOffer(&date_, DateInAddress(m_.url.value), kLink);
  }

  void ReadTitle(size_t node) {
    std::string text;
    for (size_t j = node + 1; j < tree_.nodes[node].end; ++j) {
      if (tree_.nodes[j].tag == Tag::kText) text += tree_.Text(tree_.nodes[j]);
    }
    title_element_ = Folded(text, false);
  }

  void ReadMeta(std::string_view attributes) {
    std::string_view key, content;
    bool item = false;
    for (html::AttributeReader a(attributes); a.Next();) {
      if (html::EqualsIgnoreCase(a.name(), "content")) {
        content = a.value();
      } else if (html::EqualsIgnoreCase(a.name(), "property") || html::EqualsIgnoreCase(a.name(), "name") ||
                 html::EqualsIgnoreCase(a.name(), "http-equiv")) {
        if (key.empty() || item) key = a.value(), item = false;
      } else if (html::EqualsIgnoreCase(a.name(), "itemprop") && key.empty()) {
        key = a.value(), item = true;
      }
    }
    if (content.empty()) return;
    for (const MetaName& known : kMetaNames) {
      if (known.name.size() != key.size() || !html::EqualsIgnoreCase(known.name, key)) continue;
      if (item && known.source != kMicrodata) continue;
      if (IsCredit(known.field) && !credits_) return;
      return TakeMeta(known, Folded(content, true));
    }
  }

  void TakeMeta(const MetaName& known, std::string value) {
    switch (known.field) {
      case Field::kTitle:
        if (open_graph_title_.empty()) open_graph_title_ = std::move(value);
        break;
      case Field::kAuthor:
        if (m_.author.source != kNone && m_.author.source != known.source) break;
        TakeAuthor(value, &m_.author.value);
        if (!m_.author.value.empty()) m_.author.source = known.source;
        break;
      case Field::kDate:
        SetIfEmpty(&m_.date, IsoDate(value), known.source);
        break;
      case Field::kDescription:
        SetIfEmpty(&m_.description, std::move(value), known.source);
        break;
      case Field::kLanguage:
        SetOffer(&lang_, LanguageTag(value), known.source);
        break;
      case Field::kUrl:
        if (IsWebAddress(value)) SetOffer(&url_, std::move(value), known.source);
        break;
      case Field::kSite:
        SetIfEmpty(&m_.site, std::move(value), known.source);
        break;
    }
  }

  void ReadLink(std::string_view attributes) {
    if (!m_.url.value.empty()) return;
    if (!html::EqualsIgnoreCase(html::FindAttribute(attributes, "rel"), "canonical")) return;
    std::string url = Folded(html::FindAttribute(attributes, "href"), true);
    if (IsWebAddress(url)) m_.url = {std::move(url), kLink};
  }

  // The first time element that holds a date; better one that says it is the date of publication.
  void ReadTime(std::string_view attributes) {
    const std::string_view when = html::FindAttribute(attributes, "datetime");
    if (when.empty()) return;
    const bool published =
        html::FindAttribute(attributes, "itemprop") == "datePublished" ||
        html::FindAttribute(attributes, "class").find("published") != std::string_view::npos;
    if (published) {
      SetIfEmpty(&m_.date, IsoDate(when), kTime);
    } else {
      SetOffer(&date_, IsoDate(when), kTime);
    }
  }

  void ReadHtml(std::string_view attributes) {
    if (!m_.lang.value.empty() || attributes.empty()) return;
    std::string_view lang = html::FindAttribute(attributes, "lang");
    if (lang.empty()) lang = html::FindAttribute(attributes, "xml:lang");
    SetIfEmpty(&m_.lang, LanguageTag(lang), kHtmlLang);
  }

  // --- What the page shows ---

  std::vector<std::string_view> Headings() const {
    std::vector<std::string_view> headings;
    for (const bool first : {true, false}) {
      for (const Block& block : page_.blocks) {
        if (headings.size() >= kMostHeadings) break;
        if (block.kind != ParagraphKind::kHeading || (block.level == 1) != first) continue;
        headings.push_back(page_.Text(block));
      }
    }
    return headings;
  }

  const Page& page_;
  const html::Tree& tree_;
  const LinkedData& data_;
  const bool credits_;
  Metadata m_;
  std::string title_element_, open_graph_title_, headline_;
  Offer author_{&m_.author, {}}, date_{&m_.date, {}}, description_{&m_.description, {}}, site_{&m_.site, {}},
      lang_{&m_.lang, {}}, url_{&m_.url, {}};
};

}  // namespace

void ReadLinkedData(const html::Tree& tree, LinkedData* data) {
  data->Clear();
  constexpr std::string_view kLinkedData = "application/ld+json";
  for (const uint32_t i : tree.landmarks) {
    const Node& script = tree.nodes[i];
    if (script.tag != Tag::script_) continue;
    const std::string_view type = html::FindAttribute(tree.Attributes(script), "type");
    if (!html::EqualsIgnoreCase(type.substr(0, kLinkedData.size()), kLinkedData)) continue;
    for (uint32_t j = i + 1; j < script.end; ++j) {
      const Node& text = tree.nodes[j];
      if (text.tag == Tag::kText && text.parent == i) data->Read(tree.Text(text));
    }
  }
}

std::string StatedAddress(const html::Tree& tree) {
  std::string address;
  for (const uint32_t i : tree.landmarks) {
    const Node& node = tree.nodes[i];
    const std::string_view attributes = tree.Attributes(node);
    std::string url;
    if (node.tag == Tag::link_ &&
        html::EqualsIgnoreCase(html::FindAttribute(attributes, "rel"), "canonical")) {
      url = Folded(html::FindAttribute(attributes, "href"), true);
      if (IsWebAddress(url)) return url;
    } else if (node.tag == Tag::meta_ && html::FindAttribute(attributes, "property") == "og:url") {
      url = Folded(html::FindAttribute(attributes, "content"), true);
      if (IsWebAddress(url)) address = std::move(url);
    }
  }
  return address;
}

void AddAuthor(std::string_view name, std::string* authors) {
  constexpr size_t kLongest = size_t{16} << 10;
  if (name.empty() || authors->size() > kLongest || authors->find(name) != std::string::npos) return;
  authors->append(authors->empty() ? "" : ", ").append(name);
}

Metadata ReadMetadata(const Page& page, const LinkedData& data, bool credits) {
  return Reader(page, data, credits).Read();
}

}  // namespace dechaff::page
