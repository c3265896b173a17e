# SPDX-License-Identifier: Apache-2.0
# LibTorch from the `torch` wheel. The wheel's own find_package(Torch) insists on a CUDA toolkit, so the two libraries that the
# engine needs are imported here by hand. Looked for in PARETOSCOPE_TORCH_DIR (the folder with include/ and lib/), the folder that
# packaging/setup_torch.sh fills, and a Python `torch`.
set(PARETOSCOPE_TORCH_VERSION 2.11)
set(PARETOSCOPE_TORCH_DIR "$ENV{PARETOSCOPE_TORCH_DIR}" CACHE PATH "LibTorch ${PARETOSCOPE_TORCH_VERSION}: the folder that holds include/ and lib/")
set(cache_home "$ENV{XDG_CACHE_HOME}")
if(NOT cache_home)
    set(cache_home "$ENV{HOME}/.cache")
endif()
if(NOT PARETOSCOPE_TORCH_DIR)
    file(GLOB candidates "${cache_home}/paretoscope/libtorch-${PARETOSCOPE_TORCH_VERSION}*/torch")
    if(NOT candidates)
        find_package(Python3 QUIET COMPONENTS Interpreter)
        if(Python3_FOUND)
            execute_process(COMMAND ${Python3_EXECUTABLE} -c "import importlib.util as u; print(u.find_spec('torch').submodule_search_locations[0])"
                OUTPUT_VARIABLE candidates OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
        endif()
    endif()
    foreach(candidate IN LISTS candidates)
        if(EXISTS "${candidate}/lib/libtorch_cpu.so")
            set(PARETOSCOPE_TORCH_DIR "${candidate}" CACHE PATH "" FORCE)
        endif()
    endforeach()
endif()
if(NOT EXISTS "${PARETOSCOPE_TORCH_DIR}/lib/libtorch_cpu.so")
    message(FATAL_ERROR "LibTorch ${PARETOSCOPE_TORCH_VERSION} was not found. Run packaging/setup_torch.sh, or set PARETOSCOPE_TORCH_DIR to the folder that holds its include/ and lib/.")
endif()
file(STRINGS "${PARETOSCOPE_TORCH_DIR}/include/torch/headeronly/version.h" version_lines REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH)")
string(REGEX REPLACE ".*MAJOR ([0-9]+).*MINOR ([0-9]+).*PATCH ([0-9]+).*" "\\1.\\2.\\3" found_version "${version_lines}")
if(NOT found_version MATCHES "^2\\.11\\.")
    message(FATAL_ERROR "LibTorch in ${PARETOSCOPE_TORCH_DIR} has version ${found_version}; ${PARETOSCOPE_TORCH_VERSION}.x is needed.")
endif()
message(STATUS "LibTorch ${found_version}: ${PARETOSCOPE_TORCH_DIR}")

add_library(torch_c10 SHARED IMPORTED)
set_target_properties(torch_c10 PROPERTIES IMPORTED_LOCATION "${PARETOSCOPE_TORCH_DIR}/lib/libc10.so")
add_library(torch_cpu SHARED IMPORTED)
# A CUDA build of libtorch_cpu wants the CUDA runtime and CUPTI at load time; they stand beside it in the wheel set-up.
file(GLOB cuda_runtime_dirs "${PARETOSCOPE_TORCH_DIR}/../nvidia/*/lib")
set_target_properties(torch_cpu PROPERTIES
    IMPORTED_LOCATION "${PARETOSCOPE_TORCH_DIR}/lib/libtorch_cpu.so"
    INTERFACE_INCLUDE_DIRECTORIES "${PARETOSCOPE_TORCH_DIR}/include;${PARETOSCOPE_TORCH_DIR}/include/torch/csrc/api/include"
    INTERFACE_LINK_LIBRARIES "torch_c10")
add_library(paretoscope_torch INTERFACE)
target_link_libraries(paretoscope_torch INTERFACE torch_cpu torch_c10 Threads::Threads)
if(PARETOSCOPE_SANITIZE MATCHES undefined)
    # The check of virtual calls asks for type information that LibTorch keeps to itself (c10::DynamicType).
    target_compile_options(paretoscope_torch INTERFACE -fno-sanitize=vptr)
endif()
foreach(dir IN LISTS cuda_runtime_dirs)
    target_link_options(paretoscope_torch INTERFACE "-Wl,-rpath-link,${dir}" "-Wl,-rpath,${dir}")
endforeach()

# Precompiled LibTorch headers, compiled once for the engine and reused by everything that links it.
function(paretoscope_use_torch_headers target)
    # A precompiled header serves only code that is compiled with the same flags and definitions: programs would get -fPIE where the
    # library has -fPIC, and miss spdlog's definitions.
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${target} PRIVATE -fPIC)
    target_link_libraries(${target} PRIVATE spdlog::spdlog)
    target_precompile_headers(${target} REUSE_FROM paretoscope_engine)
endfunction()
