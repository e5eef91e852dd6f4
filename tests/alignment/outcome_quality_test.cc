// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/outcome_quality.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace crosswalk::alignment {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class OutcomeQualityTest : public ::testing::Test {
 protected:
  std::vector<OutcomeFlaw> Review(const std::string& text, std::string_view language = "en",
                                  std::string_view advice = {}) {
    return reviewer_.Review(text, SplitOutcome(text), language, advice.empty() ? language : advice);
  }

  // "kind:words" of the problems, "(kind:words)" of the remarks.
  std::vector<std::string> Flaws(const std::string& text, std::string_view language = "en") {
    static const char* const kKinds[] = {"",      "unassessable", "several",
                                         "empty", "teacher",      "vague"};
    std::vector<std::string> flaws;
    for (const OutcomeFlaw& flaw : Review(text, language)) {
      const bool remark = flaw.severity == FlawSeverity::kRemark;
      std::string shown = remark ? "(" : "";
      shown.append(kKinds[static_cast<int>(flaw.kind)]).append(":");
      shown.append(text, flaw.span.begin, flaw.span.end - flaw.span.begin);
      flaws.push_back(shown.append(remark ? ")" : ""));
    }
    return flaws;
  }

  OutcomeReviewer reviewer_ = *OutcomeReviewer::Load();
};

TEST_F(OutcomeQualityTest, FlagsWhatNobodyCanAssess) {
  EXPECT_THAT(Flaws("Understand the water cycle"), ElementsAre("unassessable:Understand"));
  EXPECT_THAT(Flaws("By the end of this course, students will be able to understand the water "
                    "cycle."),
              ElementsAre("unassessable:understand"));
  EXPECT_THAT(Flaws("Be familiar with payroll software"),
              ElementsAre("unassessable:Be familiar with"));
  EXPECT_THAT(Flaws("Fold napkins and know the names of the folds"),
              ElementsAre("unassessable:know"));
  EXPECT_THAT(Flaws("Gain an appreciation of folk songs"),
              ElementsAre("unassessable:Gain an appreciation"));
  EXPECT_THAT(Flaws("Know how to solder a pipe joint"), ElementsAre("unassessable:Know how to"));
}

TEST_F(OutcomeQualityTest, FlagsTheSameInFrench) {
  EXPECT_THAT(Flaws("Comprendre le cycle de l'eau", "fr"), ElementsAre("unassessable:Comprendre"));
  EXPECT_THAT(Flaws("À la fin de la formation, la personne apprenante sera en mesure de connaître "
                    "les nœuds de base",
                    "fr"),
              ElementsAre("unassessable:connaître"));
  EXPECT_THAT(Flaws("Se familiariser avec un logiciel de paie", "fr"),
              ElementsAre("unassessable:Se familiariser"));
  EXPECT_THAT(Flaws("Être sensibilisé aux risques du bruit", "fr"),
              ElementsAre("unassessable:Être sensibilisé"));
  EXPECT_THAT(Flaws("Saisir l'importance du tri", "fr"), SizeIs(1));
  EXPECT_THAT(Flaws("Acquérir des connaissances sur les marchés", "fr"), SizeIs(1));
}

TEST_F(OutcomeQualityTest, LeavesVerbsThatOnlyLookAlike) {
  EXPECT_THAT(Flaws("Listen actively in order to understand client needs"), IsEmpty());
  EXPECT_THAT(Flaws("Explain how to understand a lease"), IsEmpty());
  EXPECT_THAT(Flaws("Help newcomers understand a lease"), IsEmpty());
  EXPECT_THAT(Flaws("Know your client rules: apply them to three account types"), IsEmpty());
  EXPECT_THAT(Flaws("Saisir des données dans un tableur", "fr"), IsEmpty());
  EXPECT_THAT(Flaws("Apprécier la qualité d'un fromage selon trois critères", "fr"), IsEmpty());
  EXPECT_THAT(Flaws("Sensibiliser la clientèle aux risques d'incendie", "fr"), IsEmpty());
}

TEST_F(OutcomeQualityTest, OnlyRemarksOnAShownUnderstanding) {
  EXPECT_THAT(Flaws("Demonstrate an understanding of hazard controls"),
              ElementsAre("(unassessable:Demonstrate an understanding)"));
  EXPECT_THAT(Flaws("Knowledge of local plants"), ElementsAre("(unassessable:Knowledge)"));
  EXPECT_THAT(Flaws("Démontrer une bonne compréhension des enjeux éthiques", "fr"),
              ElementsAre("(unassessable:Démontrer une bonne compréhension)"));
}

TEST_F(OutcomeQualityTest, FlagsSeveralOutcomesInOne) {
  EXPECT_THAT(Flaws("Weld a lap joint in the flat position. Read a blueprint of a frame."),
              ElementsAre("several:Read a blueprint of a frame"));
  EXPECT_THAT(Flaws("Describe the history of the railway and build a scale model of a bridge"),
              ElementsAre("(several:build a scale model of a bridge)"));
  EXPECT_THAT(Flaws("Measure, cut, prepare, install and repair pipe"),
              ElementsAre("(several:Measure, cut, prepare, install and repair)"));
  EXPECT_THAT(Flaws("Décrire l'histoire du quartier et construire une maquette en bois", "fr"),
              ElementsAre("(several:construire une maquette en bois)"));
}

TEST_F(OutcomeQualityTest, TakesVerbsWithOneObjectForOneOutcome) {
  EXPECT_THAT(Flaws("Plan and conduct a focus group"), IsEmpty());
  EXPECT_THAT(Flaws("Describe a knot and tie it"), IsEmpty());
  EXPECT_THAT(Flaws("Collect water samples and record the results"), IsEmpty());
  EXPECT_THAT(Flaws("Identify hazards on a job site and install guardrails"), IsEmpty());
  EXPECT_THAT(Flaws("Apply cost planning, design and procurement methods to a small building"),
              IsEmpty());
  EXPECT_THAT(Flaws("Explain loan terms, e.g. amortization, to a first-time buyer"), IsEmpty());
  EXPECT_THAT(Flaws("Planifier et animer une réunion d'équipe", "fr"), IsEmpty());
  EXPECT_THAT(Flaws("Décrire un nœud et en expliquer l'usage à bord", "fr"), IsEmpty());
}

TEST_F(OutcomeQualityTest, FlagsOutcomesWithoutContent) {
  EXPECT_THAT(Flaws("Apply skills"), ElementsAre("empty:Apply skills"));
  EXPECT_THAT(Flaws("Learners will communicate effectively."),
              ElementsAre("empty:communicate effectively"));
  EXPECT_THAT(Flaws("Appliquer les connaissances acquises", "fr"),
              ElementsAre("empty:Appliquer les connaissances acquises"));
  EXPECT_THAT(Flaws("Apply knife skills"), IsEmpty());
  EXPECT_THAT(Flaws("Demonstrate professionalism"), IsEmpty());
}

TEST_F(OutcomeQualityTest, FlagsWhatIsNotAboutTheLearner) {
  EXPECT_THAT(Flaws("This course covers the basics of welding"),
              ElementsAre("teacher:This course covers"));
  EXPECT_THAT(Flaws("Learners will be introduced to spreadsheets"),
              ElementsAre("teacher:Learners will be introduced"));
  EXPECT_THAT(Flaws("The instructor will demonstrate knife skills"),
              ElementsAre("teacher:The instructor will"));
  EXPECT_THAT(Flaws("Attend all classes"), ElementsAre("teacher:Attend all classes"));
  EXPECT_THAT(Flaws("Ce cours porte sur les bases du soudage", "fr"),
              ElementsAre("teacher:Ce cours porte"));
  EXPECT_THAT(Flaws("Les étudiants seront initiés au tableur", "fr"),
              ElementsAre("teacher:Les étudiants seront initiés"));
  EXPECT_THAT(Flaws("Teach a beginner to float on the back"), IsEmpty());
}

TEST_F(OutcomeQualityTest, RemarksOnWordsThatEveryReaderMeasuresOtherwise) {
  EXPECT_THAT(Flaws("Use saws, planes, etc."), ElementsAre("(vague:etc)"));
  EXPECT_THAT(Flaws("Discuss various aspects of migration"),
              ElementsAre("(vague:various aspects)"));
  EXPECT_THAT(Flaws("Utiliser la scie, le rabot, etc.", "fr"), ElementsAre("(vague:etc)"));
}

TEST_F(OutcomeQualityTest, AdviceNamesTheWordsAndVerbsThatFitTheObject) {
  const auto flaws = Review("Understand the difference between debit and credit");
  ASSERT_THAT(flaws, SizeIs(1));
  EXPECT_THAT(flaws[0].advice,
              AllOf(HasSubstr("“Understand”"), HasSubstr("distinguish, compare or contrast")));
  EXPECT_THAT(flaws[0].alternatives, ElementsAre("distinguish", "compare", "contrast"));
  EXPECT_THAT(Review("Be familiar with payroll software")[0].alternatives, Contains("use"));
}

TEST_F(OutcomeQualityTest, AdvisesInTheAskedLanguageWithVerbsOfTheOutcomes) {
  const auto flaws = Review("Understand local by-laws", "en", "fr");
  ASSERT_THAT(flaws, SizeIs(1));
  EXPECT_THAT(flaws[0].advice,
              AllOf(HasSubstr("« Understand » ne s'observe pas"), HasSubstr("explain, ")));
  EXPECT_THAT(Review("Understand local by-laws", "en", "de")[0].advice,
              HasSubstr("cannot be seen"));
}

TEST_F(OutcomeQualityTest, DoesNotAdviseAVerbThatIsThere) {
  const auto flaws = Review("Understand and explain the principles of yeast fermentation");
  ASSERT_THAT(flaws, SizeIs(1));
  EXPECT_THAT(flaws[0].alternatives, Not(Contains("explain")));
}

TEST_F(OutcomeQualityTest, FlawsAreInOrderAndDoNotOverlap) {
  const auto flaws = Review("Understand looms, and understand warps, wefts, etc.");
  ASSERT_THAT(flaws, SizeIs(2));
  EXPECT_LE(flaws[0].span.end, flaws[1].span.begin);
}

TEST_F(OutcomeQualityTest, SaysNothingWhereItKnowsNothing) {
  EXPECT_THAT(Flaws(""), IsEmpty());
  EXPECT_THAT(Flaws("– …"), IsEmpty());
  EXPECT_THAT(Flaws("Students will be able to"), IsEmpty());
  EXPECT_THAT(Flaws("Den Wasserkreislauf verstehen", "de"), IsEmpty());
  EXPECT_THAT(Flaws("Bananas."), IsEmpty());
}

TEST(OutcomeRulesTest, NameWhatIsMissing) {
  const auto reviewer = OutcomeReviewer::Parse(R"({"languages": {}})");
  ASSERT_FALSE(reviewer.ok());
  EXPECT_EQ(reviewer.status().reason(), "LEVEL_DATA_INVALID");
  EXPECT_THAT(reviewer.status().message(), HasSubstr("'structure'"));
}

}  // namespace
}  // namespace crosswalk::alignment
