# SPDX-License-Identifier: Apache-2.0
# The one place that says how a Crosswalk library, program or test is compiled.

# GCC 12 warns of overlaps within std::string that cannot be: https://gcc.gnu.org/PR105651.
add_library(crosswalk_warnings INTERFACE)
target_compile_options(
  crosswalk_warnings
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
            -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough -Wformat=2
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op>
            $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
            $<$<BOOL:${CROSSWALK_WERROR}>:-Werror>)

# crosswalk_add_library(name SOURCES ... HEADERS ... [DEPS ...] [PRIVATE_DEPS ...])
# Adds the static library crosswalk_<name> with the alias crosswalk::<name>. Headers are included
# from the repository root. DEPS are public (a header of the target includes theirs), PRIVATE_DEPS
# are not.
function(crosswalk_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;DEPS;PRIVATE_DEPS")
  add_library(crosswalk_${name} STATIC ${arg_SOURCES})
  add_library(crosswalk::${name} ALIAS crosswalk_${name})
  target_sources(crosswalk_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}
                                          FILES ${arg_HEADERS})
  target_compile_features(crosswalk_${name} PUBLIC cxx_std_20)
  target_link_libraries(
    crosswalk_${name}
    PUBLIC ${arg_DEPS}
    PRIVATE crosswalk_warnings ${arg_PRIVATE_DEPS})
endfunction()

# crosswalk_add_program(name SOURCES ... DEPS ...)
function(crosswalk_add_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPS")
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_link_libraries(${name} PRIVATE crosswalk_warnings ${arg_DEPS})
endfunction()

# crosswalk_add_test(name SOURCES ... DEPS ... [LABELS ...] [TIMEOUT seconds])
# One GoogleTest program a module; each test case becomes a ctest entry.
function(crosswalk_add_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;DEPS;LABELS")
  crosswalk_add_program(${name} SOURCES ${arg_SOURCES} DEPS ${arg_DEPS} GTest::gmock_main)
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  gtest_discover_tests(
    ${name}
    NO_PRETTY_VALUES
    DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT})
endfunction()
