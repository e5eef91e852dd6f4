// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_concept.h"

#include "tools/client/vocabulary.h"

namespace crosswalk::client {
namespace {

// Labels of neighbours that fit in a paragraph before it becomes hard to read.
constexpr int kMaxAlternatives = 12;

std::string Joined(const google::protobuf::RepeatedPtrField<std::string>& parts,
                   std::string_view separator, int most = 0) {
  std::string joined;
  int count = 0;
  for (const std::string& part : parts) {
    if (most > 0 && count == most) {
      return joined + std::string(separator) + "and " + std::to_string(parts.size() - most) +
             " more";
    }
    if (!joined.empty()) joined += separator;
    joined += SafeText(part);
    ++count;
  }
  return joined;
}

std::string FormatText(const v1::ConceptText& text, const Look& look) {
  const std::string margin(4, ' ');
  StyledText label(SafeText(text.language_code()), Emphasis::kFaint);
  label.Append("  ").Append(SafeText(text.preferred_label()), Emphasis::kStrong);
  std::string out = RenderParagraph(label, look, "", margin);
  if (text.alternative_labels_size() > 0) {
    StyledText also("also called: ", Emphasis::kFaint);
    also.Append(Joined(text.alternative_labels(), "; ", kMaxAlternatives));
    out += RenderParagraph(also, look, margin, margin);
  }
  for (const std::string* paragraph : {&text.description(), &text.definition()}) {
    if (!paragraph->empty()) {
      out += RenderParagraph(StyledText(SafeText(*paragraph)), look, margin, margin);
    }
  }
  if (!text.scope_note().empty()) {
    StyledText note("scope: ", Emphasis::kFaint);
    out += RenderParagraph(note.Append(SafeText(text.scope_note())), look, margin, margin);
  }
  return out;
}

std::string FormatQualification(const v1::Qualification& qualification, const Look& look) {
  const std::string margin(4, ' ');
  std::string out = "\n";
  const auto add = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    StyledText line(std::string(name) + ": ", Emphasis::kFaint);
    out += RenderParagraph(line.Append(SafeText(value)), look, "", margin);
  };
  add("Purpose", qualification.purpose());
  add("Duration", qualification.typical_duration());
  add("Admission", qualification.admission());
  add("Provided by", Joined(qualification.provider_types(), ", "));
  add("Awarded", qualification.credential_awarded());
  add("Set apart by", qualification.distinguishing());
  if (qualification.has_indicative_eqf()) {
    const v1::LevelRange& eqf = qualification.indicative_eqf();
    std::string levels = std::to_string(eqf.min());
    if (eqf.max() != eqf.min()) levels += " to " + std::to_string(eqf.max());
    add("European Qualifications Framework", "level " + levels + ", indicative only");
  }
  for (const v1::LevelDescriptor& descriptor : qualification.descriptors()) {
    add(SafeText(descriptor.category_title()), descriptor.text());
  }
  return out;
}

std::string FormatRelated(const RelatedConcepts& related, const Look& look) {
  StyledText heading(related.heading, Emphasis::kStrong);
  heading.Append(" (" + Grouped(static_cast<long long>(related.total)) + ")", Emphasis::kFaint);
  std::string out = "\n" + RenderParagraph(heading, look, "", "");
  std::vector<std::vector<StyledText>> rows;
  for (const v1::Concept& neighbour : related.concepts) {
    rows.push_back({StyledText(SafeText(neighbour.notation())),
                    StyledText(SafeText(neighbour.preferred_label())),
                    StyledText(SafeText(neighbour.name()), Emphasis::kFaint)});
  }
  const std::vector<Column> columns = {{}, {.flexible = true}, {}};
  out += RenderTable(columns, rows, look, 4);
  if (related.concepts.size() < related.total) {
    out += "    and " + Grouped(static_cast<long long>(related.total - related.concepts.size())) +
           " more\n";
  }
  return out;
}

// " [2512.1] (occupation)".
StyledText CodeAndKind(const v1::Concept& item) {
  StyledText text;
  if (!item.notation().empty()) text.Append(" [" + SafeText(item.notation()) + "]");
  const std::string kind = KindOf(item);
  if (!kind.empty()) text.Append(" (" + kind + ")", Emphasis::kFaint);
  return text;
}

std::string OtherLabel(const v1::MatchedLabel& label, const v1::Concept& item) {
  if (label.text().empty() || label.text() == item.preferred_label()) return {};
  std::string text(LabelKindWord(label.kind()));
  if (!label.language_code().empty() && label.language_code() != item.language_code()) {
    text += " (" + SafeText(label.language_code()) + ")";
  }
  return text + ": ";
}

StyledText Marked(const v1::MatchedLabel& label) {
  std::vector<Stretch> stretches;
  for (const v1::TextSpan& span : label.spans()) {
    if (span.start_byte() < 0 || span.end_byte() < 0) continue;
    stretches.push_back(
        {static_cast<std::size_t>(span.start_byte()), static_cast<std::size_t>(span.end_byte())});
  }
  return Highlight(label.text(), std::move(stretches), Emphasis::kEvidence);
}

// Label with what matched emphasised, kind, the other label that matched, and the URI.
std::string FormatHit(const std::string& number, const v1::Concept& item,
                      const v1::MatchedLabel& label, const Look& look) {
  const std::string margin(number.size(), ' ');
  const std::string other = OtherLabel(label, item);
  StyledText line;
  if (other.empty() && !label.text().empty()) {
    line.Append(Marked(label));
  } else {
    line.Append(SafeText(item.preferred_label()), Emphasis::kStrong);
  }
  line.Append(CodeAndKind(item));
  std::string out = RenderParagraph(line, look, number, margin);
  if (!other.empty()) {
    StyledText also(other, Emphasis::kFaint);
    out += RenderParagraph(also.Append(Marked(label)), look, margin, margin, 2);
  }
  return out + RenderParagraph(StyledText(SafeText(item.uri().empty() ? item.name() : item.uri()),
                                          Emphasis::kFaint),
                               look, margin, margin);
}

// "13,939 skills, 640 skill groups in en, fr".
std::string ContentOf(const v1::Framework& framework) {
  std::string counts;
  for (const v1::ConceptCount& count : framework.concept_counts()) {
    if (!counts.empty()) counts += ", ";
    std::string noun = WordFor(ConceptTypes(), count.type());
    if (noun.empty()) noun = "concept";
    if (const std::size_t dash = noun.find('-'); dash != std::string::npos) noun[dash] = ' ';
    counts += Counted(count.count(), noun);
  }
  if (framework.language_codes_size() > 0)
    counts += " in " + Joined(framework.language_codes(), ", ");
  return counts;
}

std::string FormatFramework(const v1::Framework& framework, const Look& look) {
  constexpr std::string_view margin = "    ";
  StyledText heading(SafeText(framework.name()), Emphasis::kStrong);
  heading.Append(": " + SafeText(framework.title()));
  if (!framework.release().empty()) heading.Append(", release " + SafeText(framework.release()));
  std::string out = RenderParagraph(heading, look, "", margin) +
                    RenderParagraph(StyledText(ContentOf(framework)), look, margin, margin);
  std::string collections;
  for (const v1::Collection& collection : framework.collections()) {
    collections.append(collections.empty() ? "collections: " : ", ")
        .append(SafeText(collection.id()));
  }
  if (!collections.empty()) {
    out += RenderParagraph(StyledText(collections), look, margin, margin);
  }
  if (!framework.attribution().empty()) {
    out += RenderParagraph(StyledText(SafeText(framework.attribution()), Emphasis::kFaint), look,
                           margin, margin);
  }
  return out;
}

std::string Numbered(std::size_t number) {
  std::string text = std::to_string(number) + ". ";
  return std::string(text.size() < 4 ? 4 - text.size() : 0, ' ') + text;
}

std::string Seconds(const google::protobuf::Duration& duration) {
  const auto milliseconds = duration.seconds() * 1000 + duration.nanos() / 1000000;
  if (milliseconds < 10000) return Grouped(milliseconds) + " ms";
  return Grouped(milliseconds / 1000) + " s";
}

}  // namespace

std::string FormatConcept(const v1::Concept& item, const std::vector<RelatedConcepts>& related,
                          const Look& look) {
  StyledText heading(SafeText(item.preferred_label()), Emphasis::kStrong);
  heading.Append(CodeAndKind(item));
  std::string out = RenderParagraph(heading, look, "", "    ");
  out += RenderParagraph(StyledText(SafeText(item.uri()), Emphasis::kFaint), look, "", "");
  std::string name = SafeText(item.name());
  if (!item.release().empty()) name += ", release " + SafeText(item.release());
  out += RenderParagraph(StyledText(name, Emphasis::kFaint), look, "", "") + "\n";
  for (const v1::ConceptText& text : item.texts()) out += FormatText(text, look);
  if (item.collections_size() > 0) {
    StyledText line("collections: ", Emphasis::kFaint);
    out += RenderParagraph(line.Append(Joined(item.collections(), ", ")), look, "", "    ");
  }
  if (item.has_qualification()) out += FormatQualification(item.qualification(), look);
  for (const RelatedConcepts& concepts : related) {
    if (concepts.total > 0) out += FormatRelated(concepts, look);
  }
  return out;
}

std::string FormatSearch(const v1::SearchSkillsResponse& response, std::size_t first,
                         const Look& look) {
  std::string out;
  if (!response.corrected_query().empty()) {
    StyledText line("Results for ");
    line.Append(SafeText(response.corrected_query()), Emphasis::kStrong);
    out += RenderParagraph(line, look, "", "");
  }
  if (response.results_size() == 0) return out + "Nothing was found.\n";
  std::size_t number = first;
  for (const v1::SkillSearchResult& result : response.results()) {
    out += FormatHit(Numbered(number), result.item(), result.matched_label(), look);
    ++number;
  }
  std::string count = Counted(static_cast<long long>(number - first), "result");
  if (!response.next_page_token().empty()) {
    count = std::to_string(first) + " to " + std::to_string(number - 1) + " of about " +
            Grouped(response.total_size());
  }
  return out + RenderParagraph(StyledText(count, Emphasis::kFaint), look, "", "");
}

std::string FormatSuggestions(const v1::SuggestSkillsResponse& response, const Look& look) {
  std::vector<std::vector<StyledText>> rows;
  for (const v1::SkillSuggestion& suggestion : response.suggestions()) {
    const v1::MatchedLabel& label = suggestion.matched_label();
    const bool other = label.text() != suggestion.item().preferred_label();
    rows.push_back({Marked(label), StyledText(KindOf(suggestion.item()), Emphasis::kFaint),
                    StyledText(other ? SafeText(suggestion.item().preferred_label()) : "")});
  }
  if (rows.empty()) return "Nothing begins like that.\n";
  const std::vector<Column> columns = {{.header = "suggestion", .flexible = true},
                                       {.header = "kind"},
                                       {.header = "label of", .flexible = true}};
  return RenderTable(columns, rows, look, 0);
}

std::string FormatFrameworks(const std::vector<v1::Framework>& frameworks, const Look& look) {
  if (frameworks.empty()) return "The server has no framework loaded.\n";
  std::string out;
  for (const v1::Framework& framework : frameworks) {
    if (!out.empty()) out += "\n";
    out += FormatFramework(framework, look);
  }
  return out;
}

std::string FormatStatus(const v1::GetStatusResponse& status, const Look& look) {
  std::vector<std::vector<StyledText>> rows;
  const auto add = [&rows](std::string name, std::string value) {
    if (!value.empty())
      rows.push_back({StyledText(std::move(name), Emphasis::kFaint), StyledText(std::move(value))});
  };
  std::string state = "unknown";
  if (status.state() == v1::SERVING_STATE_SERVING) state = "serving";
  if (status.state() == v1::SERVING_STATE_NO_INDEX) state = "no index";
  if (status.state() == v1::SERVING_STATE_DRAINING) state = "shutting down";
  add("state", state);
  add("version", SafeText(status.server_version()));
  add("running for", Seconds(status.uptime()));
  if (status.has_generation()) {
    const v1::GenerationStatus& generation = status.generation();
    add("generation", SafeText(generation.id()));
    add("index format", std::to_string(generation.format_version()));
    add("concepts", Grouped(generation.concept_count()));
    add("encoder", generation.encoder().empty() ? "none: mapping goes by words alone"
                                                : SafeText(generation.encoder()));
    add("opened in", Seconds(generation.load_duration()));
  }
  add("requests", Grouped(status.requests_total()) + " answered, " +
                      Grouped(status.requests_in_flight()) + " in flight, " +
                      Grouped(status.requests_waiting()) + " waiting, " +
                      Grouped(status.requests_refused()) + " refused");
  add("last reload", SafeText(status.last_reload_error()));
  if (status.has_catalogue()) {
    const v1::IndexFreshness& freshness = status.catalogue().freshness();
    const std::int64_t behind = freshness.latest_sequence() - freshness.indexed_sequence();
    std::string catalogue = Counted(freshness.credential_count(), "published credential");
    if (freshness.building()) {
      catalogue += ", building anew: " + Grouped(status.catalogue().built_count()) + " of " +
                   Grouped(status.catalogue().to_build_count());
    } else if (behind > 0) {
      catalogue += ", " + Counted(behind, "change") + " behind";
    }
    add("catalogue", catalogue);
    add("catalogue error", SafeText(status.catalogue().error()));
  }
  return RenderTable({{}, {.flexible = true}}, rows, look, 0);
}

}  // namespace crosswalk::client
