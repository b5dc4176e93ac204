// Whether two start tags have the same attributes, which decides how many equal formatting elements may
// be active at once.
#ifndef DECHAFF_HTML_FINGERPRINT_H_
#define DECHAFF_HTML_FINGERPRINT_H_

#include <cstdint>
#include <string_view>

namespace dechaff::html {

// A number that is equal for equal sets of attributes (names without regard to case, values decoded, in
// whatever order; of attributes with one name the first counts) and unequal otherwise, but for chance.
// 0 if there are none. Only the first 32 attributes count.
uint64_t AttributesFingerprint(std::string_view attributes);

}  // namespace dechaff::html

#endif  // DECHAFF_HTML_FINGERPRINT_H_
