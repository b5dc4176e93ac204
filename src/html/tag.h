// The elements that dechaff knows by name, each with how it is laid out by default (the HTML
// Standard's rendering section). All others are Tag::kUnknown, laid out inline.
#ifndef DECHAFF_HTML_TAG_H_
#define DECHAFF_HTML_TAG_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dechaff::html {

// name, Layout
// clang-format off
#define DECHAFF_TAGS(X)                                                                                   \
  X(html, Block) X(head, None) X(title, None) X(base, None) X(link, None) X(meta, None) X(style, None)    \
  X(script, None) X(noscript, Inline) X(template, None) X(body, Block) X(article, Block)                  \
  X(section, Block) X(nav, Block) X(aside, Block) X(h1, Block) X(h2, Block) X(h3, Block) X(h4, Block)     \
  X(h5, Block) X(h6, Block) X(hgroup, Block) X(header, Block) X(footer, Block) X(address, Block)          \
  X(p, Block) X(hr, Block) X(pre, Block) X(blockquote, Block) X(ol, Block) X(ul, Block) X(li, Block)      \
  X(dl, Block) X(dt, Block) X(dd, Block) X(figure, Block) X(figcaption, Block) X(div, Block)              \
  X(main, Block) X(center, Block) X(dir, Block) X(menu, Block) X(details, Block) X(summary, Block)        \
  X(dialog, Block) X(search, Block) X(form, Block) X(fieldset, Block) X(legend, Block)                    \
  X(listing, Block) X(plaintext, Block) X(xmp, Block) X(frameset, Block) X(frame, Block)                  \
  X(noframes, None) X(optgroup, Block) X(option, Block) X(table, Block) X(caption, Block)                 \
  X(colgroup, None) X(col, None) X(tbody, Block) X(thead, Block) X(tfoot, Block) X(tr, Block)             \
  X(td, Cell) X(th, Cell) X(br, Break) X(a, Inline) X(em, Inline) X(strong, Inline) X(small, Inline)      \
  X(s, Inline) X(cite, Inline) X(q, Inline) X(dfn, Inline) X(abbr, Inline) X(data, Inline)                \
  X(time, Inline) X(code, Inline) X(var, Inline) X(samp, Inline) X(kbd, Inline) X(sub, Inline)            \
  X(sup, Inline) X(i, Inline) X(b, Inline) X(u, Inline) X(mark, Inline) X(ruby, Inline) X(rb, Inline)     \
  X(rt, Inline) X(rtc, Inline) X(rp, Inline) X(bdi, Inline) X(bdo, Inline) X(span, Inline)                \
  X(wbr, Inline) X(ins, Inline) X(del, Inline) X(image, Inline) X(img, Inline) X(picture, Inline)         \
  X(iframe, None) X(embed, Inline) X(object, Inline) X(param, None) X(video, Inline) X(audio, Inline)     \
  X(source, None) X(track, None) X(canvas, Inline) X(map, Inline) X(area, None) X(math, Inline)           \
  X(mi, Inline) X(mo, Inline) X(mn, Inline) X(ms, Inline) X(mtext, Inline) X(mglyph, Inline)              \
  X(malignmark, Inline) X(annotation_xml, Inline) X(svg, Inline) X(foreignobject, Inline)                 \
  X(desc, Inline) X(input, Inline) X(button, Inline) X(select, Inline) X(datalist, None)                  \
  X(textarea, Inline) X(keygen, Inline) X(output, Inline) X(progress, Inline) X(meter, Inline)            \
  X(label, Inline) X(font, Inline) X(big, Inline) X(strike, Inline) X(tt, Inline) X(nobr, Inline)         \
  X(acronym, Inline) X(applet, Inline) X(marquee, Inline) X(basefont, None) X(bgsound, None)              \
  X(noembed, None) X(isindex, Inline) X(slot, Inline)
// clang-format on

enum class Tag : uint8_t {
  kText = 0,
#define DECHAFF_TAG_ENUM(name, layout) name##_,
  DECHAFF_TAGS(DECHAFF_TAG_ENUM)
#undef DECHAFF_TAG_ENUM
      kUnknown,
};
inline constexpr int kTagCount = static_cast<int>(Tag::kUnknown) + 1;
static_assert(kTagCount <= 256, "a tag is one byte");

// How an element's box stands among others when no style sheet says otherwise.
enum class Layout : uint8_t {
  kInline,  // part of the line
  kBlock,   // a line of its own
  kCell,    // parted from its neighbours in the row
  kBreak,   // ends the line
  kNone,    // not rendered
};

namespace internal {
inline constexpr std::array<Layout, kTagCount> kLayouts = [] {
  std::array<Layout, kTagCount> layouts{};
  size_t i = 1;
#define DECHAFF_TAG_LAYOUT(name, layout) layouts[i++] = Layout::k##layout;
  DECHAFF_TAGS(DECHAFF_TAG_LAYOUT)
#undef DECHAFF_TAG_LAYOUT
  return layouts;
}();
}  // namespace internal

inline Layout LayoutOf(Tag tag) { return internal::kLayouts[static_cast<size_t>(tag)]; }
// The tag of that name, without regard to ASCII case; kUnknown if there is none.
Tag TagForName(std::string_view name);
// The same for a name of 1 to 7 bytes in lower case, `packed` as Packed in scan.h does.
Tag TagForShortName(uint64_t packed, size_t size);
// Lower case, "" for kText and kUnknown.
std::string_view TagName(Tag tag);

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_TAG_H_
