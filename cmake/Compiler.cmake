# One set of compiler settings for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_compile_options(
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-qual -Wundef -Werror
  # Designated initializers leave members at their defaults on purpose.
  -Wno-missing-field-initializers)

if(EBBTIDE_SANITIZE)
  # No vptr checks: they need type information that SOCI's libraries keep to themselves.
  add_compile_options(-fsanitize=${EBBTIDE_SANITIZE} -fno-sanitize=vptr -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${EBBTIDE_SANITIZE})
  # In instrumented code GCC 12 takes the empty value of an optional for an uninitialized one; the
  # other builds keep the warning.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(EBBTIDE_SANITIZE STREQUAL "thread")
  # Asio's fences, which this sanitizer does not understand; it goes by the queue's mutex instead.
  add_compile_options(-Wno-tsan)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  # Without these it takes no file that uses the tests' precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE}")
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
