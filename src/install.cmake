# What `cmake --install` lays down: the library, its headers, and the package that find_package(dechaff) reads.
include(CMakePackageConfigHelpers)

install(TARGETS libdechaff EXPORT dechaff ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR}/include/dechaff DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/dechaff)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/dechaff-config.cmake.in ${PROJECT_BINARY_DIR}/dechaff-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/dechaff-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/dechaff-config.cmake ${PROJECT_BINARY_DIR}/dechaff-config-version.cmake DESTINATION ${package_dir})
install(EXPORT dechaff NAMESPACE dechaff:: FILE dechaff-targets.cmake DESTINATION ${package_dir})
