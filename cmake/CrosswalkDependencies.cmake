# SPDX-License-Identifier: Apache-2.0
# Third-party packages, found once. Reasons for each: docs/dependencies.md.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(ZLIB REQUIRED)
find_package(Boost 1.74 REQUIRED) # Headers only: Align, Asio and Beast.
find_package(Eigen3 3.4 CONFIG REQUIRED) # Headers only.
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
pkg_check_modules(Xapian REQUIRED IMPORTED_TARGET xapian-core>=1.4.22)
pkg_check_modules(LibZip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(Sqlite REQUIRED IMPORTED_TARGET sqlite3>=3.40)
pkg_check_modules(Highway REQUIRED IMPORTED_TARGET libhwy)
pkg_check_modules(Re2 REQUIRED IMPORTED_TARGET re2)

# Debian's libcsv has neither a CMake package nor a pkg-config file.
find_path(LibCsv_INCLUDE_DIR csv.h REQUIRED)
find_library(LibCsv_LIBRARY csv REQUIRED)
add_library(crosswalk_libcsv INTERFACE)
target_include_directories(crosswalk_libcsv SYSTEM INTERFACE ${LibCsv_INCLUDE_DIR})
target_link_libraries(crosswalk_libcsv INTERFACE ${LibCsv_LIBRARY})

# Debian's RapidJSON package sets variables only, and its headers warn under C++20.
find_package(RapidJSON CONFIG REQUIRED)
add_library(crosswalk_rapidjson INTERFACE)
target_include_directories(crosswalk_rapidjson SYSTEM INTERFACE ${RapidJSON_INCLUDE_DIRS})
target_compile_definitions(crosswalk_rapidjson INTERFACE RAPIDJSON_HAS_STDSTRING=1)
# Its stack adds to a null pointer before its first use, which clang's sanitizer, unlike gcc's,
# reports. No effect without a sanitizer.
target_compile_options(crosswalk_rapidjson
                       INTERFACE $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=pointer-overflow>)

# CLI11 is header-only.
find_package(CLI11 CONFIG REQUIRED)

# tools/setup/fetch_openvino unpacks the pinned wheel here.
if(NOT DEFINED OpenVINO_DIR)
  file(GLOB_RECURSE openvino_config ${PROJECT_SOURCE_DIR}/third_party/openvino/*OpenVINOConfig.cmake)
  if(openvino_config)
    get_filename_component(OpenVINO_DIR ${openvino_config} DIRECTORY)
  endif()
endif()
find_package(OpenVINO REQUIRED COMPONENTS Runtime)

if(CROSSWALK_BUILD_TESTS)
  find_package(GTest CONFIG REQUIRED)
  include(GoogleTest)
endif()
if(CROSSWALK_BUILD_BENCHMARKS)
  find_package(benchmark CONFIG REQUIRED)
endif()
