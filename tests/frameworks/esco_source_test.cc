// SPDX-License-Identifier: Apache-2.0
// What becomes of good bundles, with the quirks of every release.
#include "frameworks/esco/esco_source.h"

#include "tests/frameworks/esco_texts.h"
#include "tests/frameworks/source_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace crosswalk::test {
namespace {

using core::RelationType;
using core::Severity;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::string Replace(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

TEST(EscoSourceTest, ReadsEveryKindOfFile) {
  const Reading reading = ReadBundles({EnglishFiles()});
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.Complaints(), "");
  EXPECT_EQ(reading.data.framework.id, "esco");
  EXPECT_EQ(reading.data.framework.release, "1.2.0");
  EXPECT_THAT(reading.data.framework.languages, ElementsAre("en"));
  EXPECT_EQ(reading.data.concepts.size(), 5U);
  EXPECT_EQ(reading.data.sources.size(), 10U);
  EXPECT_EQ(reading.data.sources.front().name, "esco-v1.2.0/skills_en.csv");
  EXPECT_EQ(reading.data.sources.front().sha256.size(), 64U);

  const core::Concept fold = reading.Find(kFold);
  EXPECT_EQ(fold.framework, "esco");
  EXPECT_EQ(fold.id, "00000000-0000-4000-8000-000000000001");
  EXPECT_EQ(fold.type, core::ConceptType::kSkill);
  EXPECT_EQ(fold.skill_type, core::SkillType::kSkillCompetence);
  EXPECT_EQ(fold.reuse_level, core::ReuseLevel::kCrossSector);
  EXPECT_EQ(fold.status, "released");
  ASSERT_EQ(fold.labels.size(), 1U);
  EXPECT_EQ(fold.labels[0].preferred, "fold maps");
  EXPECT_THAT(fold.labels[0].alternative, ElementsAre("folding maps", "pleat maps"));
  EXPECT_THAT(fold.labels[0].hidden, ElementsAre("mapfolding"));
  EXPECT_EQ(fold.labels[0].description, "Fold a map, twice.");
  EXPECT_EQ(fold.labels[0].scope_note, "Not for atlases.");

  EXPECT_EQ(reading.Find(kGroup).type, core::ConceptType::kSkillGroup);
  EXPECT_EQ(reading.Find(kGroup).code, "S9");
  EXPECT_EQ(reading.Find(kFolder).type, core::ConceptType::kOccupation);
  EXPECT_EQ(reading.Find(kFolder).code, "9999.1");
  EXPECT_EQ(reading.Find(kIsco).type, core::ConceptType::kOccupationGroup);
  EXPECT_EQ(reading.Find(kIsco).id, "isco-c9999");

  EXPECT_THAT(reading.data.relations,
              UnorderedElementsAre(core::Relation{kFold, kGroup, RelationType::kBroader},
                                   core::Relation{kFolder, kIsco, RelationType::kBroader},
                                   core::Relation{kFolder, kFold, RelationType::kEssentialSkill},
                                   core::Relation{kFolder, kInk, RelationType::kOptionalSkill},
                                   core::Relation{kInk, kFold, RelationType::kOptionalSkill}));
}

TEST(EscoSourceTest, TakesMarkupOutOfNotes) {
  Files files = EnglishFiles();
  std::string& skills = files.at("skills_en.csv");
  const std::string note = "Not for atlases.";
  skills.replace(skills.find(note), note.size(),
                 "\"Excludes <a resource=\"\"urn:a\"\"><span>atlases</span></a>, 1 < 2 <3 <b\"");
  const Reading reading = ReadBundles({files});
  EXPECT_EQ(reading.Find(kFold).labels.at(0).scope_note, "Excludes atlases, 1 < 2 <3 <b");
}

TEST(EscoSourceTest, ReadsTheSameFromFolderAndZip) {
  const TempFolder folder;
  for (const auto& [name, bytes] : EnglishFiles()) folder.Write("esco v1.1.1/" + name, bytes);
  const auto zip =
      folder.Write("ESCO dataset - v1.1.1 - classification - en - csv.zip", ZipOf(EnglishFiles()));
  const Reading from_folder = ReadAll(esco::OpenEscoSource({folder.path() / "esco v1.1.1" / ""}));
  const Reading from_zip = ReadAll(esco::OpenEscoSource({zip}));
  ASSERT_TRUE(from_folder.status.ok()) << from_folder.status.ToString();
  ASSERT_TRUE(from_zip.status.ok()) << from_zip.status.ToString();
  EXPECT_EQ(from_folder.data.framework.release, "1.1.1");
  EXPECT_EQ(from_folder.data.concepts, from_zip.data.concepts);
  EXPECT_EQ(from_folder.data.relations, from_zip.data.relations);
  EXPECT_EQ(from_folder.data.sources.front().name, "esco v1.1.1/skills_en.csv");
  EXPECT_EQ(from_zip.data.sources.front().name,
            "ESCO dataset - v1.1.1 - classification - en - csv.zip!skills_en.csv");
}

TEST(EscoSourceTest, ReadsAZipWithAFolderInside) {
  const TempFolder folder;
  Files files;
  for (const auto& [name, bytes] : EnglishFiles()) files["classification/" + name] = bytes;
  files["__MACOSX/._skills_en.csv"] = "no CSV at all";
  const auto zip = folder.Write("v1.2.0.zip", ZipOf(files));
  const Reading reading = ReadAll(esco::OpenEscoSource({zip}));
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.data.concepts.size(), 5U);
  EXPECT_EQ(reading.Complaints(), "");
}

TEST(EscoSourceTest, TakesByteOrderMarksAndCarriageReturns) {
  Files files = EnglishFiles();
  for (auto& [name, bytes] : files) bytes = "\xEF\xBB\xBF" + Replace(bytes, "\n", "\r\n");
  const Reading plain = ReadBundles({EnglishFiles()});
  const Reading reading = ReadBundles({files});
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.Complaints(), "");
  EXPECT_EQ(reading.data.concepts, plain.data.concepts);
  EXPECT_EQ(reading.data.relations, plain.data.relations);
}

TEST(EscoSourceTest, MergesLanguagesIntoOneConceptSet) {
  const Files french = {
      {"skills_fr.csv",
       "altLabels,conceptUri,preferredLabel\nplisser des cartes," + kFold + ",plier  des cartes\n"},
      {"occupations_fr.csv", "conceptUri,preferredLabel,altLabels\n" + kFolder + ",plieur,\n"},
      {"occupationSkillRelations_fr.csv",
       "occupationUri,relationType,skillUri\n" + kFolder + ",essential," + kFold + "\n"}};
  const Reading reading = ReadBundles({EnglishFiles(), french});
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.Complaints(), "");
  EXPECT_THAT(reading.data.framework.languages, ElementsAre("en", "fr"));
  EXPECT_EQ(reading.data.concepts.size(), 5U);
  EXPECT_EQ(reading.data.relations.size(), 5U);

  const core::Concept fold = reading.Find(kFold);
  ASSERT_EQ(fold.labels.size(), 2U);
  EXPECT_EQ(fold.labels[1].language, "fr");
  EXPECT_EQ(fold.labels[1].preferred, "plier des cartes");
  EXPECT_THAT(fold.labels[1].alternative, ElementsAre("plisser des cartes"));
  EXPECT_EQ(reading.Find(kInk).labels.size(), 1U);
}

TEST(EscoSourceTest, MergesInAnyOrderOfBundles) {
  const Files french = {{"skills_fr.csv", "conceptUri,preferredLabel\n" + kInk + ",encre\n"}};
  const Reading reading = ReadBundles({french, EnglishFiles()});
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  const core::Concept ink = reading.Find(kInk);
  ASSERT_EQ(ink.labels.size(), 2U);
  EXPECT_EQ(ink.labels[0].language, "en");
  EXPECT_EQ(ink.skill_type, core::SkillType::kKnowledge);
}

TEST(EscoSourceTest, LetsCollectionsFillInWhatLabelFilesLeaveOpen) {
  const Reading reading = ReadBundles({EnglishFiles()});
  const core::Concept ink = reading.Find(kInk);
  EXPECT_THAT(ink.collections, ElementsAre("digital"));
  EXPECT_THAT(ink.labels[0].alternative, ElementsAre("ink for charts", "map ink"));
  EXPECT_EQ(ink.labels[0].description, "Black ink.");
  EXPECT_EQ(ink.reuse_level, core::ReuseLevel::kTransversal);
  EXPECT_THAT(reading.Find(kFold).collections, IsEmpty());
  ASSERT_EQ(reading.data.collections.size(), 1U);
  EXPECT_EQ(reading.data.collections[0].id, "digital");
  EXPECT_EQ(reading.data.collections[0].title.at("en"), "Digital skills and knowledge");
}

TEST(EscoSourceTest, LetsNoCollectionOverruleALabelFile) {
  Files files = EnglishFiles();
  files["greenSkillsCollection_en.csv"] =
      "conceptUri,preferredLabel,skillType,reuseLevel,altLabels,description\n" + kFold +
      ",unfold maps,knowledge,transversal,creasing,Another text.\n";
  const Reading reading = ReadBundles({files});
  const core::Concept fold = reading.Find(kFold);
  EXPECT_THAT(fold.collections, ElementsAre("green"));
  EXPECT_EQ(fold.labels[0].preferred, "fold maps");
  EXPECT_THAT(fold.labels[0].alternative, ElementsAre("folding maps", "pleat maps"));
  EXPECT_EQ(fold.labels[0].description, "Fold a map, twice.");
  EXPECT_EQ(fold.skill_type, core::SkillType::kSkillCompetence);
  EXPECT_EQ(fold.reuse_level, core::ReuseLevel::kCrossSector);
}

// Release 1.0.3: no code columns, groups with their code for a URI, a collection called ICT, the
// group of an occupation in a column only.
TEST(EscoSourceTest, ReadsTheLayoutOfTheFirstReleases) {
  const std::string group = "http://data.europa.eu/esco/skill/S9.1";
  const std::string field = "http://data.europa.eu/esco/isced-f/0999";
  const Reading reading = ReadBundles({{
      {"skills_en.csv",
       "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,"
       "description\nKnowledgeSkillCompetence," +
           kFold + ",skill/competence,cross-sector,fold maps,,\n"},
      {"skillGroups_en.csv",
       "conceptType,conceptUri,preferredLabel,altLabels,description\n"
       "SkillGroup," +
           group + ",paper work,,\nSkillGroup," + field + ",maps,,\n"},
      {"occupations_en.csv",
       "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description"
       "\nOccupation," +
           kFolder + ",9999,map folder,,\n"},
      {"ISCOGroups_en.csv",
       "conceptType,conceptUri,preferredLabel,altLabels,description\nISCOGroup," + kIsco +
           ",Map workers,,\n"},
      {"ictSkillsCollection_en.csv", "conceptUri,preferredLabel\n" + kFold + ",fold maps\n"},
  }});
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.Complaints(), "");
  EXPECT_EQ(reading.Find(group).id, "s9.1");
  EXPECT_EQ(reading.Find(group).code, "S9.1");
  EXPECT_EQ(reading.Find(field).id, "isced-f-0999");
  EXPECT_EQ(reading.Find(field).code, "0999");
  EXPECT_EQ(reading.Find(kIsco).code, "9999");
  EXPECT_EQ(reading.Find(kFold).code, "");
  EXPECT_THAT(reading.Find(kFold).collections, ElementsAre("ict"));
  EXPECT_THAT(reading.data.relations,
              ElementsAre(core::Relation{kFolder, kIsco, RelationType::kBroader}));
}

TEST(EscoSourceTest, TakesCodesOfGroupsFromTheHierarchy) {
  Files files = EnglishFiles();
  files["skillGroups_en.csv"] =
      "conceptUri,preferredLabel,altLabels,description\n" + kGroup + ",paper work,,\n";
  files["skillsHierarchy_en.csv"] =
      "Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Level 0 code,"
      "Level 1 code,Level 2 code\n" +
      kGroup + ",paper work,,,S9\n";
  const Reading reading = ReadBundles({files});
  EXPECT_EQ(reading.Complaints(), "");
  EXPECT_EQ(reading.Find(kGroup).code, "S9");
}

TEST(EscoSourceTest, ReadsASetOfSkillsAloneAndNotesWhatItLacks) {
  const Reading reading =
      ReadBundles({{{"skills_en.csv", "conceptUri,preferredLabel\n" + kFold + ",fold maps\n"}}});
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_EQ(reading.Complaints(), "");
  std::vector<std::string> notes;
  for (const core::Diagnostic& finding : reading.diagnostics.kept()) {
    if (finding.rule == "missing-file") notes.push_back(finding.reason);
  }
  EXPECT_THAT(notes, Contains("no occupationSkillRelations file, so no skills of occupations"));
  EXPECT_THAT(notes, Contains("no broaderRelationsSkillPillar file, so no hierarchy of skills"));
}

TEST(EscoSourceTest, TakesTheLanguageFromTheBundleWhereFilesHaveNone) {
  const TempFolder folder;
  folder.Write("ESCO v1.2.0 - classification - fr - csv/skills.csv",
               "conceptUri,preferredLabel\n" + kFold + ",plier\n");
  const Reading reading =
      ReadAll(esco::OpenEscoSource({folder.path() / "ESCO v1.2.0 - classification - fr - csv"}));
  ASSERT_TRUE(reading.status.ok()) << reading.status.ToString();
  EXPECT_THAT(reading.data.framework.languages, ElementsAre("fr"));
}

TEST(EscoSourceTest, TakesTheReleaseByOption) {
  const TempFolder folder;
  folder.Write("my esco/skills_en.csv", "conceptUri,preferredLabel\n" + kFold + ",fold\n");
  const Reading unnamed = ReadAll(esco::OpenEscoSource({folder.path() / "my esco"}));
  EXPECT_EQ(unnamed.data.framework.release, "unknown");
  EXPECT_EQ(unnamed.Only("unknown-release").severity, Severity::kWarning);
  const Reading named =
      ReadAll(esco::OpenEscoSource({folder.path() / "my esco"}, {.release = "1.2.1"}));
  EXPECT_EQ(named.data.framework.release, "1.2.1");
  EXPECT_EQ(named.Complaints(), "");
}

TEST(EscoSourceTest, ReadsTheSameTwice) {
  const Reading first = ReadBundles({EnglishFiles()});
  const Reading second = ReadBundles({EnglishFiles()});
  EXPECT_EQ(first.data.concepts, second.data.concepts);
  EXPECT_EQ(first.data.relations, second.data.relations);
}

}  // namespace
}  // namespace crosswalk::test
