# make demo   makes a demo project and opens it
# make test   lint and tests; what .ci/run calls
# Everything happens in .venv; nothing is installed anywhere else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Twice the two cores at hand: tests in a terminal mostly wait for it. Idle processes take over what others have left.
JOBS ?= 4

.PHONY: demo test lint faults bench eval consumers pictures docs exports lock wheel-test clean

demo: $(VENV)/.runtime
	@$(BIN)/annotator demo --dir annotator-demo

test: lint wheel-test
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --no-cache

# The long form of what `make test` runs bounded.
faults: $(VENV)/.dev
	ANNOTATOR_FAULT_ROUNDS=10 $(BIN)/python -m pytest tests/faults

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

# How good the suggestions are: on corpora beside the repository, and on articles that we labelled ourselves.
eval: $(VENV)/.dev
	$(BIN)/python -m tests.eval

# Other people's programs read an export of a thousand articles, in environments of their own. Takes minutes.
consumers: build/consumers/.installed build/consumers-torch/.installed
	PYTHONPATH=. build/consumers/bin/python -m tests.consumers build/consumers/work

build/consumers/.installed: tests/consumers/requirements.txt requirements.lock
	$(PYTHON) -m venv build/consumers
	build/consumers/bin/python -m pip --disable-pip-version-check --quiet install -r requirements.lock
	build/consumers/bin/python -m pip --disable-pip-version-check --quiet install -r tests/consumers/requirements.txt
	@touch $@

build/consumers-torch/.installed: tests/consumers/requirements-torch.txt
	$(PYTHON) -m venv build/consumers-torch
	build/consumers-torch/bin/python -m pip --disable-pip-version-check --quiet install -r $<
	@touch $@

# The committed pictures, made anew from the real program.
pictures: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/python docs/pictures.py

# The generated parts of README.md and docs/: keys, help, worked example. A test says when they are behind.
docs: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/python docs/make.py

# exports/demo, written anew from a demo project that is made for it. A test says when it is behind.
exports: $(VENV)/.runtime
	rm -rf build/exports
	$(BIN)/annotator demo --no-open --dir build/exports >/dev/null
	rm -rf exports/demo && mv build/exports/exports/demo exports/demo
	rm -rf build/exports

# Builds the wheel, installs it in an empty environment and runs the demo from another folder.
wheel-test: $(VENV)/.dev
	$(BIN)/python tests/wheel_check.py

lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python tests/make_locks.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12"; exit 1; }
	@echo "Installing into $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make virtual environments (on Debian: apt install python3-venv)"; exit 1; }
	@$(PIP) install -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q annotator # as pip does with what it copies: not every Python may at its start
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@$(PIP) install -r requirements-dev.lock
	@touch $@
