// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/outcome_frame.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace crosswalk::mapping {
namespace {

struct Framed {
  std::string text;
  std::string_view outcome;
};

class OutcomeFrameTest : public testing::TestWithParam<Framed> {};

TEST_P(OutcomeFrameTest, IsLeftOut) {
  EXPECT_EQ(WithoutFrame(GetParam().text), GetParam().outcome);
}

INSTANTIATE_TEST_SUITE_P(
    Marks, OutcomeFrameTest,
    testing::Values(Framed{"  Prune fruit trees.\n", "Prune fruit trees."},
                    Framed{"\xC2\xA0• Prune fruit trees.", "Prune fruit trees."},
                    Framed{"1. Prune fruit trees.", "Prune fruit trees."},
                    Framed{"LO 2 - Prune fruit trees.", "Prune fruit trees."},
                    Framed{"“Prune fruit trees.”", "Prune fruit trees."},
                    Framed{"\"Prune fruit trees\".", "Prune fruit trees"},
                    Framed{"« Tailler les arbres »", "Tailler les arbres"},
                    Framed{"**Prune fruit trees**", "Prune fruit trees"},
                    Framed{"* *Prune fruit trees*", "Prune fruit trees"},
                    Framed{"<li>Prune fruit trees.</li>", "Prune fruit trees."},
                    Framed{"<p class=\"x\"><b>Prune fruit trees.</b><br/></p>",
                           "Prune fruit trees."},
                    Framed{"- “**Prune fruit trees**”.", "Prune fruit trees"}));

INSTANTIATE_TEST_SUITE_P(
    LeadIns, OutcomeFrameTest,
    testing::Values(
        Framed{"Learning Outcome 3: Prune fruit trees.", "Prune fruit trees."},
        Framed{"Objectif d'apprentissage 2 – Tailler les arbres.", "Tailler les arbres."},
        Framed{"By the end of this course, students will be able to: prune fruit trees.",
               "prune fruit trees."},
        Framed{"Upon successful completion of the module the learner is able to prune fruit trees.",
               "prune fruit trees."},
        Framed{"Graduates will have the ability to prune fruit trees.", "prune fruit trees."},
        Framed{"Students will be able to:\n- prune trees\n- rake leaves",
               "prune trees\n- rake leaves"},
        Framed{"Learners will prune fruit trees.", "prune fruit trees."},
        Framed{"After completing the unit, prune fruit trees.", "prune fruit trees."},
        Framed{"1) You should be able to prune fruit trees.", "prune fruit trees."},
        Framed{"À la fin du cours, l’étudiante ou l’étudiant taille les arbres.",
               "l’étudiante ou l’étudiant taille les arbres."},
        Framed{"À la fin du cours, l'étudiant sera en mesure de tailler les arbres.",
               "tailler les arbres."},
        Framed{"Au terme de la formation, les participantes seront capables d’élaguer des arbres.",
               "élaguer des arbres."},
        Framed{"La personne apprenante devra être apte à tailler les arbres.",
               "tailler les arbres."},
        Framed{"Au terme du module, vous pourrez tailler les arbres.", "tailler les arbres."},
        Framed{"L'étudiante ou l'étudiant sera en mesure de\xC2\xA0: tailler les arbres",
               "tailler les arbres"},
        Framed{"Les étudiantes et les étudiants seront capables d'élaguer.", "élaguer."},
        Framed{"Objectif 2\xC2\xA0: Tailler les arbres", "Tailler les arbres"},
        Framed{"«\xE2\x80\xAFTailler les arbres\xE2\x80\xAF» ;", "Tailler les arbres"},
        Framed{"Learning objectives: prune fruit trees", "prune fruit trees"},
        Framed{"Students are expected to be able to prune trees.", "prune trees."},
        Framed{"Students who complete this course will also be able to prune.", "prune."},
        Framed{"Be able to prune fruit trees.", "prune fruit trees."},
        Framed{"By the end of the workshop you will prune trees.", "prune trees."},
        Framed{"### Prune fruit trees", "Prune fruit trees"},
        Framed{"ii) Prune fruit trees", "Prune fruit trees"},
        Framed{"<li>Prune fruit trees", "Prune fruit trees"}));

// What looks like a frame and is none.
INSTANTIATE_TEST_SUITE_P(
    Other, OutcomeFrameTest,
    testing::Values(
        Framed{"\"Lean\" and \"agile\"", "\"Lean\" and \"agile\""},
        Framed{"3 kitchens: clean them", "3 kitchens: clean them"},
        Framed{"<NAME> is looking for a gardener", "<NAME> is looking for a gardener"},
        Framed{"Students will be trained to prune.", "Students will be trained to prune."},
        Framed{"Students will have access to a laboratory.",
               "Students will have access to a laboratory."},
        Framed{"Help students plan", "Help students plan"},
        Framed{"They can food for winter", "They can food for winter"},
        Framed{"After finishing furniture, apply wax.", "After finishing furniture, apply wax."},
        Framed{"At the end of life, comfort families.", "At the end of life, comfort families."},
        Framed{"Une fois le béton coulé, lisser la surface.",
               "Une fois le béton coulé, lisser la surface."},
        Framed{"802.11 wireless networks", "802.11 wireless networks"},
        Framed{"1.5 litres of stock", "1.5 litres of stock"},
        Framed{"112: answer emergency calls", "112: answer emergency calls"},
        Framed{"- 40 °C freezers", "- 40 °C freezers"},
        Framed{"<b>Prune</b> fruit trees", "<b>Prune</b> fruit trees"},
        Framed{"Write headings with <h1></h1>", "Write headings with <h1></h1>"},
        Framed{"Students will be able to ...", "Students will be able to ..."},
        Framed{"“…”", "“…”"}, Framed{"", ""}));

TEST(LongOutcomeFrameTest, ALongTextTakesNoLongTime) {
  // Linear in the text: seconds would say otherwise.
  const std::string text = "by the end of " + std::string(1 << 20, 'a') + " students will ";
  EXPECT_EQ(WithoutFrame(text).size(), text.size() - 1);
}

}  // namespace
}  // namespace crosswalk::mapping
