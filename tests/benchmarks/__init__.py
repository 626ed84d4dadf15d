"""Measures speed and memory against what llama.cpp and Qt do bare: `python -m tests.benchmarks`."""
