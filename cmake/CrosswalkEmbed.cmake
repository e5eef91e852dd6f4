# SPDX-License-Identifier: Apache-2.0
# Files as parts of a program.

# crosswalk_embed_files(target FUNCTION name BASE_DIR folder FILES file ... [DEPENDS target ...])
# Adds the static library <target>, which defines
#   std::span<const crosswalk::http::EmbeddedFile> crosswalk::http::<name>();
# (server/http/embedded_file.h): for each file its path from BASE_DIR, content type, bytes and
# SHA-256, in the order given. FILES are absolute or relative to BASE_DIR and may be generated;
# DEPENDS are targets that make them. Whoever calls the function declares it.
function(crosswalk_embed_files target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FUNCTION;BASE_DIR" "FILES;DEPENDS")
  set(script ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${target}.cc)
  set(files)
  foreach(file IN LISTS arg_FILES)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${arg_BASE_DIR})
    list(APPEND files ${file})
  endforeach()
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DFUNCTION=${arg_FUNCTION}"
            "-DBASE_DIR=${arg_BASE_DIR}" "-DFILES=${files}" -P ${script}
    DEPENDS ${files} ${arg_DEPENDS} ${script}
    VERBATIM)
  add_library(${target} STATIC ${output})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_features(${target} PRIVATE cxx_std_20)
endfunction()
