# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Numbered steps for tools/quickstart and tools/test: each says what it does and how long it took,
# keeps its output in a log, and on failure shows the log's end. To be sourced by bash.

repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
readonly repository
readonly log_dir="${repository}/var/log"
readonly openvino_dir="${repository}/third_party/openvino/cmake"

step_number=0
step_count=0 # set by the caller

die() {
  printf '\nerror: %s\n' "$*" >&2
  exit 1
}

# Rewrites the current terminal line with the last line of a log while a process runs.
_follow() {
  local pid="$1" log="$2" line width
  while kill -0 "${pid}" 2>/dev/null; do
    width="$(tput cols 2>/dev/null || echo 80)"
    line="$(tail -c 400 "${log}" | tr '\r\t' '\n ' | grep -v '^ *$' | tail -n 1 || true)"
    printf '\r\033[K    %s' "${line:0:$((width - 6))}"
    sleep 0.3
  done
  printf '\r\033[K'
}

# step TITLE LOG COMMAND...: runs COMMAND with its output in var/log/LOG.log.
step() {
  local title="$1" log="${log_dir}/$2.log" begin=${SECONDS} status=0 pid
  shift 2
  step_number=$((step_number + 1))
  mkdir -p "${log_dir}"
  printf '[%d/%d] %s\n' "${step_number}" "${step_count}" "${title}"
  set -m # a process group of its own, so that Ctrl-C can end all of it
  "$@" >"${log}" 2>&1 </dev/null &
  pid=$!
  set +m
  # shellcheck disable=SC2064  # the pid of now
  trap "kill -TERM -- -${pid} 2>/dev/null; echo; die 'interrupted'" INT TERM
  if [[ -t 1 ]]; then
    _follow "${pid}" "${log}"
  fi
  wait "${pid}" || status=$?
  trap - INT TERM
  if ((status != 0)); then
    printf -- '--- end of %s ---\n' "${log}" >&2
    tail -n 25 "${log}" >&2
    die "step ${step_number} failed with exit status ${status}: ${title}
The whole log is ${log}"
  fi
  printf '      done in %d s\n' $((SECONDS - begin))
}

# show LOG [LINES]: prints the end of a step's log, indented.
show() {
  tail -n "${2:-20}" "${log_dir}/$1.log" | sed 's/^/      /'
}

# How many compilers to run at once: one a core, but not more than memory allows (gRPC's generated
# code takes about 1.2 GiB to compile).
build_jobs() {
  local cores memory_gib
  cores="$(nproc)"
  memory_gib="$(awk '/^MemAvailable/ {printf "%d", $2 / 1048576}' /proc/meminfo)"
  local by_memory=$((memory_gib * 10 / 15))
  ((by_memory >= 1)) || by_memory=1
  echo $((cores < by_memory ? cores : by_memory))
}

# Says so when this is not the system that everything is tried on.
check_system() {
  local name=""
  if [[ -r /etc/os-release ]]; then
    name="$(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}")"
  fi
  if [[ "${name}" != "debian 12" ]]; then
    echo "note: this is tried on Debian 12 only; here is '${name:-an unknown system}'"
  fi
  if ((EUID != 0)) && ! "${repository}/tools/setup/install_packages" --check >/dev/null 2>&1; then
    "${repository}/tools/setup/install_packages" --check || true
    die "installing these packages needs root: run this command as root, or install them first"
  fi
}

# configure PRESET [CMAKE OPTION...]
configure() {
  local preset="$1" launcher=()
  shift
  if command -v ccache >/dev/null; then
    launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DCMAKE_C_COMPILER_LAUNCHER=ccache)
  fi
  (cd "${repository}" && cmake --preset "${preset}" -DOpenVINO_DIR="${openvino_dir}" \
    "${launcher[@]}" "$@")
}

# build PRESET [TARGET...]
build() {
  local preset="$1"
  shift
  local targets=()
  if (($# > 0)); then
    targets=(--target "$@")
  fi
  (cd "${repository}" && cmake --build --preset "${preset}" --parallel "$(build_jobs)" \
    "${targets[@]}")
}
