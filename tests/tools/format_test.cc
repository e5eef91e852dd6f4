// SPDX-License-Identifier: Apache-2.0
// What people and programs read, golden strings of a narrow terminal.
#include "tools/client/align_phrases.h"
#include "tools/client/format_alignment.h"
#include "tools/client/format_concept.h"
#include "tools/client/format_csv.h"
#include "tools/client/format_find.h"
#include "tools/client/format_mapping.h"
#include "tools/client/json_output.h"
#include "tools/client/vocabulary.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace crosswalk::client {
namespace {

using ::testing::HasSubstr;

constexpr Look kPlain{.width = 72, .color = false};

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

InputOutcome WeldingOutcome() {
  InputOutcome outcome;
  outcome.id = "LO1";
  outcome.text = "Weld steel plates and grind the seam.";
  return outcome;
}

v1::OutcomeMapping WeldingMapping() {
  return FromText<v1::OutcomeMapping>(R"(
    matches {
      rank: 1 confidence: 0.91 committed: true
      skill { preferred_label: "operate welding equipment" language_code: "en" uri: "http://x/1" }
      evidence {
        spans { start_byte: 22 end_byte: 27 text: "grind" }
        spans { start_byte: 0 end_byte: 10 text: "Weld steel" }
        matched_label { text: "weld" kind: LABEL_KIND_ALTERNATIVE language_code: "en" }
        signals { name: "token-label" value: 0.5 contribution: 1.25 }
        signals { name: "knowledge" value: 0 contribution: 0 }
      }
    }
    matches {
      rank: 2 confidence: 0.3
      skill { preferred_label: "use hand tools" language_code: "en" uri: "http://x/2" }
    })");
}

TEST(FormatMappingTest, OutcomeThenSkillsWithTheirEvidence) {
  EXPECT_EQ(FormatMapping(3, WeldingOutcome(), WeldingMapping(), {}, kPlain),
            " 3. Weld steel plates and grind the seam. [LO1]\n"
            "      #  confidence        skill           in the outcome  matched by\n"
            "    * 1  0.91 very likely  operate         Weld steel \u2026    also called:\n"
            "                           welding         grind           weld\n"
            "                           equipment\n"
            "      2  0.30 doubtful     use hand tools\n");
}

TEST(FormatMappingTest, SignalsThatMadeADifference) {
  const std::string text =
      FormatMapping(1, WeldingOutcome(), WeldingMapping(), {.signals = true}, kPlain);
  EXPECT_THAT(text, HasSubstr("token-label  0.500        +1.250\n"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("knowledge")));
}

TEST(FormatMappingTest, TheUnlikeliestAreLeftOutButForTheBest) {
  const auto rows = [](double least) {
    const std::string text =
        FormatMapping(1, WeldingOutcome(), WeldingMapping(), {.least_confidence = least}, kPlain);
    return std::make_pair(text.find("operate") != std::string::npos,
                          text.find("hand tools") != std::string::npos);
  };
  EXPECT_EQ(rows(0.3), std::make_pair(true, true));
  EXPECT_EQ(rows(0.31), std::make_pair(true, false));
  EXPECT_EQ(rows(0.95), std::make_pair(true, false));
}

TEST(FormatMappingTest, ColourMarksTheWordsOfTheBestSkill) {
  EXPECT_THAT(
      FormatMapping(1, WeldingOutcome(), WeldingMapping(), {}, {.width = 72, .color = true}),
      HasSubstr("\x1b[1;4mWeld steel\x1b[0m plates and \x1b[1;4mgrind\x1b[0m the seam."));
}

TEST(FormatMappingTest, SaysWhereNothingFitsWell) {
  v1::OutcomeMapping nearest = WeldingMapping();
  nearest.set_no_match_reason(v1::NO_MATCH_REASON_NOTHING_FITS);
  nearest.mutable_matches()->DeleteSubrange(0, 1);
  EXPECT_EQ(FormatMapping(3, WeldingOutcome(), nearest, {}, kPlain),
            " 3. Weld steel plates and grind the seam. [LO1]\n"
            "    No skill fits well. The nearest:\n"
            "    #  confidence     skill\n"
            "    2  0.30 doubtful  use hand tools\n");
  nearest.clear_matches();
  EXPECT_EQ(FormatMapping(3, WeldingOutcome(), nearest, {}, kPlain),
            " 3. Weld steel plates and grind the seam. [LO1]\n"
            "    No skill fits well.\n");
}

TEST(FormatMappingTest, WhyThereIsNone) {
  const auto none =
      FromText<v1::OutcomeMapping>("no_match_reason: NO_MATCH_REASON_BELOW_THRESHOLD");
  EXPECT_THAT(FormatMapping(1, WeldingOutcome(), none, {}, kPlain),
              HasSubstr("No skill reaches the asked confidence.\n"));
  const auto failed = FromText<v1::OutcomeMapping>(
      R"(error { code: 3 reason: "TEXT_TOO_LONG" message: "too long" })");
  EXPECT_THAT(FormatMapping(1, WeldingOutcome(), failed, {}, kPlain),
              HasSubstr("    Not mapped: too long (TEXT_TOO_LONG)\n"));
}

TEST(FormatCsvTest, OneRowASkillAndOneWhereThereIsNone) {
  EXPECT_EQ(
      FormatMappingCsv(WeldingOutcome(), WeldingMapping()),
      "LO1,Weld steel plates and grind the seam.,1,0.910,true,operate welding equipment,"
      "http://x/1,grind; Weld steel,\r\n"
      "LO1,Weld steel plates and grind the seam.,2,0.300,false,use hand tools,http://x/2,,\r\n");
  InputOutcome outcome;
  outcome.text = "Say \"yes\", or no.";
  EXPECT_EQ(FormatMappingCsv(outcome, {}), ",\"Say \"\"yes\"\", or no.\",,,,,,,\r\n");
}

v1::AlignLevelResponse Alignment() {
  return FromText<v1::AlignLevelResponse>(R"(
    language_code: "en"
    alignment {
      most_likely { qualification: "f/2" number: 2 label: "Certificate II" probability: 0.6 }
      range {
        low { qualification: "f/1" number: 1 label: "Certificate I" }
        high { qualification: "f/2" number: 2 label: "Certificate II" }
        probability: 0.9
      }
      probabilities { qualification: "f/1" number: 1 label: "Certificate I" probability: 0.3 }
      probabilities { qualification: "f/2" number: 2 label: "Certificate II" probability: 0.6 }
      probabilities { qualification: "f/3" number: 3 label: "Certificate III" probability: 0.1 }
      categories {
        title: "Autonomy" state: EVIDENCE_STATE_FOUND
        most_likely { number: 1 label: "Certificate I" }
        matched_descriptor: "Arrives on time. Works under close supervision."
        evidence {
          outcome_index: 1 span { text: "under supervision" } cue: "works under supervision"
          typical_of { low { number: 1 } high { number: 2 } }
          matched_descriptor: "Works under close supervision."
        }
        evidence { outcome_index: 2 cue: "routine tasks" }
      }
      categories { title: "Knowledge" state: EVIDENCE_STATE_NONE }
      categories { title: "Limits" state: EVIDENCE_STATE_NONE }
      counter_evidence {
        outcome_index: 0 span { text: "Design" } cue: "designs something new"
        typical_of { low { number: 3 } high { number: 3 } }
      }
      shifts {
        direction: SHIFT_DIRECTION_DOWN qualification { number: 1 label: "Certificate I" }
        message: "One outcome asks for a choice."
      }
      shifts {
        direction: SHIFT_DIRECTION_UP qualification { number: 3 label: "Certificate III" }
        message: "No outcome shows planning."
      }
      declared {
        evidence { fact: DECLARED_FACT_HOURS message: "40 hours: typical of Certificate I." }
        most_likely { qualification: "f/1" number: 1 label: "Certificate I" probability: 0.8 }
        range { low { number: 1 } high { number: 1 } probability: 0.8 }
      }
      outcome_levels {
        most_likely { number: 2 label: "Certificate II" }
        range { low { number: 1 } high { number: 3 } }
        processes { process: COGNITIVE_PROCESS_APPLY probability: 0.9 shown: true }
        processes { process: COGNITIVE_PROCESS_CREATE probability: 0.8 shown: true }
        processes { process: COGNITIVE_PROCESS_EVALUATE probability: 0.2 }
        knowledge { dimension: KNOWLEDGE_DIMENSION_FACTUAL probability: 0.3 }
        knowledge { dimension: KNOWLEDGE_DIMENSION_PROCEDURAL probability: 0.7 }
      }
      outcome_levels {
        flaws { severity: OUTCOME_FLAW_SEVERITY_REMARK advice: "Name the list." }
        flaws { severity: OUTCOME_FLAW_SEVERITY_PROBLEM advice: "Say what is done." }
        flaws { severity: OUTCOME_FLAW_SEVERITY_REMARK advice: "Once more." }
      }
      volume { share: 0.1 qualification: "f/2" }
      indicative_eqf { min: 2 max: 3 }
      versions { framework_release: "2026.1" level_model: "m 2" cue_lexicon: "c 2" }
      caveat: "For guidance."
    })");
}

TEST(FormatAlignmentTest, OneScreen) {
  EXPECT_EQ(FormatAlignment(Alignment(), "Welding", {}, kPlain),
            "Welding\n"
            "Comparable to 2 Certificate II (60%), credibly between 1 Certificate I\n"
            "and 2 Certificate II (90%).\n"
            "\n"
            "     3  Certificate III  10%  \u2588\u2588\u2588\u2588\n"
            "  \u25BA  2  Certificate II   60%  "
            "\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588"
            "\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\n"
            "  \u2502  1  Certificate I    30%  "
            "\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\n"
            "\n"
            "What the outcomes show, and which qualifications it is typical of\n"
            "  Autonomy: 1 Certificate I\n"
            "    outcome 2 \u201Cunder supervision\u201D \u2192 works under supervision (1 to 2),\n"
            "      and 1 more\n"
            "    framework: Works under close supervision.\n"
            "  No evidence: Knowledge; Limits.\n"
            "What speaks against it\n"
            "  outcome 1 \u201CDesign\u201D \u2192 designs something new (3)\n"
            "What would move the answer\n"
            "  \u2191 up to 3 Certificate III: No outcome shows planning.\n"
            "  \u2193 down to 1 Certificate I: One outcome asks for a choice.\n"
            "What was declared, apart from the outcomes\n"
            "  40 hours: typical of Certificate I.\n"
            "  outcomes and facts together: 1 Certificate I (80%).\n"
            "Outcomes to look at again (1 of 2)\n"
            "  outcome 2: Say what is done.\n"
            "  outcome 2: Name the list. (and 1 more)\n"
            "\n"
            "Volume: 10% of a typical program at 2 Certificate II. Level and volume\n"
            "are different things. European Qualifications Framework: level 2 to 3,\n"
            "indicative only.\n"
            "For guidance.\n");
}

TEST(FormatAlignmentTest, InFull) {
  const std::string text = FormatAlignment(Alignment(), "", {.full = true}, kPlain);
  EXPECT_THAT(text, HasSubstr("    outcome 3 \u2192 routine tasks\n"));
  EXPECT_THAT(text, HasSubstr("    framework: Arrives on time. Works under close supervision.\n"));
  EXPECT_THAT(text, HasSubstr("  outcome 2: Once more.\n"));
  EXPECT_THAT(text, HasSubstr("Each outcome on its own\n"
                              "     level                      cognitive process  knowledge\n"
                              "  1  2 Certificate II (1 to 3)  apply, create      procedural\n"
                              "  2\n"));
  EXPECT_THAT(text, HasSubstr("Computed with: OQF 2026.1, m 2, c 2.\n"));
}

TEST(FormatAlignmentTest, InFrench) {
  v1::AlignLevelResponse response = Alignment();
  response.set_language_code("fr");
  response.mutable_alignment()->mutable_most_likely()->set_label("Certificat II");
  const std::string text = FormatAlignment(response, "", {}, {.width = 100, .color = false});
  EXPECT_THAT(text, HasSubstr("Comparable \u00E0 2 Certificat II (60\u00A0%)"));
  EXPECT_THAT(text, HasSubstr("  Autonomy\u00A0: 1 Certificate I\n    r\u00E9sultat 2 "));
  EXPECT_THAT(text, HasSubstr("(1 \u00E0 2)"));
  EXPECT_THAT(text, HasSubstr("Rien sur\u00A0: Knowledge; Limits.\n"));
  EXPECT_THAT(text, HasSubstr("R\u00E9sultats \u00E0 revoir (1 sur 2)\n"));
  for (const char* english : {"outcome", "typical", "What", "No evidence"}) {
    EXPECT_THAT(text, ::testing::Not(HasSubstr(std::string("\n") + english))) << english;
  }
}

TEST(FormatAlignmentTest, AbstentionSaysWhatIsMissing) {
  const auto response = FromText<v1::AlignLevelResponse>(
      R"(alignment {
           abstention { reason: ABSTENTION_REASON_TOO_LITTLE_EVIDENCE message: "Too little." }
           probabilities { qualification: "f/1" number: 1 label: "One" probability: 1 } })");
  const std::string text = FormatAlignment(response, "", {}, kPlain);
  EXPECT_THAT(text, HasSubstr("No level is answered. Too little.\n"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("\u25BA")));
}

TEST(AlignPhrasesTest, FillsPlaces) {
  EXPECT_EQ(Fill("{1} of {0}, {x} {2}", {"a", "b"}), "b of a, {x} {2}");
  EXPECT_EQ(PhrasesIn("fr-CA").outcome, PhrasesIn("fr").outcome);
  EXPECT_EQ(PhrasesIn("de").outcome, PhrasesIn("en").outcome);
}

TEST(FormatConceptTest, SearchResultsShowWhichLabelMatched) {
  const auto response = FromText<v1::SearchSkillsResponse>(R"(
    results {
      item { preferred_label: "operate welding equipment" language_code: "en" uri: "http://x/1"
             notation: "W1" type: CONCEPT_TYPE_SKILL skill_type: SKILL_TYPE_SKILL_COMPETENCE }
      matched_label { text: "welding" kind: LABEL_KIND_ALTERNATIVE language_code: "de" }
    }
    corrected_query: "welding" next_page_token: "t" total_size: 1234)");
  EXPECT_EQ(FormatSearch(response, 1, kPlain),
            "Results for welding\n"
            " 1. operate welding equipment [W1] (competence)\n"
            "    also called (de): welding\n"
            "    http://x/1\n"
            "1 to 1 of about 1,234\n");
  EXPECT_EQ(FormatSearch({}, 1, kPlain), "Nothing was found.\n");
}

TEST(FormatConceptTest, FrameworksSayWhatIsInThem) {
  const auto framework = FromText<v1::Framework>(R"(
    name: "frameworks/esco" title: "ESCO" release: "1.2.0" language_codes: "en" language_codes: "fr"
    concept_counts { type: CONCEPT_TYPE_SKILL count: 13939 }
    concept_counts { type: CONCEPT_TYPE_OCCUPATION count: 1 })");
  EXPECT_EQ(FormatFrameworks({framework}, kPlain),
            "frameworks/esco: ESCO, release 1.2.0\n"
            "    13,939 skills, 1 occupation in en, fr\n");
}

TEST(JsonOutputTest, NamesOfTheProtosAndEveryPlainField) {
  const auto mapping = FromText<v1::OutcomeMapping>(R"(outcome_id: "a")");
  EXPECT_EQ(
      ToJson(mapping, JsonLayout::kLine),
      "{\"outcome_id\":\"a\",\"matches\":[],\"no_match_reason\":\"NO_MATCH_REASON_UNSPECIFIED\","
      "\"language_code\":\"\",\"language_source\":\"LANGUAGE_SOURCE_UNSPECIFIED\","
      "\"warnings\":[]}");
  JsonObject object;
  object.AddString("a", "say \"hi\"\n").Add("b", "[1]");
  EXPECT_EQ(object.text(), "{\"a\":\"say \\\"hi\\\"\\n\",\"b\":[1]}");
}

TEST(VocabularyTest, WordsAndNumbers) {
  EXPECT_EQ(Grouped(13939), "13,939");
  EXPECT_EQ(Grouped(-1234567), "-1,234,567");
  EXPECT_EQ(Counted(1, "skill"), "1 skill");
  EXPECT_EQ(ConfidenceWord(0.8), "very likely");
  EXPECT_EQ(ConfidenceWord(0.19), "unlikely");
  EXPECT_EQ(ValueOf(ReuseLevels(), "transversal"), v1::REUSE_LEVEL_TRANSVERSAL);
  EXPECT_EQ(ValueOf(ReuseLevels(), "none"), std::nullopt);
}

TEST(FormatFindTest, ResultsWithTheirReasons) {
  const auto response = FromText<v1::SearchCredentialsResponse>(R"(
    results {
      credential {
        name: "credentials/maple.bees"
        title { key: "en" value: "Keeping bees" }
        issuer { id: "maple" name { key: "en" value: "Maple College" } }
        type: CREDENTIAL_TYPE_MICRO_CREDENTIAL
        level { declared { qualification: "frameworks/oqf/concepts/diploma-2" number: 7 } }
        hours: 40
        outcomes { text: "Inspect a hive" }
      }
      taught_skills { skill_index: 0 outcome_index: 0 confirmed: true }
      highlights { field: "description" text: "On bees." spans { start_byte: 3 end_byte: 7 } }
    }
    skills { asked: "bees" concept_name: "frameworks/esco/concepts/1" label: "breed bees"
             by_words: true widened_by: 2 }
    total_size: 12
    facets { types { value: "MICRO_CREDENTIAL" count: 12 } }
    freshness { indexed_sequence: 5 latest_sequence: 7 })");
  EXPECT_EQ(FormatFind(response, {"en"}, true, kPlain),
            "Skill: breed bees (for \"bees\") and 2 other concepts\n"
            " 1. Keeping bees\n"
            "    Maple College, micro-credential, diploma-2, 40 hours\n"
            "    \u201cOn bees.\n"
            "    breed bees (confirmed): Inspect a hive\n"
            "    credentials/maple.bees\n"
            "1 to 1 of 12 credentials\n"
            "Types: MICRO_CREDENTIAL 12\n"
            "The index is 2 changes behind.\n");
}

TEST(FormatFindTest, AdviceWhereNothingIsFound) {
  const auto response = FromText<v1::SearchCredentialsResponse>(R"(
    advice { kind: SEARCH_ADVICE_KIND_DROP_FILTER subject: "level" count: 3 }
    advice { kind: SEARCH_ADVICE_KIND_BROADER_SKILL subject: "a" replacement: "b" label: "animals"
             count: 1 })");
  EXPECT_EQ(FormatFind(response, {}, false, kPlain),
            "No credential was found.\n"
            "    3 credentials without the filter on level\n"
            "    1 credential for the broader skill animals\n");
}

}  // namespace
}  // namespace crosswalk::client
