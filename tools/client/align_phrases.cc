// SPDX-License-Identifier: Apache-2.0
#include "tools/client/align_phrases.h"

#include <cstddef>

namespace crosswalk::client {
namespace {

constexpr AlignPhrases kEnglish = {
    .no_level = "No level is answered.",
    .comparable = "Comparable to {0} ({1})",
    .between = ", credibly between {0} and {1} ({2})",
    .shows = "What the outcomes show, and which qualifications it is typical of",
    .outcome = "outcome {0}",
    .typical_of = " ({0})",
    .typical_of_range = " ({0} to {1})",
    .more = ", and {0} more",
    .more_flaws = "and {0} more",
    .asks = "framework: ",
    .no_evidence = "No evidence: {0}.",
    .counter_evidence = "What speaks against it",
    .shifts = "What would move the answer",
    .up = "up to {0}: ",
    .down = "down to {0}: ",
    .declared = "What was declared, apart from the outcomes",
    .together = "outcomes and facts together: {0} ({1})",
    .occupations =
        "Occupations that need these skills: skill level {0} of 4 by ISCO-08, from {1} of them",
    .flaws = "Outcomes to look at again ({0} of {1})",
    .volume = "Volume: {0} of a typical program at {1}. Level and volume are different things.",
    .eqf = "European Qualifications Framework: level {0}, indicative only.",
    .to = " to ",
    .computed_with = "Computed with: ",
    .each_outcome = "Each outcome on its own",
    .columns = {"", "level", "cognitive process", "knowledge"},
    .processes = {"remember", "understand", "apply", "analyze", "evaluate", "create"},
    .knowledge = {"factual", "conceptual", "procedural", "metacognitive"},
    .open_quote = "“",
    .close_quote = "”",
    .colon = ": ",
    .percent = "",
};

constexpr AlignPhrases kFrench = {
    .no_level = "Aucun niveau n'est donné.",
    .comparable = "Comparable à {0} ({1})",
    .between = ", de façon crédible entre {0} et {1} ({2})",
    .shows = "Ce que montrent les résultats, et de quels titres c'est typique",
    .outcome = "résultat {0}",
    .typical_of = " ({0})",
    .typical_of_range = " ({0} à {1})",
    .more = ", et {0} de plus",
    .more_flaws = "et {0} de plus",
    .asks = "cadre\u00A0: ",
    .no_evidence = "Rien sur\u00A0: {0}.",
    .counter_evidence = "Ce qui parle contre",
    .shifts = "Ce qui déplacerait la réponse",
    .up = "vers {0}\u00A0: ",
    .down = "vers {0}\u00A0: ",
    .declared = "Ce qui a été déclaré, à part des résultats d'apprentissage",
    .together = "résultats et faits ensemble\u00A0: {0} ({1})",
    .occupations =
        "Professions qui exigent ces compétences\u00A0: niveau {0} sur 4 selon la CITP-08, "
        "d'après {1} d'entre elles",
    .flaws = "Résultats à revoir ({0} sur {1})",
    .volume =
        "Volume\u00A0: {0} d'un programme type de {1}. Niveau et volume sont deux choses "
        "distinctes.",
    .eqf = "Cadre européen des certifications : niveau {0}, à titre indicatif.",
    .to = " à ",
    .computed_with = "Calculé avec\u00A0: ",
    .each_outcome = "Chaque résultat pris à part",
    .columns = {"", "niveau", "processus cognitif", "connaissances"},
    .processes = {"se rappeler", "comprendre", "appliquer", "analyser", "évaluer", "créer"},
    .knowledge = {"factuelles", "conceptuelles", "procédurales", "métacognitives"},
    .open_quote = "«\u00A0",
    .close_quote = "\u00A0»",
    .colon = "\u00A0: ",
    .percent = "\u00A0",
};

}  // namespace

const AlignPhrases& PhrasesIn(std::string_view language) {
  return language.substr(0, language.find('-')) == "fr" ? kFrench : kEnglish;
}

std::string Fill(std::string_view phrase, std::initializer_list<std::string> values) {
  std::string filled;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    const bool placeholder = phrase[i] == '{' && i + 2 < phrase.size() && phrase[i + 2] == '}';
    const auto index = static_cast<std::size_t>(placeholder ? phrase[i + 1] - '0' : 0);
    if (placeholder && index < values.size()) {
      filled += values.begin()[index];
      i += 2;
    } else {
      filled += phrase[i];
    }
  }
  return filled;
}

}  // namespace crosswalk::client
