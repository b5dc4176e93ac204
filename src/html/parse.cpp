// The three gears, one after the other.
#include "html/parse.h"

#include <array>

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

constexpr std::array<bool, kTagCount> kIsLandmark = [] {
  std::array<bool, kTagCount> is{};
  for (const Tag tag :
       {Tag::html_, Tag::title_, Tag::meta_, Tag::link_, Tag::script_, Tag::noscript_, Tag::time_}) {
    is[static_cast<size_t>(tag)] = true;
  }
  return is;
}();

void FindLandmarks(Tree* tree) {
  tree->landmarks.clear();
  for (const Node& node : tree->nodes) {
    if (kIsLandmark[static_cast<size_t>(node.tag)])
      tree->landmarks.push_back(static_cast<uint32_t>(&node - tree->nodes.data()));
  }
}

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

bool Parser::ParseWith(Gear gear, std::string_view source, Tree* tree, bool may_hold_nul) {
  tree->source = source.substr(0, kMaxSource);
  switch (gear) {
    case Gear::kStraight:
      if (!impl_->straight.Parse(tree, may_hold_nul)) return false;
      break;
    case Gear::kGumbo:
      if (!impl_->ParseWithGumbo(tree)) return false;
      break;
    case Gear::kStripped:
      StripTags(tree);
      break;
  }
  FindLandmarks(tree);
  return true;
}

ParseReport Parser::Parse(std::string_view source, Tree* tree, bool may_hold_nul) {
  ParseReport report;
  if (ParseWith(Gear::kStraight, source, tree, may_hold_nul)) return report;
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
