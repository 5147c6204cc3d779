# `cmake --install build/release --prefix … [--component sdk|server]`. The component sdk is the C++
# client and what it is made of, for find_package(ebbtide) and ebbtide::client; it needs nothing of
# the server.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(sdk_layers base schema contract protocol client)
set(sdk_package "${CMAKE_INSTALL_LIBDIR}/cmake/ebbtide")
foreach(layer IN LISTS sdk_layers)
  add_library(ebbtide::${layer} ALIAS ebbtide_${layer})
  set_target_properties(ebbtide_${layer} PROPERTIES EXPORT_NAME ${layer})
  install(TARGETS ebbtide_${layer} EXPORT ebbtide
          ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT sdk
          INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
endforeach()
target_compile_features(ebbtide_base PUBLIC cxx_std_20)
install(EXPORT ebbtide FILE ebbtideTargets.cmake NAMESPACE ebbtide::
        DESTINATION "${sdk_package}" COMPONENT sdk)

configure_file(cmake/ebbtideConfig.cmake.in ebbtideConfig.cmake @ONLY)
write_basic_package_version_file(ebbtideConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/ebbtideConfig.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/ebbtideConfigVersion.cmake"
        DESTINATION "${sdk_package}" COMPONENT sdk)

set(sdk_headers "${CMAKE_CURRENT_BINARY_DIR}/sdk-headers")
install(CODE "execute_process(
  COMMAND \"${CMAKE_COMMAND}\" \"-DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}/src\"
          \"-DOUTPUT=${sdk_headers}\" -P \"${CMAKE_CURRENT_SOURCE_DIR}/cmake/CollectHeaders.cmake\"
  COMMAND_ERROR_IS_FATAL ANY)" COMPONENT sdk)
install(DIRECTORY "${sdk_headers}/ebbtide" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT sdk)

install(TARGETS ebbtide RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT server)
