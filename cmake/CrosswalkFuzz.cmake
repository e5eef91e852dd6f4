# SPDX-License-Identifier: Apache-2.0
# Fuzz targets: libFuzzer programs in a fuzz build, a replay of their corpus in every other build.

# crosswalk_add_fuzz(name SOURCES ... DEPS ... CORPUS folder ...)
# SOURCES define LLVMFuzzerTestOneInput. The ctest entry <name>, label "fuzz", runs each file of the
# CORPUS folders once. With CROSSWALK_BUILD_FUZZERS the program is a libFuzzer one (clang only), which finds
# new inputs:
#   build/fuzz/tests/fuzz/<name> -max_total_time=60 new_inputs tests/fuzz/corpus/<folder>
function(crosswalk_add_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPS;CORPUS")
  list(TRANSFORM arg_CORPUS PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ REGEX "^[^/]")
  if(CROSSWALK_BUILD_FUZZERS)
    crosswalk_add_program(${name} SOURCES ${arg_SOURCES} DEPS ${arg_DEPS})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set(arguments -runs=0)
  else()
    crosswalk_add_program(
      ${name} SOURCES ${arg_SOURCES} ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cc
      DEPS ${arg_DEPS})
    set(arguments)
  endif()
  if(NOT TARGET crosswalk_fuzzers)
    add_custom_target(crosswalk_fuzzers)
  endif()
  add_dependencies(crosswalk_fuzzers ${name})
  add_test(NAME ${name} COMMAND ${name} ${arguments} ${arg_CORPUS})
  set_tests_properties(${name} PROPERTIES LABELS fuzz TIMEOUT 120)
endfunction()
