# What Ebbtide takes from Debian. `./dev` installs the packages.
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(tomlplusplus REQUIRED)
if(EBBTIDE_TESTS)
  find_package(GTest REQUIRED)
endif()

# Debian's SOCI brings no CMake package.
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE3 soci_sqlite3 REQUIRED)
find_library(SQLITE3 sqlite3 REQUIRED)
find_path(SOCI_INCLUDE soci/soci.h REQUIRED)
add_library(soci INTERFACE)
target_include_directories(soci SYSTEM INTERFACE "${SOCI_INCLUDE}")
target_link_libraries(soci INTERFACE "${SOCI_SQLITE3}" "${SOCI_CORE}" "${SQLITE3}")
