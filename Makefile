# What to type. Everything is installed into .venv; nothing outside this folder changes.
#
#   make run        simulate the bundled case of Central Asia and write its report
#   make test       style, types and tests
#   make test-long  the checks that take minutes
#   make bench      speed, beside a reference and other engines measured in the same run
#   make docs       the documentation as a web site, in site/
#   make clean      remove .venv and everything that was made
#
# PYTHON=/path/to/python chooses the interpreter when uv is not installed.

PYTHON ?= python3
VENV := .venv
INPUTS := pyproject.toml uv.lock .ci/set-up

# Where a shell forbids bytecode every process would compile every module anew, which takes eight seconds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-long bench docs clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   make/make/p' Makefile

run: $(VENV)/.set-up
	@$(VENV)/bin/sapar run central-asia

test: $(VENV)/.set-up-dev
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/python -m pytest -m "not long" --numprocesses 2 --dist loadfile --no-loadscope-reorder

test-long: $(VENV)/.set-up-dev
	@$(VENV)/bin/python -m pytest -m long

bench: $(VENV)/.set-up-bench
	@$(VENV)/bin/python -m benchmarks

docs: $(VENV)/.set-up-docs
	@$(VENV)/bin/python tools/parameter_page.py
	@$(VENV)/bin/zensical build --clean --strict

clean:
	rm -rf $(VENV) site dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.set-up: $(INPUTS)
	@PYTHON="$(PYTHON)" .ci/set-up

$(VENV)/.set-up-%: $(INPUTS)
	@PYTHON="$(PYTHON)" .ci/set-up $*
