// The features by name, for reports.
#include "judge/features.h"

namespace dechaff::judge {

std::string FeatureName(int feature) {
#define DECHAFF_FEATURE_NAME(id) #id,
  static constexpr const char* kOwn[] = {DECHAFF_OWN_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kAround[] = {DECHAFF_BOX_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kNear[] = {DECHAFF_NEIGHBOUR_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kWindow[] = {DECHAFF_WINDOW_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kPlace[] = {DECHAFF_PLACE_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kUnit[] = {DECHAFF_UNIT_FEATURES(DECHAFF_FEATURE_NAME)};
  static constexpr const char* kWhole[] = {DECHAFF_PAGE_FEATURES(DECHAFF_FEATURE_NAME)};
#undef DECHAFF_FEATURE_NAME
#define DECHAFF_SECTION_NAME(id, name) name,
  static constexpr const char* kNames[] = {DECHAFF_NAME_GROUPS(DECHAFF_SECTION_NAME)};
#undef DECHAFF_SECTION_NAME
  const auto repeated = [&](const char* prefix, int at, const char* const* names, int width) {
    return prefix + std::to_string((feature - at) / width) + "." + names[(feature - at) % width];
  };
  if (feature >= kFeatureCount) return "page.Address" + std::to_string(feature - kFeatureCount);
  if (feature >= kPageAt) return std::string("page.") + kWhole[feature - kPageAt];
  if (feature >= kUnitsAt) return repeated("units", kUnitsAt, kUnit, static_cast<int>(InUnits::kCount));
  if (feature >= kPlaceAt) return std::string("place.") + kPlace[feature - kPlaceAt];
  if (feature >= kWindowsAt) return repeated("window", kWindowsAt, kWindow, static_cast<int>(Window::kCount));
  if (feature >= kNeighboursAt) return repeated("near", kNeighboursAt, kNear, static_cast<int>(Near::kCount));
  if (feature >= kTagsAt) return "tag." + std::string(html::TagName(kSemanticTags[feature - kTagsAt]));
  if (feature >= kNamesAt) return std::string("name.") + kNames[feature - kNamesAt];
  if (feature >= kBoxAt) return repeated("box", kBoxAt, kAround, static_cast<int>(Around::kCount));
  return std::string("own.") + kOwn[feature];
}

}  // namespace dechaff::judge
