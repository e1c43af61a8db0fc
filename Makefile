# One command each. Plain `make` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.PHONY: help setup demo manage test check bench verify-statistics drills screenshots lock clean \
	lint format types imports templates migrations django catalogues

PYTHON ?= python3
PORT ?= 8000
DATA ?=
ARGS ?=
WORKERS ?= 2

BIN := .venv/bin
EMBEDDED := $(BIN)/python -m csc_portal.embedded
TEMPLATES := git ls-files -z --cached --others --exclude-standard 'templates/*.html'
# Enough for commands that read the settings and open no connection.
SETTINGS := SECRET_KEY=check DATABASE_URL=postgresql://check@127.0.0.1:1/check REDIS_URL=redis://127.0.0.1:1/0

help:
	@echo 'make demo                    the portal with everything it needs, at http://127.0.0.1:8000/'
	@echo '  PORT=8123                  on another port'
	@echo '  DATA=../shared/data        with the real files of that folder, in a database of their own'
	@echo 'make manage ARGS="…"         a management command against the same servers (DATA= as above)'
	@echo 'make test [ARGS="-k word"]   all tests, in a real browser too (WORKERS=0: in one process)'
	@echo 'make check                   lint, types, layers, templates, migrations, settings, catalogues'
	@echo 'make bench                   the figures of speed and scale'
	@echo 'make verify-statistics       every computed cell against another engine, and an attacker'
	@echo 'make drills                  the long trials: kills, races'
	@echo 'make screenshots             the pictures of README.md'
	@echo 'make format                  put code in shape'
	@echo 'make lock                    resolve the dependencies of pyproject.toml anew'
	@echo 'make clean                   remove the embedded servers, their data and all that was built'

setup:
	@$(PYTHON) csc_portal/embedded/setup.py

demo:
	@$(PYTHON) csc_portal/embedded/setup.py --for-visitors
	@$(EMBEDDED) demo --port '$(PORT)' --data '$(DATA)'

manage: setup
	@$(EMBEDDED) manage --data '$(DATA)' -- $(ARGS)

test: setup
	@$(EMBEDDED) beside --browser -- $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

bench: setup
	@$(EMBEDDED) beside --durable -- $(BIN)/python -m tests.bench $(ARGS)

verify-statistics: setup
	@$(EMBEDDED) beside -- $(BIN)/python -m tests.verification $(ARGS)

drills: setup
	@$(EMBEDDED) beside --durable --browser -- $(BIN)/python -m pytest -m drills $(ARGS)

screenshots: setup
	@$(EMBEDDED) beside --browser -- $(BIN)/python -m tests.screenshots $(ARGS)

check: lint types imports templates migrations django catalogues

lint: setup
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

format: setup
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(TEMPLATES) | xargs -0 -r $(BIN)/djade --target-version 5.2

types: setup
	@$(SETTINGS) $(BIN)/mypy .

imports: setup
	@$(SETTINGS) $(BIN)/lint-imports

templates: setup
	@$(TEMPLATES) | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	@$(BIN)/djlint --lint --quiet templates

migrations: setup
	@$(EMBEDDED) beside -- $(BIN)/python manage.py makemigrations --check --dry-run

django: setup
	@$(SETTINGS) $(BIN)/python manage.py check --fail-level WARNING
	@$(SETTINGS) $(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null

catalogues: setup
	@$(EMBEDDED) gettext
	@$(SETTINGS) $(BIN)/python manage.py check_catalogues

lock:
	@$(PYTHON) csc_portal/embedded/setup.py
	@$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet \
		pyproject.toml --output-file requirements.lock
	@$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet \
		pyproject.toml --group embedded --group dev --output-file requirements-dev.lock

clean:
	@if [ -x $(BIN)/python ]; then $(EMBEDDED) clean; fi
	@rm -rf var .venv node_modules static/built staticfiles
