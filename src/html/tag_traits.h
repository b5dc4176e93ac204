// What the tree construction rules of the HTML Standard say of each element, as bits.
#ifndef DECHAFF_HTML_TAG_TRAITS_H_
#define DECHAFF_HTML_TAG_TRAITS_H_

#include <array>
#include <cstdint>
#include <initializer_list>

#include "html/tag.h"

namespace dechaff::html {

enum TagTrait : uint32_t {
  kSpecial = 1 << 0,             // the "special" category
  kFormatting = 1 << 1,          // the "formatting" category
  kScopeEdge = 1 << 2,           // ends "in scope"
  kListScopeEdge = 1 << 3,       // ends "in list item scope"
  kButtonScopeEdge = 1 << 4,     // ends "in button scope"
  kTableScopeEdge = 1 << 5,      // ends "in table scope"
  kImpliedEnd = 1 << 6,          // closed by "generate implied end tags"
  kImpliedEndThorough = 1 << 7,  // ... "thoroughly"
  kVoid = 1 << 8,                // has no content
  kHeading = 1 << 9,             // h1 to h6
  kTablePart = 1 << 10,          // caption, col, colgroup, tbody, tfoot, thead, tr, td, th
  kTableSection = 1 << 11,       // tbody, thead, tfoot
  kBreakout = 1 << 12,           // an HTML start tag that ends foreign content
  kIntegration = 1 << 13,        // as a foreign element: its content may be HTML
  kMarksFormatting = 1 << 14,    // puts a marker into the list of active formatting elements
  kClosesParagraph = 1 << 15,    // its start tag closes an open <p>
  kEndsPlainly = 1 << 16,  // an end tag in the body does no more than to close the current node it names
};

namespace internal {
using enum Tag;
constexpr std::array<uint32_t, kTagCount> MakeTagTraits() {
  std::array<uint32_t, kTagCount> traits{};
  auto add = [&](uint32_t bits, std::initializer_list<Tag> tags) {
    for (Tag tag : tags) traits[static_cast<size_t>(tag)] |= bits;
  };
  add(kSpecial,
      {address_,  applet_,   area_,     article_, aside_,   base_,     basefont_,   bgsound_, blockquote_,
       body_,     br_,       button_,   caption_, center_,  col_,      colgroup_,   dd_,      details_,
       dir_,      div_,      dl_,       dt_,      embed_,   fieldset_, figcaption_, figure_,  footer_,
       form_,     frame_,    frameset_, h1_,      h2_,      h3_,       h4_,         h5_,      h6_,
       head_,     header_,   hgroup_,   hr_,      html_,    iframe_,   img_,        input_,   keygen_,
       li_,       link_,     listing_,  main_,    marquee_, menu_,     meta_,       nav_,     noembed_,
       noframes_, noscript_, object_,   ol_,      p_,       param_,    plaintext_,  pre_,     script_,
       search_,   section_,  select_,   source_,  style_,   summary_,  table_,      tbody_,   td_,
       template_, textarea_, tfoot_,    th_,      thead_,   title_,    tr_,         track_,   ul_,
       wbr_,      xmp_});
  add(kFormatting, {a_, b_, big_, code_, em_, font_, i_, nobr_, s_, small_, strike_, strong_, tt_, u_});
  constexpr uint32_t kInAllScopes = kScopeEdge | kListScopeEdge | kButtonScopeEdge;
  add(kInAllScopes, {applet_, caption_, html_, table_, td_, th_, marquee_, object_, template_});
  add(kListScopeEdge, {ol_, ul_});
  add(kButtonScopeEdge, {button_});
  add(kTableScopeEdge, {html_, table_, template_});
  add(kImpliedEnd | kImpliedEndThorough, {dd_, dt_, li_, optgroup_, option_, p_, rb_, rp_, rt_, rtc_});
  add(kImpliedEndThorough, {caption_, colgroup_, tbody_, td_, tfoot_, th_, thead_, tr_});
  add(kVoid, {area_, base_, basefont_, bgsound_, br_, col_, embed_, frame_, hr_, image_, img_, input_,
              keygen_, link_, meta_, param_, source_, track_, wbr_});
  add(kHeading, {h1_, h2_, h3_, h4_, h5_, h6_});
  add(kTablePart, {caption_, col_, colgroup_, tbody_, tfoot_, thead_, tr_, td_, th_});
  add(kTableSection, {tbody_, tfoot_, thead_});
  add(kBreakout, {b_,     big_,   blockquote_, body_,   br_,   center_, code_,  dd_, div_,  dl_,   dt_,
                  em_,    embed_, h1_,         h2_,     h3_,   h4_,     h5_,    h6_, head_, hr_,   i_,
                  img_,   li_,    listing_,    menu_,   meta_, nobr_,   ol_,    p_,  pre_,  ruby_, s_,
                  small_, span_,  strong_,     strike_, sub_,  sup_,    table_, tt_, u_,    ul_,   var_});
  add(kIntegration, {mi_, mo_, mn_, ms_, mtext_, annotation_xml_, foreignobject_, desc_, title_});
  add(kMarksFormatting, {applet_, marquee_, object_, template_, caption_, td_, th_});
  add(kClosesParagraph,
      {address_,   article_, aside_,    blockquote_, center_,  details_, dialog_, dir_,  div_, dl_, dd_,
       dt_,        li_,      fieldset_, figcaption_, figure_,  footer_,  form_,   h1_,   h2_,  h3_, h4_,
       h5_,        h6_,      header_,   hgroup_,     hr_,      listing_, main_,   menu_, nav_, ol_, p_,
       plaintext_, pre_,     search_,   section_,    summary_, table_,   ul_,     xmp_});
  add(kEndsPlainly, {address_, article_, aside_,    blockquote_, button_, cite_,    dd_,   details_, div_,
                     dl_,      dt_,      fieldset_, figcaption_, figure_, footer_,  h1_,   h2_,      h3_,
                     h4_,      h5_,      h6_,       header_,     label_,  li_,      main_, nav_,     ol_,
                     p_,       pre_,     section_,  span_,       sub_,    summary_, sup_,  time_,    ul_});
  return traits;
}
}  // namespace internal

inline constexpr std::array<uint32_t, kTagCount> kTagTraits = internal::MakeTagTraits();

inline bool Is(Tag tag, uint32_t traits) { return (kTagTraits[static_cast<size_t>(tag)] & traits) != 0; }

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_TAG_TRAITS_H_
