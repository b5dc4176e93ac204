// Reads the tables; brings rows into columns for the walk.
#include "judge/model.h"

#include <algorithm>
#include <cstdlib>

#include "judge/features.h"
#include "judge/table_reader.h"
#include "rules/rules.h"

namespace dechaff::judge {
namespace {

constexpr size_t kHeaderBytes = 20;
constexpr size_t kTreeBytes = kTreeDepth * 3 + kTreeLeaves * 2;

}  // namespace

StatusOr<Model> Model::Parse(std::string_view table, size_t row_size) {
  if (table.size() < kHeaderBytes || !table.starts_with("DCBM")) {
    return Status::Invalid("not a table of a block model");
  }
  table.remove_prefix(4);
  Model model;
  model.row_size_ = row_size;
  if (Take<uint32_t>(&table) != row_size) return Status::Invalid("made for other features");
  const auto trees = Take<uint32_t>(&table);
  model.scale_ = Take<float>(&table);
  model.bias_ = Take<float>(&table);
  if (table.size() != size_t{trees} * kTreeBytes) return Status::Invalid("wrong length for its trees");
  model.trees_.resize(trees);
  for (SymmetricTree& tree : model.trees_) {
    tree.column = Take<decltype(tree.column)>(&table);
    for (const uint16_t feature : tree.column) {
      if (feature >= row_size) return Status::Invalid("asks for a feature that there is not");
    }
    tree.threshold = Take<decltype(tree.threshold)>(&table);
    for (size_t i = 0; i < kTreeLeaves; ++i) {
      const auto leaf = Take<int16_t>(&table);
      if (std::abs(leaf) > kLeafLimit) return Status::Invalid("a leaf is too large");
      tree.low[i] = static_cast<uint8_t>(leaf & 0xFF);
      tree.high[i] = static_cast<uint8_t>(leaf >> 8 & 0xFF);
    }
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
  const rules::File* kinds = find("kinds.model");
  const rules::File* words = find("cues.txt");
  if (table == nullptr || kinds == nullptr || words == nullptr) {
    return Status::Invalid("model: needs blocks.model, kinds.model and cues.txt");
  }
  StatusOr<CueBook> cues = CueBook::Parse(words->text, words->name);
  if (!cues.ok()) return cues.status();
  StatusOr<Model> model = Parse(table->text, kFeatureCount);
  if (!model.ok()) return Status::Invalid(table->name + ": " + model.status().message());
  StatusOr<KindModel> kind_model = KindModel::Parse(kinds->text, static_cast<size_t>(Whole::kCount));
  if (!kind_model.ok()) return Status::Invalid(kinds->name + ": " + kind_model.status().message());
  model.value().kinds_ = std::move(kind_model.value());
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
  std::vector<Column> columns(row_size_);
  LeafSums sums;
  for (size_t first = 0; first < rows; first += kLanes) {
    const size_t lanes = std::min(kLanes, rows - first);
    ToColumns(bytes + first * row_size_, row_size_, lanes, columns.data());
    SumLeaves(trees_, columns.data(), &sums);
    for (size_t lane = 0; lane < lanes; ++lane) {
      (*log_odds)[first + lane] = bias_ + scale_ * static_cast<float>(sums[lane]);
    }
  }
}

}  // namespace dechaff::judge
