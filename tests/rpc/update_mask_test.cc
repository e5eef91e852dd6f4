// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/update_mask.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crosswalk::rpc {
namespace {

using google::protobuf::util::MessageDifferencer;

v1::Credential Stored() {
  v1::Credential credential;
  credential.set_name("credentials/maple.bees");
  credential.set_etag("e1");
  credential.set_hours(12);
  credential.set_region("Northern Ontario");
  (*credential.mutable_title())["en"] = "Bees";
  (*credential.mutable_title())["fr"] = "Abeilles";
  credential.mutable_level()->mutable_declared()->set_number(3);
  credential.mutable_level()->mutable_suggested()->set_number(4);
  credential.mutable_issuer()->set_id("maple");
  credential.mutable_issuer()->set_region("Sudbury");
  credential.add_tags("bees");
  credential.add_outcomes()->set_text("Inspect a hive");
  return credential;
}

google::protobuf::FieldMask Mask(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

// Stored() changed by `from` under `paths`.
v1::Credential Changed(const v1::Credential& from, const std::vector<std::string>& paths) {
  v1::Credential into = Stored();
  RequestCheck check;
  ApplyUpdate(from, Mask(paths), into, check);
  EXPECT_TRUE(check.ok()) << check.ToStatus().ToString();
  return into;
}

TEST(UpdateMask, ChangesOnlyWhatItNames) {
  v1::Credential from;
  from.set_hours(20);
  from.set_region("ignored");
  v1::Credential expected = Stored();
  expected.set_hours(20);
  const v1::Credential changed = Changed(from, {"hours"});
  EXPECT_TRUE(MessageDifferencer::Equals(changed, expected)) << changed.ShortDebugString();
}

TEST(UpdateMask, ClearsWhatItNamesAndIsNotSent) {
  const v1::Credential changed = Changed({}, {"hours", "region", "title", "tags", "level"});
  EXPECT_FALSE(changed.has_hours());
  EXPECT_EQ(changed.region(), "");
  EXPECT_TRUE(changed.title().empty());
  EXPECT_TRUE(changed.tags().empty());
  EXPECT_FALSE(changed.has_level());
  EXPECT_EQ(changed.outcomes_size(), 1);
}

TEST(UpdateMask, ReachesIntoMessagesAndReplacesListsAndMaps) {
  v1::Credential from;
  from.mutable_level()->mutable_declared()->set_number(7);
  (*from.mutable_title())["en"] = "Beekeeping";
  from.add_tags("honey");
  const v1::Credential changed =
      Changed(from, {"level.declared", "title", "tags", "issuer.region"});
  EXPECT_EQ(changed.level().declared().number(), 7);
  EXPECT_EQ(changed.level().suggested().number(), 4);
  EXPECT_EQ(changed.title().size(), 1U);
  EXPECT_EQ(changed.title().at("en"), "Beekeeping");
  ASSERT_EQ(changed.tags_size(), 1);
  EXPECT_EQ(changed.tags(0), "honey");
  EXPECT_EQ(changed.issuer().id(), "maple");
  EXPECT_EQ(changed.issuer().region(), "");
}

TEST(UpdateMask, WithoutPathsTakesWhatIsSet) {
  v1::Credential from;
  from.set_name("credentials/maple.bees");
  from.set_version(9);
  from.set_hours(0);
  from.set_external_id("");
  const v1::Credential changed = Changed(from, {});
  EXPECT_TRUE(changed.has_hours());
  EXPECT_EQ(changed.hours(), 0);
  EXPECT_EQ(changed.version(), 0);
  EXPECT_EQ(changed.region(), "Northern Ontario");
  EXPECT_EQ(changed.title().size(), 2U);
}

TEST(UpdateMask, StarReplacesAllButTheServersFields) {
  v1::Credential from;
  from.set_name("credentials/other");
  from.set_duration("2 weeks");
  v1::Credential expected;
  expected.set_name("credentials/maple.bees");
  expected.set_etag("e1");
  expected.set_duration("2 weeks");
  EXPECT_EQ(Changed(from, {"*"}).ShortDebugString(), expected.ShortDebugString());
}

TEST(UpdateMask, RefusesPathsThatNameNothingToSet) {
  const std::vector<std::string> bad = {
      "nonsense", "title.en", "outcomes.text", "etag", "create_time.seconds",
      "",         "level.",   "hours.x",       "name"};
  v1::Credential into = Stored();
  RequestCheck check;
  ApplyUpdate({}, Mask(bad), into, check);
  const core::Status status = check.ToStatus();
  EXPECT_EQ(status.reason(), "FIELD_MASK_INVALID");
  std::vector<std::string> fields;
  for (const auto& violation : status.field_violations()) fields.push_back(violation.field);
  std::vector<std::string> expected;
  for (std::size_t i = 0; i < bad.size(); ++i)
    expected.push_back(FieldPath("update_mask.paths", i));
  EXPECT_EQ(fields, expected);
  EXPECT_TRUE(MessageDifferencer::Equals(into, Stored())) << into.ShortDebugString();
}

TEST(UpdateMask, LetsStarGoAloneOnly) {
  v1::Credential into;
  RequestCheck check;
  ApplyUpdate({}, Mask({"*", "title"}), into, check);
  EXPECT_EQ(check.ToStatus().reason(), "FIELD_MASK_INVALID");
}

}  // namespace
}  // namespace crosswalk::rpc
