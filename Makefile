# Improvement Board. `make run` serves the demonstration council, `make test` runs the whole suite.

# Python 3.11, 3.12 or 3.13. Name another with PY=…
PY = $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$python && break; done)
PORT ?= 8000
export PORT

JOURNEYS ?= journey

PYTHON = .venv/bin/python
MANAGE = $(PYTHON) manage.py
PIP = $(PYTHON) -m pip --disable-pip-version-check install -qq --require-hashes
SYSTEM_PACKAGES = python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2

# What was made is remembered by a file, so that a second run starts at once.
INSTALLED = .venv/installed
INSTALLED_FOR_TESTS = .venv/installed-for-tests
STATIC = var/static/staticfiles.json

.NOTPARALLEL:
.PHONY: help run serve test suite journeys drill check format setup prepared system-libraries clean

help:  ## say what can be asked of make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: setup $(STATIC)  ## install, prepare, load the demonstration council and serve it (PORT=8123 moves it)
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@$(MANAGE) demo
	@exec $(MANAGE) serve --port $(PORT)

serve:  ## serve what `make run` has prepared
	@exec $(MANAGE) serve --port $(PORT)

test: suite journeys  ## run the whole suite, on DATABASE_URL when it is set

suite: $(INSTALLED_FOR_TESTS) $(STATIC)  ## run the tests without a browser, on every processor (ARGS=… goes to pytest)
	@$(PYTHON) -m pytest -m 'not journey' --numprocesses auto --dist loadfile $(ARGS)

journeys: $(INSTALLED_FOR_TESTS)  ## run the journeys in a real browser, by two councils; skipped where there is no Chromium
	@$(PYTHON) -m pytest -m '$(JOURNEYS)' --numprocesses 2 --dist loadfile tests/journeys $(ARGS)

drill: JOURNEYS = drill
drill: journeys  ## walk the journeys that CI walks on one size on the other size, too

check: $(INSTALLED_FOR_TESTS)  ## lint, format, types, templates, migrations, production settings
	@.ci/check

format: $(INSTALLED_FOR_TESTS)  ## write code and templates in the house's form
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format --quiet .
	@find templates -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --target-version 5.2

setup: $(INSTALLED)  ## install what serving needs

prepared: $(INSTALLED_FOR_TESTS) $(STATIC)  ## install what the tests need, too

clean:  ## remove what make has installed; the database and files under var/ stay
	rm -rf .venv var/static

$(INSTALLED): requirements.lock | system-libraries
	@$(PYTHON) -c '' 2>/dev/null || { echo 'Making .venv'; $(PY) -m venv --clear .venv; }
	@echo 'Installing requirements.lock'
	@$(PIP) -r requirements.lock
	@touch $@

$(INSTALLED_FOR_TESTS): tests/requirements.lock $(INSTALLED)
	@echo 'Installing tests/requirements.lock'
	@$(PIP) -r tests/requirements.lock
	@touch $@

$(STATIC): $(INSTALLED) $(shell find static -type f 2>/dev/null)
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

system-libraries:
	@test -n '$(PY)' || { echo 'Python 3.11, 3.12 or 3.13 is needed: install one, or name it with PY=…'; exit 1; }
	@$(PY) -c 'import ensurepip' 2>/dev/null && $(PY) -c 'from ctypes import CDLL; \
	[CDLL(f"lib{name}") for name in ("pango-1.0.so.0", "pangoft2-1.0.so.0", "harfbuzz-subset.so.0")]' 2>/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'Installing system libraries: $(SYSTEM_PACKAGES)'; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends $(SYSTEM_PACKAGES) >/dev/null; \
	else \
		echo 'System libraries are missing. Type this line, then run make again:'; \
		echo '  sudo apt-get install -y $(SYSTEM_PACKAGES)'; \
		exit 1; \
	fi
