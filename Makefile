# One word to run, one to test, one to check. Everything stays inside this folder (.venv).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check setup setup-dev bench clean help

run: setup ## start Fifteen and open it in the browser
	@FIFTEEN_VENV=1 $(BIN)/python -m fifteen

test: setup-dev ## all tests, in a real Chromium too
	@sh tools/have-chromium
	@$(BIN)/python -m pytest -q

check: setup-dev ## style, types, docs
	@$(BIN)/ruff format --check src tests bench
	@$(BIN)/ruff check src tests bench
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_house.py tests/test_docs.py

setup: $(VENV)/run.done ## what `run` needs

setup-dev: $(VENV)/dev.done ## what `test` and `check` need

$(VENV)/run.done: requirements/run.txt pyproject.toml tools/venv
	@sh tools/venv $(PYTHON) $(VENV) requirements/run.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt pyproject.toml tools/venv
	@sh tools/venv $(PYTHON) $(VENV) requirements/dev.txt
	@touch $@ $(VENV)/run.done

bench: setup-dev ## the figures, as ratios in one run
	@$(BIN)/python -m bench.pages
	@$(BIN)/python -m bench.imports
	@$(BIN)/python -m bench.letters_speed

clean: ## remove the virtual environment and caches; your data is elsewhere and stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /	/'
