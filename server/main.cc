// SPDX-License-Identifier: Apache-2.0
// crosswalk-server: the process around the server: settings, signals, log, exit codes.

#include "server/http/http_server.h"
#include "server/http/site.h"
#include "server/rpc/config.h"
#include "server/rpc/server.h"

#include <pthread.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace {

using crosswalk::core::Status;
using crosswalk::http::HttpServer;
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

// Whole or not at all: whoever waits for the file must not read half a number. Does nothing where
// there is no path; says so on standard error where it cannot.
bool WritePortFile(const std::string& path, int port) {
  if (path.empty()) return true;
  const std::string partial = path + ".partial";
  std::ofstream file(partial, std::ios::trunc);
  file << port << "\n";
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(partial, path, error);
  if (file && !error) return true;
  std::cerr << "crosswalk-server: cannot write " << path << "\n";
  return false;
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

// Lets the process have as many connections as the system allows it: the usual soft limit, 1,024
// descriptors, is less than http_max_connections. What it may not have shows when it is wanted.
void RaiseDescriptorLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
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

// Errors of HttpServer::Start; nothing where HTTP is switched off.
crosswalk::core::Result<std::unique_ptr<HttpServer>> StartHttp(const ServerConfig& config,
                                                               Server& server, RequestLog& log) {
  if (!config.http) return std::unique_ptr<HttpServer>();
  return HttpServer::Start(config, server, log, crosswalk::http::BuiltInSite());
}

// Says why on standard error, and with which exit code the process ends.
int RefuseStart(const Status& status) {
  std::cerr << "crosswalk-server: " << status.ToString() << "\n";
  if (status.reason() == "CONFIG_INVALID") return kUsage;
  return status.reason() == "ADDRESS_UNUSABLE" ? kSystem : kIndexUnusable;
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
  RaiseDescriptorLimit();
  crosswalk::rpc::SilenceLibraries();
  RequestLog log(LevelOf(config.log_level), [](std::string_view line) {
    std::string whole(line);
    whole += '\n';
    std::fwrite(whole.data(), 1, whole.size(), stderr);
  });
  const auto server = Server::Start(config, log);
  if (!server.ok()) return RefuseStart(server.status());
  const auto http = StartHttp(config, **server, log);
  if (!http.ok()) return RefuseStart(http.status());
  if (!WritePortFile(config.port_file, (*server)->port()) ||
      (*http != nullptr && !WritePortFile(config.http_port_file, (*http)->port()))) {
    return kSystem;
  }
  ServeUntilSignal(**server, signals);
  (*server)->Drain();
  if (*http != nullptr) (*http)->Shutdown();
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
