// SPDX-License-Identifier: Apache-2.0
#include "frameworks/esco/esco_source.h"

#include "frameworks/esco/collection_files.h"
#include "frameworks/esco/concept_table.h"
#include "frameworks/esco/esco_layout.h"
#include "frameworks/esco/label_files.h"
#include "frameworks/esco/relation_files.h"
#include "frameworks/esco/source_text.h"
#include "frameworks/io/source_file.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

namespace crosswalk::esco {
namespace {

using core::Diagnostics;
using core::Severity;
using core::Status;

// In the order of reading: concepts, then what refers to them.
struct KindTraits {
  FileKind kind;
  bool has_words;         // One file a language; else one is enough.
  std::string_view loss;  // What a set without it lacks; empty for what nobody misses.
};
constexpr std::array<KindTraits, 11> kKinds = {{
    {FileKind::kSkills, true, "skills"},
    {FileKind::kSkillGroups, true, "skill groups"},
    {FileKind::kOccupations, true, "occupations"},
    {FileKind::kIscoGroups, true, "ISCO groups"},
    {FileKind::kConceptSchemes, true, ""},
    {FileKind::kCollection, true, "thematic collections"},
    {FileKind::kSkillsHierarchy, false, ""},
    {FileKind::kBroaderSkills, false, "hierarchy of skills"},
    {FileKind::kBroaderOccupations, false, "hierarchy of occupations"},
    {FileKind::kOccupationSkills, false, "skills of occupations"},
    {FileKind::kSkillSkills, false, "relations between skills"},
}};

struct ListedFile {
  Bundle* bundle;
  std::string file;
  FileName name;
};

core::Framework DescribeEsco() {
  core::Framework framework;
  framework.id = "esco";
  framework.uri = "http://data.europa.eu/esco";
  framework.publisher = {{"en", "European Commission"}, {"fr", "Commission européenne"}};
  framework.license = "CC BY 4.0 (Commission Decision 2011/833/EU)";
  // The sentence that https://esco.ec.europa.eu/en/use-esco/download asks for.
  framework.attribution = {
      {"en", "This service uses the ESCO classification of the European Commission."},
      {"fr", "Ce service utilise la classification ESCO de la Commission européenne."}};
  framework.title = {
      {"en", "European Skills, Competences, Qualifications and Occupations (ESCO)"},
      {"fr", "Aptitudes, compétences, certifications et professions européennes (ESCO)"}};
  return framework;
}

class EscoSource final : public core::FrameworkSource {
 public:
  EscoSource(std::vector<std::unique_ptr<Bundle>> bundles, EscoOptions options)
      : bundles_(std::move(bundles)), options_(std::move(options)) {}

  core::Result<core::FrameworkData> Read(Diagnostics& diagnostics) override {
    core::FrameworkData data;
    data.framework = DescribeEsco();
    data.framework.release = Release(diagnostics);
    const std::vector<ListedFile> files = ListFiles(diagnostics);
    if (Status status = CheckFiles(files, diagnostics); !status.ok()) return status;

    ConceptTable concepts;
    LabelFileReader labels(concepts, diagnostics);
    CollectionFileReader collections(concepts, diagnostics);
    RelationFileReader relations(diagnostics);
    for (const ListedFile& listed : files) {
      core::Result<std::string> bytes = listed.bundle->Read(listed.file);
      if (!bytes.ok()) return bytes.status();
      const SourceText text{listed.bundle->Locate(listed.file), listed.name, *bytes};
      data.sources.push_back(io::DescribeSource(text.location, text.bytes));
      if (Status status = ReadFile(text, labels, collections, relations); !status.ok()) {
        return status;
      }
    }
    labels.ReportMissingLabels();
    relations.AddMissingIscoGroups(labels.isco_groups());

    data.collections = collections.Take();
    data.relations = relations.Take();
    data.concepts = concepts.Take();
    std::set<std::string> languages;
    for (core::Concept& node : data.concepts) {
      if (node.code.empty()) node.code = CodeFromUri(node.uri);
      for (const core::LabelSet& set : node.labels) languages.insert(set.language);
    }
    data.framework.languages.assign(languages.begin(), languages.end());
    return data;
  }

 private:
  static Status ReadFile(const SourceText& text, LabelFileReader& labels,
                         CollectionFileReader& collections, RelationFileReader& relations) {
    switch (text.name.kind) {
      case FileKind::kSkills:
      case FileKind::kSkillGroups:
      case FileKind::kOccupations:
      case FileKind::kIscoGroups:
        return labels.Read(text);
      case FileKind::kCollection:
        return collections.ReadCollection(text);
      case FileKind::kConceptSchemes:
        return collections.ReadConceptSchemes(text);
      case FileKind::kSkillsHierarchy:
        return collections.ReadHierarchy(text);
      case FileKind::kBroaderSkills:
      case FileKind::kBroaderOccupations:
      case FileKind::kOccupationSkills:
      case FileKind::kSkillSkills:
        return relations.Read(text);
    }
    return {};
  }

  // The release by option or bundle names.
  std::string Release(Diagnostics& diagnostics) const {
    if (!options_.release.empty()) return options_.release;
    std::string release;
    for (const std::unique_ptr<Bundle>& bundle : bundles_) {
      const std::optional<std::string> named = ParseRelease(bundle->name());
      if (!named) continue;
      if (release.empty()) {
        release = *named;
      } else if (release != *named) {
        diagnostics.Add({Severity::kWarning, "release-mismatch", bundle->name(), 0, "", "",
                         "release " + *named + " is merged into release " + release});
      }
    }
    if (release.empty()) {
      diagnostics.Add({Severity::kWarning, "unknown-release", bundles_.front()->name(), 0, "", "",
                       "the bundle's name holds no version like v1.2.0; name the release"});
      release = "unknown";
    }
    return release;
  }

  // What to read, in the order of reading.
  [[nodiscard]] std::vector<ListedFile> ListFiles(Diagnostics& diagnostics) const {
    std::vector<ListedFile> files;
    for (const KindTraits& traits : kKinds) {
      std::set<std::tuple<std::size_t, std::string>> seen;
      for (const std::unique_ptr<Bundle>& bundle : bundles_) {
        for (const std::string& file : bundle->files()) {
          std::optional<FileName> name = ParseFileName(file);
          if (!name || name->kind != traits.kind) continue;
          if (name->language.empty()) name->language = ParseBundleLanguage(bundle->name());
          if (traits.has_words && name->language.empty()) {
            diagnostics.Add({Severity::kWarning, "unknown-language", bundle->Locate(file), 0, "",
                             "", "left out: the name does not end in a language, as _en.csv"});
            continue;
          }
          const std::string variant = traits.has_words ? name->language : "";
          if (seen.emplace(name->collection, variant).second) {
            files.push_back({bundle.get(), file, *std::move(name)});
          } else if (traits.has_words) {
            diagnostics.Add({Severity::kWarning, "duplicate-file", bundle->Locate(file), 0, "", "",
                             "left out: an earlier bundle has the file in this language"});
          }
        }
      }
    }
    return files;
  }

  // An error without skills, notes about the rest.
  [[nodiscard]] Status CheckFiles(const std::vector<ListedFile>& files,
                                  Diagnostics& diagnostics) const {
    for (const KindTraits& traits : kKinds) {
      const bool found = std::any_of(files.begin(), files.end(), [&](const ListedFile& listed) {
        return listed.name.kind == traits.kind;
      });
      if (found || traits.loss.empty()) continue;
      const std::string stem(FileStem(traits.kind));
      if (traits.kind == FileKind::kSkills) {
        Status status = core::InvalidArgument(
            "SOURCE_FILE_MISSING",
            "'" + bundles_.front()->name() + "' has no " + stem +
                "_<language>.csv; give the ESCO CSV bundle as zip, or the folder it unpacks to");
        return status.WithMetadata("bundle", bundles_.front()->name())
            .WithMetadata("file", stem + "_<language>.csv");
      }
      diagnostics.Add({Severity::kNote, "missing-file", bundles_.front()->name(), 0, "", "",
                       "no " + stem + " file, so no " + std::string(traits.loss)});
    }
    return {};
  }

  std::vector<std::unique_ptr<Bundle>> bundles_;
  EscoOptions options_;
};

}  // namespace

core::Result<std::unique_ptr<core::FrameworkSource>> OpenEscoSource(
    std::vector<std::filesystem::path> bundles, EscoOptions options) {
  if (bundles.empty()) {
    return core::InvalidArgument("SOURCE_MISSING", "no ESCO bundle is given");
  }
  std::vector<std::unique_ptr<Bundle>> opened;
  for (const std::filesystem::path& path : bundles) {
    core::Result<std::unique_ptr<Bundle>> bundle = Bundle::Open(path);
    if (!bundle.ok()) return bundle.status();
    opened.push_back(*std::move(bundle));
  }
  return MakeEscoSource(std::move(opened), std::move(options));
}

std::unique_ptr<core::FrameworkSource> MakeEscoSource(std::vector<std::unique_ptr<Bundle>> bundles,
                                                      EscoOptions options) {
  return std::make_unique<EscoSource>(std::move(bundles), std::move(options));
}

}  // namespace crosswalk::esco
