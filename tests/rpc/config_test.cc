// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/config.h"

#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace crosswalk::rpc {
namespace {

using testing::HasSubstr;

using Variables = std::map<std::string, std::string>;

core::Result<CommandLine> Read(const std::vector<std::string>& arguments,
                               const Variables& variables = {}) {
  return ReadConfig(arguments, [&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

TEST(Config, HasDefaults) {
  const auto read = Read({"--index", "x"});
  ASSERT_TRUE(read.ok()) << read.status().ToString();
  EXPECT_EQ(read->config.index, "x");
  EXPECT_EQ(read->config.port, 50051);
  EXPECT_EQ(read->config.host, "127.0.0.1");
  EXPECT_TRUE(read->text.empty());
}

TEST(Config, PutsFlagsBeforeVariablesBeforeTheFileBeforeDefaults) {
  const test::TempFolder folder;
  const std::string file = folder.Write("server.json", R"({
    // Comments are fine.
    "index": "from-file", "port": 1, "max_waiting": 11, "reflection": false
  })");
  const Variables variables = {{"CROSSWALK_PORT", "2"}, {"CROSSWALK_MAX_WAITING", "22"}};
  const auto read = Read({"--config", file, "--port=3"}, variables);
  ASSERT_TRUE(read.ok()) << read.status().ToString();
  EXPECT_EQ(read->config.port, 3);
  EXPECT_EQ(read->config.max_waiting, 22U);
  EXPECT_EQ(read->config.index, "from-file");
  EXPECT_FALSE(read->config.reflection);
  EXPECT_EQ(read->config.max_streams, ServerConfig().max_streams);
  // The file's own path comes from a flag or a variable.
  const auto by_variable = Read({}, {{"CROSSWALK_CONFIG", file}});
  ASSERT_TRUE(by_variable.ok()) << by_variable.status().ToString();
  EXPECT_EQ(by_variable->config.port, 1);
}

TEST(Config, TakesEverySettingFromEverySource) {
  const test::TempFolder folder;
  for (const Setting& setting : Settings()) {
    std::string value = setting.format(ServerConfig());
    if (value.empty()) value = "text";
    std::vector<std::string> arguments = {FlagName(setting), value};
    if (setting.name != "index") arguments.insert(arguments.begin(), {"--index", "x"});
    const auto by_flag = Read(arguments);
    ASSERT_TRUE(by_flag.ok()) << by_flag.status().ToString();
    EXPECT_EQ(setting.format(by_flag->config), value);
    const auto by_variable = Read({"--index", "x"}, {{VariableName(setting), value}});
    ASSERT_TRUE(by_variable.ok()) << by_variable.status().ToString();
    const std::string file =
        folder.Write("server.json", "{\"" + setting.name + "\": \"" + value + "\"}");
    const auto by_file = Read({"--index", "x", "--config", file});
    ASSERT_TRUE(by_file.ok()) << by_file.status().ToString();
  }
}

TEST(Config, NamesTheSourceAtFault) {
  const test::TempFolder folder;
  EXPECT_THAT(Read({}).status().message(), HasSubstr("--index"));
  EXPECT_THAT(Read({"--index", "x", "--port", "70000"}).status().message(),
              HasSubstr("--port: takes a whole number from 0 to 65535, not '70000'"));
  EXPECT_THAT(Read({"--index", "x"}, {{"CROSSWALK_REFLECTION", "maybe"}}).status().message(),
              HasSubstr("CROSSWALK_REFLECTION: takes true or false"));
  EXPECT_THAT(Read({"--index", "x", "--log-level", "loud"}).status().message(),
              HasSubstr("takes one of info error off"));
  EXPECT_THAT(Read({"--index", "x", "--no-such-flag"}).status().message(),
              HasSubstr("command line"));
  const auto bad_file = [&](const std::string& text) {
    const std::string file = folder.Write("server.json", text);
    const auto read = Read({"--index", "x", "--config", file});
    EXPECT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.status().reason(), "CONFIG_INVALID");
    return read.status().message();
  };
  EXPECT_THAT(bad_file("{\n\"port\": 1,,\n}"), HasSubstr("server.json:2:"));
  EXPECT_THAT(bad_file("[]"), HasSubstr("one JSON object"));
  EXPECT_THAT(bad_file(R"({"prot": 1})"), HasSubstr("prot: is no setting"));
  EXPECT_THAT(bad_file(R"({"port": [1]})"), HasSubstr("port: takes text"));
  EXPECT_THAT(bad_file(R"({"port": 1.5})"), HasSubstr("port: takes text"));
  EXPECT_THAT(bad_file(R"({"port": "x"})"), HasSubstr("port: takes a whole number"));
  EXPECT_THAT(Read({"--index", "x", "--config", "/nowhere/x.json"}).status().message(),
              HasSubstr("cannot be read"));
}

TEST(Config, AnswersHelpAndVersion) {
  const auto help = Read({"--help"});
  ASSERT_TRUE(help.ok());
  for (const Setting& setting : Settings()) {
    EXPECT_THAT(help->text, HasSubstr(FlagName(setting)));
  }
  const auto version = Read({"--version"});
  ASSERT_TRUE(version.ok());
  EXPECT_THAT(version->text, HasSubstr("crosswalk-server "));
}

}  // namespace
}  // namespace crosswalk::rpc
