// Reads the tables; brings the rows of unsure blocks into columns for the trees.
#include "judge/model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "judge/features.h"
#include "judge/table_reader.h"
#include "rules/rules.h"

namespace dechaff::judge {

StatusOr<Model> Model::Parse(std::string_view table, size_t row_size) {
  constexpr size_t kHeaderBytes = 24;
  if (table.size() < kHeaderBytes || !table.starts_with("DCBM"))
    return Status::Invalid("not a table of a block model");
  table.remove_prefix(4);
  Model model;
  model.row_size_ = row_size;
  if (Take<uint32_t>(&table) != row_size) return Status::Invalid("made for other features");
  model.sure_ = Take<float>(&table);
  model.network_share_ = Take<float>(&table);
  model.scale_ = Take<float>(&table);
  model.bias_ = Take<float>(&table);
  StatusOr<Network> network = Network::Take(&table, row_size);
  if (!network.ok()) return network.status();
  model.network_ = std::move(network.value());
  StatusOr<Forest> forest = Forest::Take(&table, row_size);
  if (!forest.ok()) return forest.status();
  model.forest_ = std::move(forest.value());
  if (!table.empty()) return Status::Invalid("goes on after its trees");
  return model;
}

static_assert(kPageAt % 2 == 0, "the trainer pads what is before the page's part to pairs of bytes");

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
  StatusOr<KindModel> kind_model = KindModel::Parse(kinds->text, kPageRowSize);
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

void Model::Score(const uint8_t* rows, size_t count, Workspace* w, std::vector<float>* log_odds) const {
  network_.Read(rows, count, &w->network, log_odds);
  w->unsure.clear();
  for (size_t i = 0; i < count; ++i) {
    if (std::abs((*log_odds)[i]) < sure_) w->unsure.push_back(static_cast<uint32_t>(i));
  }
  w->columns.resize(row_size_ + 15);
  std::array<const uint8_t*, kLanes> lanes;
  Forest::Sums sums;
  for (size_t first = 0; first < w->unsure.size(); first += kLanes) {
    const size_t size = std::min(kLanes, w->unsure.size() - first);
    for (size_t lane = 0; lane < size; ++lane) lanes[lane] = rows + w->unsure[first + lane] * row_size_;
    ToColumns(std::span(lanes).first(size), row_size_, w->columns.data());
    forest_.Sum(w->columns.data(), size, &sums);
    for (size_t lane = 0; lane < size; ++lane) {
      float& odds = (*log_odds)[w->unsure[first + lane]];
      const float said = bias_ + scale_ * static_cast<float>(sums[lane]);
      odds = network_share_ * odds + (1 - network_share_) * said;
    }
  }
}

}  // namespace dechaff::judge
