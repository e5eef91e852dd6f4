// SPDX-License-Identifier: Apache-2.0
// crosswalk-server: the process around the server: settings, signals, log, exit codes.

#include "server/rpc/config.h"
#include "server/rpc/server.h"

#include <pthread.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace {

using crosswalk::core::Status;
using crosswalk::rpc::CommandLine;
using crosswalk::rpc::LogLevel;
using crosswalk::rpc::RequestLog;
using crosswalk::rpc::Server;
using crosswalk::rpc::ServerConfig;

constexpr int kOk = 0;
constexpr int kIndexUnusable = 1;
constexpr int kUsage = 2;
constexpr int kSystem = 3;

std::optional<std::string> Environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return std::string(value);
}

LogLevel LevelOf(const std::string& name) {
  if (name == "off") return LogLevel::kOff;
  return name == "error" ? LogLevel::kError : LogLevel::kInfo;
}

// Whole or not at all: whoever waits for the file must not read half a number.
bool WritePortFile(const std::string& path, int port) {
  const std::string partial = path + ".partial";
  {
    std::ofstream file(partial, std::ios::trunc);
    file << port << "\n";
    if (!file.flush()) return false;
  }
  std::error_code error;
  std::filesystem::rename(partial, path, error);
  return !error;
}

// The signals that steer the server. They are blocked before any thread begins, so that only
// ServeUntilSignal gets them.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGHUP, SIGTERM, SIGINT}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void ServeUntilSignal(Server& server, const sigset_t& signals) {
  while (true) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) continue;
    if (signal != SIGHUP) return;
    // What goes wrong is in the log, and the old generation serves on.
    static_cast<void>(server.Reload("SIGHUP"));
  }
}

int Run(const std::vector<std::string>& arguments) {
  const auto command_line = crosswalk::rpc::ReadConfig(arguments, Environment);
  if (!command_line.ok()) {
    std::cerr << "crosswalk-server: " << command_line.status().message() << "\nTry --help.\n";
    return kUsage;
  }
  if (!command_line->text.empty()) {
    std::cout << command_line->text;
    return kOk;
  }
  const ServerConfig& config = command_line->config;
  const sigset_t signals = BlockSignals();
  crosswalk::rpc::SilenceLibraries();
  RequestLog log(LevelOf(config.log_level), [](std::string_view line) {
    std::string whole(line);
    whole += '\n';
    std::fwrite(whole.data(), 1, whole.size(), stderr);
  });
  const auto server = Server::Start(config, log);
  if (!server.ok()) {
    std::cerr << "crosswalk-server: " << server.status().ToString() << "\n";
    return server.status().reason() == "ADDRESS_UNUSABLE" ? kSystem : kIndexUnusable;
  }
  if (!config.port_file.empty() && !WritePortFile(config.port_file, (*server)->port())) {
    std::cerr << "crosswalk-server: cannot write " << config.port_file << "\n";
    return kSystem;
  }
  ServeUntilSignal(**server, signals);
  (*server)->Shutdown();
  return kOk;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return Run(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    std::cerr << "crosswalk-server: " << error.what() << "\n";
    return kSystem;
  }
}
