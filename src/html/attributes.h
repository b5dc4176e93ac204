// Reads the attributes of a node out of the source, one by one, without copying.
#ifndef DECHAFF_HTML_ATTRIBUTES_H_
#define DECHAFF_HTML_ATTRIBUTES_H_

#include <string>
#include <string_view>

namespace dechaff::html {

// Walks over `name="value"` pairs as the HTML tokenizer sees them. Views point into the source; values
// still hold their character references.
//   for (AttributeReader a(tree.Attributes(node)); a.Next();) use(a.name(), a.value());
class AttributeReader {
 public:
  explicit AttributeReader(std::string_view attributes) : rest_(attributes) {}
  bool Next();
  std::string_view name() const { return name_; }  // as written; compare without regard to case
  std::string_view value() const { return value_; }

 private:
  std::string_view rest_, name_, value_;
};

// The value of the first attribute of that name (ASCII lower case), or an empty view.
std::string_view FindAttribute(std::string_view attributes, std::string_view name);

// Appends `raw` to `out` with character references decoded as in text, or as in an attribute value.
// NUL characters are left out, CR and CRLF become LF. Linear.
void AppendDecoded(std::string_view raw, bool in_attribute, std::string* out);

// The first character reference of `raw`, which starts with '&': writes what it stands for (up to 8
// bytes of UTF-8) to `out`, its length to `out_size`, and returns the bytes of `raw` it takes; 0 if
// there is none.
size_t DecodeReference(std::string_view raw, bool in_attribute, char out[8], size_t* out_size);

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_ATTRIBUTES_H_
