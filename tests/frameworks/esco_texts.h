// SPDX-License-Identifier: Apache-2.0
// A small classification in ESCO's form. URIs and words are invented.
#pragma once

#include "frameworks/esco/esco_source.h"
#include "tests/frameworks/source_fixture.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::test {

inline const std::string kFold =
    "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001";
inline const std::string kInk =
    "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000002";
inline const std::string kGroup =
    "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000009";
inline const std::string kFolder =
    "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000101";
inline const std::string kIsco = "http://data.europa.eu/esco/isco/C9999";

// The English files of a release like 1.2.
inline Files EnglishFiles() {
  const std::string skill_header =
      "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
      "modifiedDate,scopeNote,definition,inScheme,description\n";
  return {
      {"skills_en.csv", skill_header + "KnowledgeSkillCompetence," + kFold +
                            ",skill/competence,cross-sector,fold maps,\"folding maps\npleat  maps\n"
                            "fold maps\npleat maps\",mapfolding,released,,Not for atlases.,,,"
                            "\"Fold a map,\ntwice.\"\n"
                            "KnowledgeSkillCompetence," +
                            kInk + ",knowledge,,chart ink,,,released,,,,,\n"},
      {"skillGroups_en.csv",
       "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,"
       "modifiedDate,scopeNote,inScheme,description,code\nSkillGroup," +
           kGroup + ",paper work,,,released,,,,All about paper.,S9\n"},
      {"occupations_en.csv",
       "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status,"
       "description,code\nOccupation," +
           kFolder +
           ",9999,map folder,\"chart folder\nfolder of maps\","
           "released,Folds maps.,9999.1\n"},
      {"ISCOGroups_en.csv",
       "conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description\n"
       "ISCOGroup," +
           kIsco + ",9999,Map workers,released,,,\n"},
      {"broaderRelationsSkillPillar_en.csv",
       "conceptType,conceptUri,conceptLabel,broaderType,broaderUri,broaderLabel\n"
       "KnowledgeSkillCompetence," +
           kFold + ",fold maps,SkillGroup," + kGroup + ",paper work\n"},
      {"broaderRelationsOccPillar_en.csv",
       "conceptType,conceptUri,broaderType,broaderUri\nOccupation," + kFolder + ",ISCOGroup," +
           kIsco + "\n"},
      {"occupationSkillRelations_en.csv",
       "occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel\n" + kFolder +
           ",map folder,essential,skill/competence," + kFold + ",fold maps\n" + kFolder +
           ",map folder,optional,knowledge," + kInk + ",chart ink\n"},
      {"skillSkillRelations_en.csv",
       "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri\n" + kInk +
           ",knowledge,optional,knowledge," + kFold + "\n"},
      {"digitalSkillsCollection_en.csv",
       "conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description\n"
       "KnowledgeSkillCompetence," +
           kInk +
           ",chart ink,released,knowledge,transversal,ink for charts | map ink,Black ink.\n"},
      {"conceptSchemes_en.csv",
       "conceptType,conceptSchemeUri,preferredLabel,title,status,description,hasTopConcept\n"
       "ConceptScheme,http://data.europa.eu/esco/concept-scheme/green,Green,,released,,\n"},
  };
}

// Reads bundles of files in memory, named "esco-v1.2.0" and so on.
inline Reading ReadBundles(std::vector<Files> contents) {
  std::vector<std::unique_ptr<esco::Bundle>> bundles;
  for (Files& files : contents) {
    bundles.push_back(esco::Bundle::FromFiles("esco-v1.2.0", std::move(files)));
  }
  return ReadAll(esco::MakeEscoSource(std::move(bundles)));
}

}  // namespace crosswalk::test
