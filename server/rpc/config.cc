// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/config.h"

#include <CLI/CLI.hpp>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace crosswalk::rpc {
namespace {

constexpr char kVersion[] = "crosswalk-server " CROSSWALK_VERSION;

core::Status Invalid(const std::string& where, const std::string& what) {
  return core::InvalidArgument("CONFIG_INVALID", where + ": " + what)
      .WithFieldViolation(where, what);
}

// A JSON value as the text that a flag would have.
std::optional<std::string> ScalarText(const rapidjson::Value& value) {
  if (value.IsString()) return std::string(value.GetString(), value.GetStringLength());
  if (value.IsBool()) return value.GetBool() ? "true" : "false";
  if (value.IsInt64()) return std::to_string(value.GetInt64());
  return std::nullopt;
}

core::Status ApplyFile(const std::string& path, ServerConfig& config) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  if (!file || !(content << file.rdbuf())) return Invalid(path, "cannot be read");
  const std::string text = content.str();
  rapidjson::Document document;
  document.Parse<rapidjson::kParseCommentsFlag>(text.data(), text.size());
  if (document.HasParseError()) {
    const auto end = text.begin() +
                     static_cast<std::ptrdiff_t>(std::min(document.GetErrorOffset(), text.size()));
    return Invalid(path + ":" + std::to_string(1 + std::count(text.begin(), end, '\n')),
                   rapidjson::GetParseError_En(document.GetParseError()));
  }
  if (!document.IsObject()) return Invalid(path, "takes one JSON object of settings by name");
  for (const auto& member : document.GetObject()) {
    const std::string name = member.name.GetString();
    const std::string where = path + ": " + name;
    const auto setting = std::find_if(Settings().begin(), Settings().end(),
                                      [&](const Setting& s) { return s.name == name; });
    if (setting == Settings().end()) return Invalid(where, "is no setting");
    const std::optional<std::string> value = ScalarText(member.value);
    if (!value) return Invalid(where, "takes text, a whole number, true or false");
    if (const auto wrong = setting->apply(config, *value)) return Invalid(where, *wrong);
  }
  return {};
}

}  // namespace

core::Result<CommandLine> ReadConfig(const std::vector<std::string>& arguments,
                                     const Environment& environment) {
  CommandLine result;
  CLI::App app("Serves skills and qualifications frameworks over gRPC.", "crosswalk-server");
  app.set_version_flag("--version", kVersion);
  std::string file = environment("CROSSWALK_CONFIG").value_or("");
  app.add_option("--config", file, "JSON file of settings by name");
  std::map<std::string, std::string> flags;
  for (const Setting& setting : Settings()) {
    const std::string standard = setting.format(result.config);
    app.add_option(FlagName(setting), flags[setting.name],
                   setting.help + (standard.empty() ? "" : " [" + standard + "]"));
  }
  app.footer(
      "A flag beats the environment variable CROSSWALK_NAME beats the configuration file.\n"
      "Signals: SIGHUP opens the published index generation, SIGTERM and SIGINT shut down.");
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    result.text = app.help();
    return result;
  } catch (const CLI::CallForVersion&) {
    result.text = std::string(kVersion) + "\n";
    return result;
  } catch (const CLI::ParseError& error) {
    return Invalid("command line", error.what());
  }

  if (!file.empty()) {
    if (core::Status status = ApplyFile(file, result.config); !status.ok()) return status;
  }
  for (const Setting& setting : Settings()) {
    if (const auto value = environment(VariableName(setting))) {
      if (const auto wrong = setting.apply(result.config, *value)) {
        return Invalid(VariableName(setting), *wrong);
      }
    }
    if (app.count(FlagName(setting)) > 0) {
      if (const auto wrong = setting.apply(result.config, flags[setting.name])) {
        return Invalid(FlagName(setting), *wrong);
      }
    }
  }
  if (result.config.index.empty() && result.config.require_index) {
    return Invalid("--index", "is required: the directory that crosswalk-index built");
  }
  return result;
}

}  // namespace crosswalk::rpc
