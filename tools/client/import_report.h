// SPDX-License-Identifier: Apache-2.0
// What became of an imported file, for people and for programs.
#pragma once

#include "tools/client/screen.h"

#include "crosswalk/v1/credential_service.pb.h"

#include <map>
#include <string>
#include <utility>

namespace crosswalk::client {

// Takes the answers of one file as they come. Not thread-safe.
class ImportReport {
 public:
  // `file` is its name in messages. Keeps a reference to `screen`.
  ImportReport(std::string file, bool json, const Screen& screen)
      : file_(std::move(file)), json_(json), screen_(screen) {}

  // Tells of records that were not kept as "file:line:column: field: message [REASON]", and on a
  // terminal how far it is.
  void Take(const v1::ImportCredentialsResponse& response);

  // Tells what could not be held and the sums, or all of it in JSON. `is_whole`: the import came to
  // its end.
  void Finish(bool is_whole);

  // Number of the last record that was answered.
  [[nodiscard]] int last_record() const { return last_record_; }
  [[nodiscard]] const v1::ImportCredentialsResponse& whole() const { return whole_; }

 private:
  void Tell(const v1::ImportResult& result);
  void TellUnheld() const;
  void ClearProgress();

  std::string file_;
  bool json_;
  const Screen& screen_;
  v1::ImportCredentialsResponse whole_;
  std::map<std::string, int> records_by_unheld_path_;
  int last_record_ = 0;
  bool has_progress_ = false;  // The terminal's line shows how far it is.
};

}  // namespace crosswalk::client
