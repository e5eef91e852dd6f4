// SPDX-License-Identifier: Apache-2.0
#include "tests/catalogue/generated_catalogue.h"

#include "frameworks/core/resource_name.h"
#include "server/search/index_snapshot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <random>
#include <stdexcept>
#include <thread>

namespace crosswalk::catalogue {
namespace {

constexpr std::size_t kInvented = 14'000;
constexpr std::array<const char*, 12> kVerbs = {"Apply",     "Plan",    "Document",  "Explain",
                                                "Assess",    "Operate", "Design",    "Maintain",
                                                "Report on", "Compare", "Supervise", "Improve"};
constexpr std::array<const char*, 12> kContexts = {"in a small team",
                                                   "under supervision",
                                                   "for a local employer",
                                                   "in a clinical setting",
                                                   "with limited resources",
                                                   "following current legislation",
                                                   "in a simulated workplace",
                                                   "for clients of different backgrounds",
                                                   "using industry software",
                                                   "on a construction site",
                                                   "in both official languages",
                                                   "with attention to safety"};
constexpr std::array<const char*, 8> kRegions = {"Greater Toronto Area",
                                                 "Northern Ontario",
                                                 "Eastern Ontario",
                                                 "Southwestern Ontario",
                                                 "Niagara",
                                                 "Ontario",
                                                 "Ottawa",
                                                 "Online"};

// Invented label of n: words of a small vocabulary, as labels share theirs.
std::string InventedLabel(std::size_t n) {
  constexpr std::array<const char*, 10> heads = {"manage", "use",     "analyse", "repair", "teach",
                                                 "draw",   "measure", "sell",    "grow",   "write"};
  return std::string(heads[n % heads.size()]) + " topic" + std::to_string(n / 10 % 700) + " field" +
         std::to_string(n / 70);
}

class FixedStore : public registry::CredentialStore {
 public:
  FixedStore(const SkillWorld& world, std::int64_t count) : world_(world), count_(count) {}

  core::Result<registry::CredentialPage> List(const registry::ListFilter&, int page_size,
                                              std::string_view token) override {
    const std::int64_t first = token.empty() ? 0 : std::stoll(std::string(token));
    const std::int64_t end = std::min(count_, first + page_size);
    registry::CredentialPage page;
    for (std::int64_t i = first; i < end; ++i) {
      page.credentials.push_back(GeneratedCredential(world_, static_cast<std::uint64_t>(i)));
    }
    if (end < count_) page.next_page_token = std::to_string(end);
    return page;
  }
  core::Result<std::vector<registry::Change>> ReadLog(std::int64_t, int) override {
    return std::vector<registry::Change>();
  }
  std::int64_t LatestSequence() override { return 0; }
  std::int64_t WaitForChange(std::int64_t, std::chrono::milliseconds timeout) override {
    std::this_thread::sleep_for(timeout);
    return 0;
  }
  core::Result<Counts> Count() override { return Counts{count_, count_}; }
  void Close() override {}

  core::Result<registry::Credential> Create(const registry::Credential&,
                                            const registry::ChangeContext&) override {
    return Refused();
  }
  std::vector<core::Result<registry::Credential>> CreateMany(
      std::span<const registry::Credential>, std::span<const registry::ChangeContext>) override {
    return {};
  }
  core::Result<registry::Credential> Get(std::string_view, registry::CredentialView) override {
    return Refused();
  }
  core::Result<std::vector<core::Result<registry::Credential>>> BatchGet(
      std::span<const std::string>, registry::CredentialView) override {
    return Refused();
  }
  core::Result<registry::Credential> Update(const registry::Credential&, std::string_view,
                                            const registry::ChangeContext&) override {
    return Refused();
  }
  core::Status Delete(std::string_view, std::string_view, const registry::ChangeContext&) override {
    return Refused();
  }
  core::Result<registry::Credential> Publish(std::string_view, std::string_view,
                                             const registry::ChangeContext&) override {
    return Refused();
  }
  core::Result<registry::Credential> Withdraw(std::string_view, std::string_view,
                                              const registry::ChangeContext&) override {
    return Refused();
  }

 private:
  static core::Status Refused() { return core::Unavailable("REGISTRY_CLOSED", "it is fixed"); }

  const SkillWorld& world_;
  const std::int64_t count_;
};

}  // namespace

SkillWorld SkillWorld::Invented() {
  SkillWorld world;
  world.skills_.resize(kInvented);
  for (std::size_t i = 0; i < kInvented; ++i) {
    Skill& skill = world.skills_[i];
    std::array<char, 48> name{};
    std::snprintf(name.data(), name.size(), "00000000-0000-4000-8000-%012zu", i);
    skill.name = core::FormatConceptName("esco", name.data());
    skill.label = InventedLabel(i);
    if (i == 0) continue;
    // Each has up to nine below; the first thirds of the tree are groups.
    const auto parent = static_cast<std::uint32_t>((i - 1) / 9);
    skill.above = {parent};
    world.skills_[parent].below.push_back(static_cast<std::uint32_t>(i));
    world.skills_[parent].group = parent < kInvented / 30;
  }
  world.Finish();
  return world;
}

SkillWorld SkillWorld::OfIndex(const std::filesystem::path& index) {
  search::SnapshotOptions options;
  options.open_encoder = false;
  const auto snapshot = search::IndexSnapshot::Open(index, options);
  if (!snapshot.ok()) throw std::runtime_error(snapshot.status().ToString());
  std::vector<std::uint32_t> number((*snapshot)->concept_count(), 0);
  std::vector<search::ConceptOrdinal> nodes;
  SkillWorld world;
  for (search::ConceptOrdinal node = 0; node < number.size(); ++node) {
    const core::ConceptType type = (*snapshot)->facts(node).type;
    if (type != core::ConceptType::kSkill && type != core::ConceptType::kSkillGroup) continue;
    const auto item = (*snapshot)->Load(node);
    if (!item.ok()) throw std::runtime_error(item.status().ToString());
    number[node] = static_cast<std::uint32_t>(world.skills_.size()) + 1;
    nodes.push_back(node);
    Skill& skill = world.skills_.emplace_back();
    skill.name = core::FormatConceptName(*item);
    skill.label = item->BestLabels({"en"}).preferred;
    skill.group = type == core::ConceptType::kSkillGroup;
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const auto below : (*snapshot)->Neighbours(nodes[i], core::RelationType::kBroader,
                                                    search::Direction::kIncoming)) {
      if (number[below] == 0) continue;
      world.skills_[i].below.push_back(number[below] - 1);
      world.skills_[number[below] - 1].above.push_back(static_cast<std::uint32_t>(i));
    }
  }
  world.Finish();
  return world;
}

void SkillWorld::Finish() {
  for (std::uint32_t i = 0; i < skills_.size(); ++i) {
    by_name_.emplace_back(skills_[i].name, i);
    (skills_[i].group ? groups_ : drawn_).push_back(i);
  }
  std::sort(by_name_.begin(), by_name_.end());
  std::mt19937_64 random(7);
  std::shuffle(drawn_.begin(), drawn_.end(), random);
  double sum = 0;
  for (std::size_t i = 0; i < drawn_.size(); ++i) {
    sum += 1 / std::pow(static_cast<double>(i) + 3, 0.9);
    shares_.push_back(sum);
  }
}

std::vector<std::string> SkillWorld::Narrower(const std::string& skill) const {
  std::vector<std::string> names;
  const auto found = std::lower_bound(by_name_.begin(), by_name_.end(), std::pair(skill, 0U));
  if (found == by_name_.end() || found->first != skill) return names;
  std::vector<bool> reached(skills_.size());
  std::vector<std::uint32_t> pending = {found->second};
  reached[found->second] = true;
  while (!pending.empty()) {
    const std::uint32_t at = pending.back();
    pending.pop_back();
    for (const std::uint32_t below : skills_[at].below) {
      if (reached[below]) continue;
      reached[below] = true;
      pending.push_back(below);
      names.push_back(skills_[below].name);
    }
  }
  return names;
}

std::vector<std::string> SkillWorld::Broader(const std::string& skill) const {
  std::vector<std::string> names;
  const auto found = std::lower_bound(by_name_.begin(), by_name_.end(), std::pair(skill, 0U));
  if (found == by_name_.end() || found->first != skill) return names;
  for (const std::uint32_t above : skills_[found->second].above) {
    names.push_back(skills_[above].name);
  }
  return names;
}

const SkillWorld::Skill& SkillWorld::Draw(double uniform) const {
  const auto at = std::lower_bound(shares_.begin(), shares_.end(), uniform * shares_.back());
  const auto i =
      std::min<std::size_t>(static_cast<std::size_t>(at - shares_.begin()), drawn_.size() - 1);
  return skills_[drawn_[i]];
}

const SkillWorld::Skill& SkillWorld::DrawGroup(double uniform) const {
  const auto i = static_cast<std::size_t>(uniform * static_cast<double>(groups_.size()));
  return skills_[groups_[std::min(i, groups_.size() - 1)]];
}

registry::Credential GeneratedCredential(const SkillWorld& world, std::uint64_t number) {
  std::mt19937_64 random(number);
  std::uniform_real_distribution<double> uniform;
  const auto below = [&](std::size_t n) {
    return static_cast<std::size_t>(uniform(random) * static_cast<double>(n));
  };
  registry::Credential credential;
  std::array<char, 32> id{};
  std::snprintf(id.data(), id.size(), "generated-%08llu", static_cast<unsigned long long>(number));
  credential.name = std::string("credentials/") + id.data();
  credential.etag = "0123456789abcdef";
  credential.version = 1;
  credential.state = registry::CredentialState::kPublished;
  credential.create_time = registry::Timestamp(std::chrono::microseconds(
      1'760'000'000'000'000 + static_cast<std::int64_t>(number) * 1'000'003));
  credential.publish_time = credential.update_time = credential.create_time;
  const std::size_t issuer = below(60);
  credential.issuer.id = "college-" + std::to_string(issuer);
  credential.issuer.name = {{"en", "College of " + std::to_string(issuer)}};
  credential.type = static_cast<registry::CredentialType>(1 + below(5));
  credential.delivery_mode = static_cast<registry::DeliveryMode>(1 + below(4));
  credential.language_codes = {uniform(random) < 0.15 ? "fr" : "en"};
  credential.region = kRegions[below(kRegions.size())];
  credential.hours = 5 + static_cast<double>(below(300));
  credential.cost = registry::Cost{std::to_string(50 + below(2000)) + ".00", "CAD"};
  credential.start_date = "2027-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(9));
  credential.level.suggested.emplace();
  credential.level.suggested->number = static_cast<int>(1 + below(13));
  credential.level.suggested->qualification = "frameworks/oqf/concepts/diploma-2";
  for (int i = 0; i < 5; ++i) {
    const SkillWorld::Skill& skill = world.Draw(uniform(random));
    registry::Outcome outcome;
    outcome.code = "LO" + std::to_string(i + 1);
    outcome.language_code = "en";
    outcome.text = std::string(kVerbs[below(kVerbs.size())]) + " " + skill.label + " " +
                   kContexts[below(kContexts.size())];
    registry::OutcomeAlignment alignment;
    alignment.concept_name = skill.name;
    alignment.relation = registry::MatchRelation::kCloseMatch;
    alignment.source = static_cast<registry::AlignmentSource>(1 + below(3));
    alignment.confidence = uniform(random);
    outcome.alignments.push_back(alignment);
    if (i % 2 == 0) {
      alignment.concept_name = world.Draw(uniform(random)).name;
      outcome.alignments.push_back(alignment);
    }
    if (i == 0) credential.title = {{"en", "Introduction to " + skill.label}};
    credential.outcomes.push_back(std::move(outcome));
  }
  credential.description = {{"en", "Learn to " + world.Draw(uniform(random)).label + " and to " +
                                       world.Draw(uniform(random)).label + " " +
                                       kContexts[below(kContexts.size())]}};
  return credential;
}

std::unique_ptr<registry::CredentialStore> GeneratedStore(const SkillWorld& world,
                                                          std::int64_t count) {
  return std::make_unique<FixedStore>(world, count);
}

}  // namespace crosswalk::catalogue
