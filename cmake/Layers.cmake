# The folders of src/ are layers: a library each, with the layers that it may use. The tidy test
# reads layers.txt, written from the same calls, and fails on an include that is not declared here.

# ebbtide_layer(NAME base SOURCES … [INCLUDE folder] [USES layers…] [LIBRARIES targets…] [TESTS …]
#               [TEST_LABELS …])
#
# INCLUDE is a folder of headers that others include as <ebbtide/…>. TESTS are the x_test.cpp beside the code; all of a layer's go into one program.
function(ebbtide_layer)
  cmake_parse_arguments(ARG "" "NAME;INCLUDE" "SOURCES;USES;LIBRARIES;TESTS;TEST_LABELS" ${ARGN})
  set(target ebbtide_${ARG_NAME})
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  # What is installed includes its own headers by their installed names (Install.cmake).
  target_include_directories(${target} ${scope} $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>)
  if(ARG_INCLUDE)
    target_include_directories(
      ${target} ${scope} $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/${ARG_INCLUDE}>)
  endif()
  list(TRANSFORM ARG_USES PREPEND ebbtide_ OUTPUT_VARIABLE used)
  target_link_libraries(${target} ${scope} ${used} ${ARG_LIBRARIES})
  list(JOIN ARG_USES " " uses_text)
  set_property(GLOBAL APPEND PROPERTY EBBTIDE_LAYERS "${ARG_NAME}: ${uses_text}")
  if(ARG_TESTS AND EBBTIDE_TESTS)
    ebbtide_test(NAME ${ARG_NAME}_test SOURCES ${ARG_TESTS} LIBRARIES ${target}
                 LABELS ${ARG_TEST_LABELS})
  endif()
endfunction()

# The headers that all test programs share, compiled once for all of them.
function(ebbtide_test_headers)
  file(WRITE "${CMAKE_BINARY_DIR}/test_headers.cpp" "")
  add_library(ebbtide_test_headers OBJECT "${CMAKE_BINARY_DIR}/test_headers.cpp")
  target_link_libraries(ebbtide_test_headers PRIVATE GTest::gmock)
  target_compile_options(ebbtide_test_headers PRIVATE -O0)
  target_precompile_headers(ebbtide_test_headers PRIVATE
    <gmock/gmock.h> <functional> <string> <vector>)
endfunction()

# A GoogleTest program whose cases ctest knows one by one. LABELS sort it: `quick` if there are
# none; `threads` is also run under the thread sanitizer, `node` needs Node.js.
function(ebbtide_test)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_LIBRARIES} GTest::gmock GTest::gtest_main)
  # Tests run once and are built often; what they test is optimized all the same.
  target_compile_options(${ARG_NAME} PRIVATE -O0)
  # Half of a test's build time is GoogleMock's headers.
  target_precompile_headers(${ARG_NAME} REUSE_FROM ebbtide_test_headers)
  target_compile_definitions(${ARG_NAME} PRIVATE
    EBBTIDE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" EBBTIDE_BINARY_DIR="${CMAKE_BINARY_DIR}")
  if(NOT ARG_LABELS)
    set(ARG_LABELS quick)
  endif()
  if("threads" IN_LIST ARG_LABELS)
    add_dependencies(threads_tests ${ARG_NAME})
  endif()
  # One label that holds all words: ctest -L matches parts, and a list would not survive discovery.
  list(JOIN ARG_LABELS "+" label)
  gtest_discover_tests(${ARG_NAME} TEST_PREFIX ${ARG_NAME}.
                       PROPERTIES LABELS "${label}" TIMEOUT 300
                       DISCOVERY_TIMEOUT 60)
endfunction()

# Writes what every layer may use, a line each.
function(ebbtide_write_layers file)
  get_property(layers GLOBAL PROPERTY EBBTIDE_LAYERS)
  list(JOIN layers "\n" text)
  file(WRITE "${file}" "${text}\n")
endfunction()
