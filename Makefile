# The two commands: `make demo` and `make test`. Both set up everything they need, on a machine with Python 3.11+ alone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SIZE ?= county

.PHONY: demo up test fast setup bench bundle lint

demo: setup
	$(BIN)/fengqiao demo --size $(SIZE) --port $(PORT)

up: setup
	$(BIN)/fengqiao up --port $(PORT)

# What is compiled once need not be compiled again by every process the tests start, whatever the shell says of byte code.
test: setup
	@sh scripts/prepare-browser.sh
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

fast: setup
	$(BIN)/python -m pytest -m "not browser"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy src
	$(BIN)/lint-imports

bench: setup
	$(BIN)/fengqiao bench --size $(SIZE)

bundle: setup
	$(BIN)/python scripts/make_bundle.py

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) scripts/check_python.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "正在安装所需软件包……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
