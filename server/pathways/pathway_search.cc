// SPDX-License-Identifier: Apache-2.0
#include "server/pathways/pathway_search.h"

#include "server/pathways/step_finder.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <set>
#include <unordered_map>
#include <utility>

namespace crosswalk::pathways {
namespace {

// A path that ends at nothing with a name is worth less than one that reaches something.
constexpr double kNoDestination = 0.75;
// Paths for which occupations are worked out, for each that is answered.
constexpr std::size_t kExaminedForOne = 4;
constexpr std::size_t kMostNearFits = 5;

bool BetterStep(const Step& a, const Step& b) {
  return a.score != b.score ? a.score > b.score : a.target->name < b.target->name;
}

// The `limit` best steps to different targets, judged, best first. `leave_out` says which targets
// are none.
template <typename LeaveOut>
std::vector<Step> BestSteps(const std::vector<NodePtr>& sources, const Holdings& holdings,
                            StepFinder& finder, const StepRules& rules, bool with_obstacles,
                            std::size_t limit, LeaveOut leave_out) {
  std::vector<const Step*> compared;
  for (const NodePtr& source : sources) {
    for (const Step& step : finder.From(source)) compared.push_back(&step);
  }
  std::stable_sort(compared.begin(), compared.end(),
                   [](const Step* a, const Step* b) { return MostScore(*a) > MostScore(*b); });
  std::vector<Step> steps;  // Best first.
  for (const Step* candidate : compared) {
    // Those that follow cannot come before the last one kept.
    if (steps.size() >= limit && steps[limit - 1].score > MostScore(*candidate)) break;
    if (holdings.Has(candidate->target->name) || leave_out(*candidate)) continue;
    Step step = *candidate;
    Judge(holdings, rules, step);
    if (!with_obstacles && !step.obstacles.empty()) continue;
    const auto same = std::find_if(steps.begin(), steps.end(), [&](const Step& other) {
      return other.target->name == step.target->name;
    });
    if (same != steps.end()) {
      if (same->score >= step.score) continue;
      steps.erase(same);
    }
    steps.insert(std::upper_bound(steps.begin(), steps.end(), step, BetterStep), std::move(step));
  }
  steps.resize(std::min(steps.size(), limit));
  return steps;
}

class Search {
 public:
  Search(const std::vector<NodePtr>& held, const CredentialGraph& credentials,
         const SkillGraph& skills, const PathwayRules& rules)
      : held_(held),
        credentials_(credentials),
        skills_(skills),
        rules_(rules),
        finder_(credentials, skills, rules.evidence, rules.declared_only, rules.max_candidates,
                rules.steps.min_overlap) {}

  core::Result<PathwayAnswer> Run() {
    states_.push_back({});
    open_.push({1.0, 0, 0});
    while (!open_.empty()) {
      if (rules_.cancelled && rules_.cancelled()) {
        return core::Status(core::StatusCode::kCancelled, "REQUEST_CANCELLED",
                            "the search for pathways was cancelled");
      }
      if (answer_.examined >= rules_.max_examined) {
        answer_.truncated = true;
        break;
      }
      const std::size_t index = open_.top().state;
      open_.pop();
      Examine(index);
    }
    Report();
    if (answer_.pathways.empty()) FindNearest();
    answer_.truncated |= finder_.truncated();
    for (const NodePtr& node : held_) {
      for (const registry::Requirement& link : node->stacks_into) {
        if (!link.credential.empty() && credentials_.Find(link.credential) == nullptr) {
          answer_.dangling.push_back({node, link});
        }
      }
    }
    return std::move(answer_);
  }

 private:
  // What is held and the steps on the way up to the first state.
  struct State {
    std::optional<std::size_t> parent;
    std::optional<Step> step;
    int depth = 0;
    double product = 1;     // Of the steps' scores.
    bool examined = false;  // Counted, and its continuations looked for.
    bool went_on = false;   // A state after it was examined.
    std::vector<Destination> qualifications;
  };
  struct Entry {
    double priority = 0;
    int depth = 0;
    std::size_t state = 0;
    // The best comes first; of equal ones the shorter, then the one found earlier.
    bool operator<(const Entry& other) const {
      if (priority != other.priority) return priority < other.priority;
      if (depth != other.depth) return depth > other.depth;
      return state > other.state;
    }
  };

  Holdings HoldingsOf(std::size_t index) const {
    std::vector<const Step*> steps;
    for (std::optional<std::size_t> at = index; at && states_[*at].step; at = states_[*at].parent) {
      steps.push_back(&*states_[*at].step);
    }
    Holdings holdings(skills_, rules_.evidence);
    for (const NodePtr& node : held_) holdings.Add(node);
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) holdings.Add((*step)->target);
    return holdings;
  }

  // Names of all steps in no order: two orders of the same steps are one way.
  std::set<std::string> SignatureOf(std::size_t index) const {
    std::set<std::string> names;
    for (std::optional<std::size_t> at = index; at && states_[*at].step; at = states_[*at].parent) {
      names.insert(states_[*at].step->target->name);
    }
    return names;
  }

  void Examine(std::size_t index) {
    if (states_[index].step) {
      if (!signatures_.insert(SignatureOf(index)).second) return;
      if (++visits_[states_[index].step->target->name] > rules_.max_visits) return;
    }
    ++answer_.examined;
    states_[index].examined = true;
    if (states_[index].parent) states_[*states_[index].parent].went_on = true;
    const Holdings holdings = HoldingsOf(index);
    states_[index].qualifications = QualificationsOf(holdings, rules_.destinations);

    const bool is_start = !states_[index].step.has_value();
    const std::vector<NodePtr> sources =
        is_start ? held_ : std::vector<NodePtr>{states_[index].step->target};
    if (states_[index].depth >= rules_.max_steps && !is_start) return;
    // One more than are followed, to know whether there are.
    const std::size_t limit =
        std::max(rules_.max_branches + 1, is_start ? rules_.max_continuations : 0);
    std::vector<Step> steps =
        BestSteps(sources, holdings, finder_, rules_.steps, /*with_obstacles=*/false, limit,
                  [&](const Step& step) { return IsBehind(step, holdings); });
    if (is_start) {
      const std::size_t kept = std::min(steps.size(), rules_.max_continuations);
      answer_.continuations.assign(steps.begin(),
                                   steps.begin() + static_cast<std::ptrdiff_t>(kept));
    }
    if (steps.size() > rules_.max_branches) {
      answer_.truncated = true;
      steps.resize(rules_.max_branches);
    }
    for (Step& step : steps) {
      State next;
      next.parent = index;
      next.depth = states_[index].depth + 1;
      next.product = states_[index].product * step.score;
      next.step = std::move(step);
      open_.push({next.product, next.depth, states_.size()});
      states_.push_back(std::move(next));
    }
  }

  bool IsBehind(const Step& step, const Holdings& holdings) {
    return std::any_of(holdings.nodes().begin(), holdings.nodes().end(), [&](const NodePtr& node) {
      return finder_.BehindOf(node).contains(step.target->name);
    });
  }

  // Whether the state reaches a qualification that no state before it does.
  bool ReachesNew(std::size_t index) const {
    for (const Destination& destination : states_[index].qualifications) {
      bool known = false;
      for (auto at = states_[index].parent; at; at = states_[*at].parent) {
        for (const Destination& other : states_[*at].qualifications) {
          known |= other.qualification == destination.qualification;
        }
      }
      if (!known) return true;
    }
    return false;
  }

  Pathway PathwayOf(std::size_t index) const {
    Pathway pathway;
    for (std::optional<std::size_t> at = index; at && states_[*at].step; at = states_[*at].parent) {
      pathway.steps.push_back(*states_[*at].step);
    }
    std::reverse(pathway.steps.begin(), pathway.steps.end());
    pathway.destinations = states_[index].qualifications;
    return pathway;
  }

  // The geometric mean of the steps: long ways are not worse than short ones of the same quality.
  static void SetScore(Pathway& pathway) {
    double product = 1;
    for (const Step& step : pathway.steps) product *= step.score;
    const double mean = std::pow(product, 1.0 / static_cast<double>(pathway.steps.size()));
    double destination = 0;
    for (const Destination& reached : pathway.destinations) {
      destination = std::max(destination, reached.score);
    }
    pathway.score = mean * (kNoDestination + (1 - kNoDestination) * destination);
  }

  static bool Better(const Pathway& a, const Pathway& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.steps.size() != b.steps.size()) return a.steps.size() < b.steps.size();
    for (std::size_t i = 0; i < a.steps.size(); ++i) {
      const auto order = a.steps[i].target->name.compare(b.steps[i].target->name);
      if (order != 0) return order < 0;
    }
    return false;
  }

  // Qualifications and occupations that what is held in the state reaches.
  std::vector<Destination> DestinationsOf(std::size_t index, const Holdings& holdings) const {
    std::vector<Destination> destinations = states_[index].qualifications;
    for (Destination& occupation : OccupationsOf(holdings, rules_.destinations)) {
      destinations.push_back(std::move(occupation));
    }
    return destinations;
  }

  void Report() {
    if (states_.front().examined) answer_.reached = DestinationsOf(0, HoldingsOf(0));
    std::vector<std::pair<Pathway, std::size_t>> found;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      const State& state = states_[i];
      if (!state.examined || !state.step) continue;
      if (state.went_on && !ReachesNew(i)) continue;
      found.emplace_back(PathwayOf(i), i);
      SetScore(found.back().first);
    }
    const auto better = [](const auto& a, const auto& b) { return Better(a.first, b.first); };
    std::sort(found.begin(), found.end(), better);
    found.resize(std::min(found.size(), kExaminedForOne * rules_.max_paths));
    for (auto& [pathway, index] : found) {
      const Holdings holdings = HoldingsOf(index);
      pathway.destinations = DestinationsOf(index, holdings);
      pathway.hours = holdings.hours();
      pathway.level = holdings.level();
      pathway.skills = holdings.skills().size();
      SetScore(pathway);
    }
    std::sort(found.begin(), found.end(), better);
    found.resize(std::min(found.size(), rules_.max_paths));
    for (auto& [pathway, index] : found) answer_.pathways.push_back(std::move(pathway));
  }

  // What to tell where nothing follows.
  void FindNearest() {
    const Holdings holdings = HoldingsOf(0);
    const std::vector<Step> steps =
        StepsFrom(held_, holdings, credentials_, rules_, /*with_obstacles=*/true);
    answer_.near_fits = NearFits(steps, holdings, kLeastNearOverlap, kMostNearFits);
    const bool to_work = std::any_of(
        answer_.reached.begin(), answer_.reached.end(),
        [](const Destination& reached) { return reached.kind == DestinationKind::kOccupation; });
    if (!to_work) answer_.nearest_occupations = NearestOccupations(holdings);
  }

  const std::vector<NodePtr>& held_;
  const CredentialGraph& credentials_;
  const SkillGraph& skills_;
  const PathwayRules& rules_;
  StepFinder finder_;
  std::vector<State> states_;
  std::priority_queue<Entry> open_;
  std::set<std::set<std::string>> signatures_;
  std::unordered_map<std::string, std::size_t> visits_;
  PathwayAnswer answer_;
};

}  // namespace

core::Result<PathwayAnswer> FindPathways(const std::vector<NodePtr>& held,
                                         const CredentialGraph& credentials,
                                         const SkillGraph& skills, const PathwayRules& rules) {
  return Search(held, credentials, skills, rules).Run();
}

std::vector<Step> StepsFrom(const std::vector<NodePtr>& from, const Holdings& holdings,
                            const CredentialGraph& credentials, const PathwayRules& rules,
                            bool with_obstacles) {
  StepFinder finder(credentials, holdings.graph(), rules.evidence, rules.declared_only,
                    rules.max_candidates, with_obstacles ? 0 : rules.steps.min_overlap);
  return BestSteps(from, holdings, finder, rules.steps, with_obstacles, rules.max_candidates,
                   [](const Step&) { return false; });
}

}  // namespace crosswalk::pathways
