# Read right after llama.cpp's own `project()`: llama-cpp-python forces its helper library of examples on, which
# nothing here uses. A plain variable goes before the forced one.
set(LLAMA_BUILD_COMMON OFF)
