// SPDX-License-Identifier: Apache-2.0
#include "tools/client/completion.h"

#include "tools/client/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace crosswalk::client {
namespace {

using ::testing::HasSubstr;

const std::vector<CompletedCommand>& Commands() {
  static const std::vector<CompletedCommand> kCommands = {{.name = "map",
                                                           .help = "Map a learner's outcomes",
                                                           .options = {{.names = {"-k", "--kind"},
                                                                        .help = "Which kind",
                                                                        .takes_value = true,
                                                                        .choices = {"one", "two"}}},
                                                           .choices = {},
                                                           .takes_files = true}};
  return kCommands;
}

TEST(CompletionTest, EveryShellGetsItsQuoting) {
  EXPECT_THAT(CompletionScript(Shell::kBash, Commands()),
              HasSubstr("-k|--kind) COMPREPLY=($(compgen -W 'one two' -- \"$word\")) ;;"));
  EXPECT_THAT(CompletionScript(Shell::kZsh, Commands()),
              HasSubstr("'map:Map a learner'\\''s outcomes'"));
  EXPECT_THAT(CompletionScript(Shell::kZsh, Commands()),
              HasSubstr("'*--kind[Which kind]:value:(one two)'"));
  EXPECT_THAT(CompletionScript(Shell::kFish, Commands()),
              HasSubstr("-s k -l kind -x -a 'one two' -d 'Which kind'"));
}

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

Outcome RunWith(std::vector<const char*> arguments) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const Screen screen{.in = in, .out = out, .err = err, .look = {}};
  arguments.insert(arguments.begin(), "crosswalk");
  Outcome outcome;
  outcome.code = RunCommandLine(static_cast<int>(arguments.size()), arguments.data(),
                                {.version = "1.2.3", .server = {}}, screen);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

TEST(CommandLineTest, HelpAndVersionAreAnswers) {
  EXPECT_EQ(RunWith({"--version"}).out, "crosswalk 1.2.3\n");
  const Outcome help = RunWith({"map", "--help"});
  EXPECT_EQ(help.code, kDone);
  EXPECT_THAT(help.out, HasSubstr("--min-confidence"));
  EXPECT_THAT(help.out, HasSubstr("Exit codes:"));
}

TEST(CommandLineTest, MistakesAreUsageErrors) {
  for (const std::vector<const char*>& arguments :
       std::vector<std::vector<const char*>>{{},
                                             {"mapp"},
                                             {"map", "--top", "many"},
                                             {"map", "--min-confidence", "2"},
                                             {"search", "x", "--type", "person"},
                                             {"search", "x", "--essential"},
                                             {"completion", "tcsh"}}) {
    const Outcome outcome = RunWith(arguments);
    EXPECT_EQ(outcome.code, kBadUsage);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("crosswalk: "));
  }
}

TEST(CommandLineTest, CompletionKnowsTheChoicesOfOptions) {
  const Outcome outcome = RunWith({"completion", "bash"});
  EXPECT_EQ(outcome.code, kDone);
  EXPECT_THAT(outcome.out, HasSubstr("--reuse-level) COMPREPLY=($(compgen -W 'transversal "));
}

TEST(ReportErrorTest, TheCodeTellsWhoIsToBlame) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const Screen screen{.in = in, .out = out, .err = err, .look = {}};
  EXPECT_EQ(ReportError(core::InvalidArgument("INPUT_INVALID", "t:1: no"), screen), kBadUsage);
  EXPECT_EQ(ReportError(core::Unavailable("", "nobody there"), screen), kNoAnswer);
  EXPECT_EQ(ReportError(core::Unavailable("INDEX_NOT_LOADED", "no index"), screen), kServerError);
  core::Status status = core::NotFound("CONCEPT_NOT_FOUND", "no such concept");
  status.WithMetadata("request_id", "r1").WithFieldViolation("name", "is unknown");
  EXPECT_EQ(ReportError(status, screen), kServerError);
  EXPECT_EQ(err.str(),
            "crosswalk: t:1: no\n"
            "crosswalk: nobody there\n"
            "crosswalk: no index [INDEX_NOT_LOADED]\n"
            "crosswalk: no such concept [CONCEPT_NOT_FOUND, request r1]\n"
            "  name: is unknown\n");
}

}  // namespace
}  // namespace crosswalk::client
