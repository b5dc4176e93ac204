// The three gears, one after the other.
#include "html/parse.h"

#include "html/gumbo_guard.h"
#include "html/gumbo_tree.h"
#include "html/skeleton.h"
#include "html/straight.h"
#include "html/strip.h"

namespace dechaff::html {
namespace {

// Gumbo's arena on the skeletons of 5,754 real pages never passed 20 times the page; each of its
// allocations takes at least 16 bytes, and real skeletons need less than 4 for each of their bytes.
constexpr size_t kBaseBytes = size_t{64} << 20;
constexpr size_t kBytesPerSourceByte = 32;
constexpr size_t kBaseAllocations = 100'000;
constexpr size_t kAllocationsPerByte = 16;

constexpr size_t kMaxSource = UINT32_MAX;

}  // namespace

struct Parser::Impl {
  StraightParser straight;
  Skeleton skeleton;
  GumboGuard guard;

  bool ParseWithGumbo(Tree* tree) {
    skeleton.Build(tree->source);
    const std::string& text = skeleton.text();
    const GumboOutput* output = guard.Parse(text, kBaseBytes + kBytesPerSourceByte * tree->source.size(),
                                            kBaseAllocations + kAllocationsPerByte * text.size());
    if (output != nullptr) ConvertGumboTree(*output, skeleton, tree);
    guard.Release();
    return output != nullptr;
  }
};

Parser::Parser() : impl_(std::make_unique<Impl>()) {}
Parser::~Parser() = default;

bool Parser::ParseWith(Gear gear, std::string_view source, Tree* tree) {
  tree->source = source.substr(0, kMaxSource);
  switch (gear) {
    case Gear::kStraight:
      return impl_->straight.Parse(tree);
    case Gear::kGumbo:
      return impl_->ParseWithGumbo(tree);
    case Gear::kStripped:
      StripTags(tree);
      return true;
  }
  return false;
}

ParseReport Parser::Parse(std::string_view source, Tree* tree) {
  ParseReport report;
  if (ParseWith(Gear::kStraight, source, tree)) return report;
  report = {.gear = Gear::kGumbo, .flattened = false, .why = impl_->straight.why()};
  if (ParseWith(Gear::kGumbo, source, tree)) {
    report.flattened = impl_->skeleton.flattened();
    return report;
  }
  report = {.gear = Gear::kStripped, .flattened = true, .why = impl_->guard.why()};
  ParseWith(Gear::kStripped, source, tree);
  return report;
}

}  // namespace dechaff::html
