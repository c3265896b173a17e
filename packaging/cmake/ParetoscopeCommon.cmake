# SPDX-License-Identifier: Apache-2.0
# One interface target carries the language standard, the warnings and the definitions of all our code.
include(FeatureSummary)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Precompiled headers and several build folders of one source must not defeat the cache.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
        "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()
# A LibTorch file needs 1.3 GB to compile: never more than two at once, whatever the machine's core count.
set_property(GLOBAL PROPERTY JOB_POOLS torch_pool=2)

add_library(paretoscope_options INTERFACE)
target_include_directories(paretoscope_options INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")
target_compile_options(paretoscope_options INTERFACE -Wall -Wextra -Wpedantic "$<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>" -Wold-style-cast -Woverloaded-virtual
    -Wnon-virtual-dtor -Wcast-qual
    # Designated initialisers that leave members at their defaults are how options are passed here.
    -Wno-missing-field-initializers
    # GCC 12 sees overlapping copies in "literal" + std::string at -O3 (GCC bug 105329).
    # It also sees uninitialised values within std::string, std::regex and std::optional, at -O3 and where sanitizers insert code.
    "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-maybe-uninitialized>")
if(PARETOSCOPE_WERROR)
    target_compile_options(paretoscope_options INTERFACE -Werror)
endif()
if(PARETOSCOPE_SANITIZE)
    # Without -fno-sanitize-recover a test that does something undefined says so and passes. The standard library's own assertions see
    # what the sanitizers cannot: an empty optional read, an index between a vector's size and its capacity.
    add_compile_options(-fsanitize=${PARETOSCOPE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS)
    add_link_options(-fsanitize=${PARETOSCOPE_SANITIZE})
endif()

configure_file("${CMAKE_CURRENT_LIST_DIR}/version.h.in" "${PROJECT_BINARY_DIR}/generated/paretoscope/version.h" @ONLY)

# Adds the folders of those names; a name without a CMakeLists.txt is an error.
function(paretoscope_add_modules)
    foreach(module IN LISTS ARGN)
        add_subdirectory(${module})
    endforeach()
endfunction()

# Compiles about `count` files of a module (a folder) as one, so that what their headers cost is paid once. Which group a file goes to
# depends on its own name alone, and the number of a module's groups doubles when the module has outgrown them: a new file recompiles its
# own group and no other. Files that skip the target's precompiled header stay alone.
# Call where the last file was added; what a directory below adds and says of its files is seen.
function(paretoscope_compile_together target count)
    if(NOT PARETOSCOPE_UNITY)
        return()
    endif()
    get_target_property(files ${target} SOURCES)
    get_target_property(folder ${target} SOURCE_DIR)
    set(together "")
    foreach(file IN LISTS files)
        get_source_file_property(alone "${file}" TARGET_DIRECTORY ${target} SKIP_PRECOMPILE_HEADERS)
        if(NOT alone AND file MATCHES "\\.cpp$")
            list(APPEND together "${file}")
            cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${folder}" OUTPUT_VARIABLE path)
            cmake_path(RELATIVE_PATH path BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
            string(REGEX REPLACE "/[^/]*$" "" module "${path}")
            string(REPLACE "/" "_" module "${module}")
            set("module_of_${file}" ${module})
            math(EXPR "files_in_${module}" "0${files_in_${module}} + 1")
        else()
            set_source_files_properties("${file}" TARGET_DIRECTORY ${target} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
        endif()
    endforeach()
    foreach(file IN LISTS together)
        set(module ${module_of_${file}})
        set(groups 1)
        set(files_for ${count})
        while(files_for LESS files_in_${module})
            math(EXPR groups "${groups} * 2")
            math(EXPR files_for "${files_for} * 2")
        endwhile()
        cmake_path(GET file FILENAME name)
        string(MD5 hash "${name}")
        string(SUBSTRING ${hash} 0 6 digits)
        math(EXPR group "0x${digits} % ${groups}")
        set_source_files_properties("${file}" TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP "${module}_${group}")
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# paretoscope_test(NAME SOURCES ... LIBRARIES ... [LABELS ...] [ENVIRONMENT ...] [TIMEOUT s] [NO_TORCH_HEADERS] [ALONE]): one GoogleTest program
# whose tests ctest lists one by one. ALONE: no other test runs beside them, since they measure time.
function(paretoscope_test name)
    cmake_parse_arguments(arg "NO_MAIN;NO_TORCH_HEADERS;ALONE" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    set(serial FALSE)
    if(arg_ALONE)
        set(serial TRUE)
    endif()
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} paretoscope_options GTest::gmock GTest::gtest)
    if(NOT arg_NO_MAIN)
        target_link_libraries(${name} PRIVATE GTest::gtest_main)
    endif()
    if("paretoscope_engine" IN_LIST arg_LIBRARIES AND NOT arg_NO_TORCH_HEADERS)
        set_property(TARGET ${name} PROPERTY JOB_POOL_COMPILE torch_pool)
        paretoscope_use_torch_headers(${name})
    endif()
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120
        PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} RUN_SERIAL ${serial}
        # The log of the person who runs the tests stays theirs.
        ENVIRONMENT "XDG_STATE_HOME=${PROJECT_BINARY_DIR}/state;${arg_ENVIRONMENT}")
endfunction()
