# make demo    extract a bundled report and print its records
# make test    every check, on every Python from 3.11 on that this machine has
# Each sets up what it needs; nothing but Python >= 3.11 and make is asked for.

VERSIONS := 3.11 3.12 3.13
COMMA := ,
TRIES = python$(1) $(wildcard $(HOME)/.pyenv/versions/$(1)*/bin/python)
# The first of the interpreters $(2) that runs, can make environments, and for which $(1) holds.
works = $(shell for p in $(2); do \
	"$$p" -c 'import sys, venv, ensurepip; v = sys.version_info; sys.exit(not ($(1)))' \
	>/dev/null 2>&1 && { echo "$$p"; break; }; done)

PYTHON ?= $(call works,v >= (3$(COMMA) 11),python3 $(foreach v,$(VERSIONS),$(call TRIES,$(v))))
VENV := .venv
BIN := $(VENV)/bin
GOLD := corpora $(wildcard ../shared/dev ../shared/seed)
DEMO := corpora/demo/zarechensk.txt
PYTEST := $(BIN)/pytest --numprocesses auto --maxprocesses 4

.PHONY: demo test check others browser readme docs floors train repeat validate bench \
	bench-reading bench-archive bench-review pictures kill fuzz clean

demo: $(VENV)/.stamp
	@$(BIN)/extractor show --table $(DEMO)

test: check repeat others

check: $(VENV)/.stamp browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict extractor
	$(BIN)/lint-imports
	$(BIN)/extractor schemas --check
	$(BIN)/extractor evaluate corpora --floors corpora/floors.json
	$(PYTEST)

# The pages are tested in a real browser: Debian's, which root may install.
browser:
	@for name in chromium chromium-browser google-chrome; do \
		command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing chromium by apt-get: the pages are tested in it"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else echo "no Chromium here: the pages are not tested in a browser"; fi

# The tests once more on each further Python, each in an environment of its own; those marked
# "once" are left out.
others: check repeat
	@own=$$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	$(foreach v,$(VERSIONS),if [ "$$own" != $(v) ]; then \
		found="$(call works,"%d.%d" % v[:2] == "$(v)",$(call TRIES,$(v)))"; \
		if [ -n "$$found" ]; then \
			$(MAKE) --no-print-directory on VENV=.venv-$(v) PYTHON="$$found" || exit 1; \
		else echo "no Python $(v) on this machine: not tested there"; fi; \
	fi;) true

.PHONY: on
on: $(VENV)/.stamp
	@echo "== $$($(BIN)/python --version)"
	$(PYTEST) -m "not once"

$(VENV)/.stamp: pyproject.toml
	@test -n "$(PYTHON)" || { echo "no Python from 3.11 on found; set PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

# Write the current output of the shown commands into the README.
readme: $(VENV)/.stamp
	$(BIN)/python tests/test_readme.py

# Write the current output of the shown commands into the docs.
docs: $(VENV)/.stamp
	PYTHONPATH=tests/helpers $(BIN)/python -m worked_pages docs/*.md

# Raise the floors to what is reached; lowering one needs WHY="reason".
floors: $(VENV)/.stamp
	$(BIN)/extractor evaluate corpora --floors corpora/floors.json --update \
		$(if $(WHY),--allow-regression "$(WHY)")

# Train the chooser on the gold that is here, and score it out of fold.
train: $(VENV)/.stamp
	$(BIN)/python -m extractor.chooser.train $(GOLD) --documents ../shared/documents

# Where the gold that the model was trained on is at hand, training must repeat its decisions.
repeat: check
	@if [ -d ../shared/dev ] && [ -d ../shared/seed ]; then \
		$(BIN)/python -m extractor.chooser.train $(GOLD) --documents ../shared/documents --check; \
	else echo "the shared gold is not here: training is not repeated"; fi

validate: $(VENV)/.stamp
	$(BIN)/python -m extractor.chooser.validate $(GOLD)

# Speed and accuracy beside the natural ways, in one run; writes docs/speed.md.
bench: $(VENV)/.stamp
	$(BIN)/python -m pip install --quiet --editable ".[dev,peers]"
	$(BIN)/python benchmarks/run.py

# What reading each format costs, and a child process on top.
bench-reading: $(VENV)/.stamp
	$(BIN)/python benchmarks/reading.py

# A generated archive of 20,000 documents: memory, and two workers beside one.
bench-archive: $(VENV)/.stamp
	$(BIN)/python benchmarks/archive.py

# Kill runs into each store ten times and look at what they leave.
kill: $(VENV)/.stamp
	KILLS=10 $(BIN)/pytest tests/batch/test_killed.py

# How fast an index of 2,000 documents opens and filters; the pictures of the docs.
bench-review pictures: $(VENV)/.stamp browser
	$(BIN)/python benchmarks/$(@:bench-%=%).py

# Look for files that end otherwise than in a declared error.
SECONDS := 600
SEED := 0
fuzz: $(VENV)/.stamp
	$(BIN)/python tests/odd_files/fuzz.py $(SECONDS) $(SEED)

clean:
	rm -rf .venv .venv-* build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
