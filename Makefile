# One word to run, one to test, one to check. Everything stays inside this folder (.venv).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Compiled modules are kept, whatever the shell says: tests start Fifteen hundreds of times, and to
# compile it is more work than to start it.
export PYTHONDONTWRITEBYTECODE :=

# Files that take long come first (tests/conftest.py): so no worker waits long for the other's last.
PYTEST := $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder
# Where the tests lie that run on PostgreSQL: the thousands elsewhere are not collected for it.
ON_BOTH := tests/actions tests/mail tests/server tests/store
# On PostgreSQL and in Chromium: apart, for a browser brings a loop with it.
SCREENS := tests/server/test_account_pages.py tests/server/test_programme.py tests/server/test_room_stops.py \
	tests/server/test_term.py

.PHONY: mail-servers mail-faults mail-kills mail-planted run test check setup bench bench-letters bench-times bench-replies picture clean help

run: $(VENV)/run.done ## start Fifteen and open it in the browser
	@FIFTEEN_VENV=1 $(BIN)/python -m fifteen

test: setup mail-servers ## all tests, in a real Chromium too
	@sh tools/have chromium chromium "the browser tests"
	@CI= sh tools/have chromium-headless-shell chromium-headless-shell "pages without a window; the whole Chromium is slower"
	@sh tools/have pdftotext poppler-utils "the tests that read a PDF back"
	@sh tools/have pg_createcluster "postgresql postgresql-contrib" "the tests on PostgreSQL"
	@$(PYTEST) --ignore tests/browser
	@$(PYTEST) tests/browser
	@$(BIN)/python -m tools.cluster $(PYTEST) -m both $(ON_BOTH) $(SCREENS:%=--ignore %)
	@$(BIN)/python -m tools.cluster $(PYTEST) -m both $(SCREENS)

check: setup ## style, types, docs
	@$(BIN)/ruff format --check src tests bench tools
	@$(BIN)/ruff check src tests bench tools
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_house.py tests/test_docs.py

setup: $(VENV)/dev.done ## what `run`, `test` and `check` need; they call it themselves

$(VENV)/run.done: requirements/run.txt pyproject.toml tools/venv
	@sh tools/venv $(PYTHON) $(VENV) requirements/run.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt pyproject.toml tools/venv
	@sh tools/venv $(PYTHON) $(VENV) requirements/dev.txt
	@touch $@ $(VENV)/run.done

bench: setup mail-servers ## the figures, as ratios in one run
	@$(BIN)/python -m bench.pages
	@$(BIN)/python -m bench.imports
	@$(BIN)/python -m bench.letters_speed
	@$(BIN)/python -m bench.letter_page
	@$(BIN)/python -m bench.answers_speed
	@$(BIN)/python -m bench.start
	@$(BIN)/python -m bench.forecast
	@$(BIN)/python -m bench.progress
	@$(BIN)/python -m bench.mail
	@$(BIN)/python -m bench.scale 1000
	@$(BIN)/python -m bench.kills 3
	@$(BIN)/python -m bench.slots
	@$(BIN)/python -m bench.host_page
	@$(BIN)/python -m bench.duplicates
	@$(BIN)/python -m bench.find
	@$(BIN)/python -m bench.matching

bench-letters: setup ## the check of letters: how accurate, how fast, how soon a mark stands
	@$(BIN)/python -m bench.letters.score
	@$(BIN)/python -m bench.letters_speed
	@sh tools/have chromium chromium "how soon a mark stands"
	@$(BIN)/python -m bench.letter_page

bench-times: setup ## how well times in words are understood, on sayings labelled for it
	@$(BIN)/python -m bench.times.score

bench-replies: setup ## how well answers are understood, on messages labelled for it
	@$(BIN)/python -m bench.replies.score

mail-servers:
	@sh tools/have dovecot "dovecot-imapd dovecot-lmtpd dovecot-submissiond" "the tests of mail"
	@sh tools/have exim4 exim4-daemon-light "the tests of mail"

mail-faults: setup mail-servers ## a thousand seeded runs through lines that break, and every step of a session
	@SEEDS=1000 $(BIN)/python -m pytest -q -n 2 tests/mail/test_faults.py
	@SEEDS=200 $(BIN)/python -m pytest -q -n 2 tests/mail/test_faults_invitations.py
	@FIRST=1 STEP=1 $(BIN)/python -m pytest -q -n 2 tests/mail/test_each_step.py

mail-kills: setup mail-servers ## kill -9 at each statement of the way a letter, an invitation, a word that it is off leaves
	@FIRST=1 STEP=1 $(BIN)/python -m pytest -q -s tests/mail/test_killed.py

mail-planted: setup mail-servers ## defects planted on purpose, one after the other: the tests of mail have to go red
	@FIRST=1 STEP=1 $(BIN)/python -m pytest -q tests/mail/test_planted.py

picture: setup ## the picture in the README, from the demo
	@$(BIN)/python -m tools.picture

clean: ## remove the virtual environment and caches; your data is elsewhere and stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /	/'
