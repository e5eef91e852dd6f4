# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Starting, finding and stopping the server that tools/quickstart runs. To be sourced by bash, after
# data_dir is set. State lies in ${data_dir}/server/: pid, address, the log, and which binary runs.

: "${data_dir:?}"
readonly server_dir="${data_dir}/server"
readonly server_log="${server_dir}/server.log"

# The pid of our running server, or nothing. A pid that meanwhile is another program's doesn't count.
server_pid() {
  local pid
  pid="$(cat "${server_dir}/pid" 2>/dev/null)" || return 0
  if [[ "$(tr '\0' '\n' <"/proc/${pid}/cmdline" 2>/dev/null | head -n 1)" == *crosswalk-server ]]; then
    echo "${pid}"
  fi
}

# What has to be the same for a running server to be kept: the binary, how it was started, and the
# generation that its index, the argument after --index, then had.
_server_identity() {
  sha256sum "$1"
  printf '%s\n' "$@"
  while (($# > 0)); do
    if [[ "$1" == --index ]]; then
      readlink "$2/current"
    fi
    shift
  done
}

# server_is_current BINARY ARGUMENT...
server_is_current() {
  [[ -n "$(server_pid)" && -s "${server_dir}/address" ]] &&
    _server_identity "$@" | cmp -s - "${server_dir}/identity"
}

# Asks the server to finish its requests and end; kills it after 15 s.
stop_server() {
  local pid waited=0
  pid="$(server_pid)"
  [[ -n "${pid}" ]] || return 0
  kill -TERM "${pid}" 2>/dev/null || true
  while kill -0 "${pid}" 2>/dev/null; do
    if ((waited >= 150)); then
      echo "the server (pid ${pid}) did not end within 15 s: killing it"
      kill -KILL "${pid}" 2>/dev/null || true
      break
    fi
    sleep 0.1
    waited=$((waited + 1))
  done
  rm -f "${server_dir}/pid" "${server_dir}/address" "${server_dir}/identity"
}

# start_server BINARY ARGUMENT...: starts it in the background and waits, at most 60 s, until it
# listens. The arguments are without --port-file, which this adds.
start_server() {
  local port_file="${server_dir}/port" pid waited=0
  mkdir -p "${server_dir}"
  rm -f "${port_file}"
  setsid nohup "$@" --port-file "${port_file}" >"${server_log}" 2>&1 </dev/null &
  pid=$!
  echo "${pid}" >"${server_dir}/pid"
  until [[ -s "${port_file}" ]]; do
    if ! kill -0 "${pid}" 2>/dev/null; then
      echo "the server ended while starting; its log (${server_log}):"
      tail -n 20 "${server_log}"
      rm -f "${server_dir}/pid"
      return 1
    fi
    if ((waited >= 600)); then
      echo "the server does not listen after 60 s; its log (${server_log}):"
      tail -n 20 "${server_log}"
      stop_server
      return 1
    fi
    sleep 0.1
    waited=$((waited + 1))
  done
  echo "127.0.0.1:$(tr -d '[:space:]' <"${port_file}")" >"${server_dir}/address"
  _server_identity "$@" >"${server_dir}/identity"
  echo "listening on $(cat "${server_dir}/address"), pid ${pid}"
}
