// Reads the table; walks all trees for sixteen blocks at a time.
#include "judge/model.h"

#include <algorithm>
#include <cstring>

#include "judge/features.h"
#include "rules/rules.h"

namespace dechaff::judge {
namespace {

constexpr size_t kLanes = 16;
// One byte of each of sixteen blocks: the compiler's portable vector type (SSE2 on x86-64).
typedef uint8_t Bytes __attribute__((vector_size(kLanes)));

constexpr char kMagic[] = {'D', 'C', 'B', 'M'};
constexpr size_t kHeaderBytes = 20;
constexpr size_t kTreeBytes = Model::kDepth * 3 + Model::kLeaves * 2;

// Takes a value off the front of `table`. REQUIRES: it is long enough.
template <typename T>
T Take(std::string_view* table) {
  T value;
  std::memcpy(&value, table->data(), sizeof value);
  table->remove_prefix(sizeof value);
  return value;
}

}  // namespace

StatusOr<Model> Model::Parse(std::string_view table, size_t row_size) {
  if (table.size() < kHeaderBytes || std::memcmp(table.data(), kMagic, sizeof kMagic) != 0) {
    return Status::Invalid("not a table of a block model");
  }
  table.remove_prefix(sizeof kMagic);
  Model model;
  model.row_size_ = row_size;
  if (Take<uint32_t>(&table) != row_size) return Status::Invalid("made for other features");
  const auto trees = Take<uint32_t>(&table);
  model.scale_ = Take<float>(&table);
  model.bias_ = Take<float>(&table);
  if (table.size() != size_t{trees} * kTreeBytes) return Status::Invalid("wrong length for its trees");
  std::vector<uint16_t> column_of(row_size, UINT16_MAX);
  model.trees_.resize(trees);
  for (Tree& tree : model.trees_) {
    for (uint16_t& column : tree.column) {
      const auto feature = Take<uint16_t>(&table);
      if (feature >= row_size) return Status::Invalid("asks for a feature that there is not");
      if (column_of[feature] == UINT16_MAX) {
        column_of[feature] = static_cast<uint16_t>(model.columns_.size());
        model.columns_.push_back(feature);
      }
      column = column_of[feature];
    }
    for (uint8_t& threshold : tree.threshold) threshold = Take<uint8_t>(&table);
    for (int16_t& leaf : tree.leaf) leaf = Take<int16_t>(&table);
  }
  return model;
}

StatusOr<Model> Model::Create(const std::string& rules_dir) {
  StatusOr<std::vector<rules::File>> files = rules::Load(rules_dir, "model");
  if (!files.ok()) return files.status();
  const auto find = [&](std::string_view name) -> const rules::File* {
    for (const rules::File& file : files.value()) {
      if (file.name.ends_with(name)) return &file;
    }
    return nullptr;
  };
  const rules::File* table = find("blocks.model");
  const rules::File* words = find("cues.txt");
  if (table == nullptr || words == nullptr) return Status::Invalid("model: needs blocks.model and cues.txt");
  StatusOr<CueBook> cues = CueBook::Parse(words->text, words->name);
  if (!cues.ok()) return cues.status();
  StatusOr<Model> model = Parse(table->text, kFeatureCount);
  if (!model.ok()) return Status::Invalid(table->name + ": " + model.status().message());
  model.value().cues_ = std::move(cues.value());
  return model;
}

const Model& Model::BuiltIn() {
  static const Model model = [] {
    StatusOr<Model> created = Create("");
    return created.ok() ? std::move(created.value()) : Model();
  }();
  return model;
}

void Model::Score(const uint8_t* bytes, size_t rows, std::vector<float>* log_odds) const {
  log_odds->resize(rows);
  std::vector<Bytes> columns(columns_.size());
  for (size_t first = 0; first < rows; first += kLanes) {
    const size_t lanes = std::min(kLanes, rows - first);
    for (size_t lane = 0; lane < lanes; ++lane) {
      const uint8_t* row = bytes + (first + lane) * row_size_;
      for (size_t c = 0; c < columns.size(); ++c) columns[c][lane] = row[columns_[c]];
    }
    int32_t sums[kLanes] = {};
    for (const Tree& tree : trees_) {
      Bytes index = {};
      for (size_t k = 0; k < kDepth; ++k) {
        const Bytes above = reinterpret_cast<Bytes>(columns[tree.column[k]] > tree.threshold[k]);
        index |= above & static_cast<uint8_t>(1u << k);
      }
      for (size_t lane = 0; lane < kLanes; ++lane) sums[lane] += tree.leaf[index[lane]];
    }
    for (size_t lane = 0; lane < lanes; ++lane) {
      (*log_odds)[first + lane] = bias_ + scale_ * static_cast<float>(sums[lane]);
    }
  }
}

}  // namespace dechaff::judge
