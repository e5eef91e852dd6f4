// SPDX-License-Identifier: Apache-2.0
// The files of the page and of the API's description, which are part of the program.
#pragma once

#include "server/http/answer.h"
#include "server/http/embedded_file.h"
#include "server/http/site.h"

#include <map>
#include <string>
#include <string_view>

namespace crosswalk::http {

// What a request for a file says beside its path.
struct FileRequest {
  std::string_view query;
  std::string_view accept_encoding;
  std::string_view if_none_match;
};

// Immutable; thread-safe.
class StaticFiles {
 public:
  // Serves each file where site.h says.
  explicit StaticFiles(const Site& site);

  [[nodiscard]] bool Has(std::string_view path) const { return files_.contains(path); }
  // Whether there is a document that stands for every address of the page.
  [[nodiscard]] bool has_shell() const { return Has("/"); }

  // The file, or 304 where the client has it. One whose query is `v=` with the first 16 or more
  // digits of its SHA-256 may be kept for a year; others are to be asked for again. REQUIRES: Has.
  [[nodiscard]] Answer Get(std::string_view path, const FileRequest& request) const;

 private:
  struct File {
    EmbeddedFile plain;
    std::string gzip;  // Empty where it would not be shorter.
  };

  void Add(std::string path, const EmbeddedFile& file);

  std::map<std::string, File, std::less<>> files_;
};

// Keeps pages from running, loading or being framed by anything but their own origin.
void AddPageSecurity(Answer& answer);

}  // namespace crosswalk::http
