// SPDX-License-Identifier: Apache-2.0
// Turns a parsed CFPackage into a framework; the rules are in case_source.h.
#pragma once

#include "frameworks/core/diagnostics.h"
#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"
#include "frameworks/io/json_document.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace crosswalk::case_format {

// Reads one package. Used once; not thread-safe.
class PackageReader {
 public:
  // Both must outlive the reader. `framework_id` may be empty.
  PackageReader(const io::JsonDocument& document, std::string framework_id,
                core::Diagnostics& diagnostics)
      : document_(document), framework_id_(std::move(framework_id)), diagnostics_(diagnostics) {}

  // Everything but the sources.
  core::Result<core::FrameworkData> Read();

 private:
  core::Status ReadDocument(const io::JsonValue& document);
  void ReadItem(const io::JsonValue& item);
  void ReadAssociation(const io::JsonValue& association);
  // The URI of an association's end: of an item of this package by its identifier, else its own.
  std::string EndUri(const io::JsonValue& association, std::string_view field);
  // Skill or group, when all relations are known.
  void Classify();

  // The cleaned text of a string field; empty when there is none. Reports any other type.
  std::string Text(const io::JsonValue& object, std::string_view field);
  void Report(core::Severity severity, std::string rule, const io::JsonValue& value,
              std::string_view field, std::string subject, std::string reason);

  const io::JsonDocument& document_;
  std::string framework_id_;
  core::Diagnostics& diagnostics_;
  core::FrameworkData data_;
  std::string language_;     // The document's.
  std::string document_id_;  // Its identifier,
  std::string status_;       // and its adoption status.
  std::unordered_map<std::string, std::string> uri_by_identifier_;
  std::unordered_set<std::string> uris_;
  std::unordered_map<std::string, std::string> item_type_by_uri_;
  std::map<std::string, std::size_t> left_out_;  // Associations by type.
};

}  // namespace crosswalk::case_format
