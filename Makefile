# `make run` starts the app, `make test` checks everything; both first make .venv where it is missing or out of date.

SHELL := /bin/bash
PYTHON ?=
PORT ?= 8501
HEADLESS ?=
BIN := .venv/bin

# Python pays 4-7 s for torch at every start where byte code may not be written.
unexport PYTHONDONTWRITEBYTECODE
# One thread a process: small networks run slower on two.
export OMP_NUM_THREADS ?= 1

.PHONY: run test lint install install-dev chromium screenshots examples bench clean

run: install
	exec $(BIN)/streamlit run app.py --server.port $(PORT) --server.showEmailPrompt false \
		--browser.gatherUsageStats false $(if $(HEADLESS),--server.headless $(HEADLESS))

# Two processes: what needs a server or a browser waits more than it computes.
test: lint chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p core
	$(BIN)/lint-imports

install:
	tools/install.sh requirements.txt $(PYTHON)

install-dev:
	tools/install.sh requirements-dev.txt $(PYTHON)

chromium: install-dev
	tools/chromium.sh

examples: install
	$(BIN)/python -m core examples

screenshots: chromium
	$(BIN)/python -m tools.screenshots

bench: chromium
	mkdir -p bench/results
	set -o pipefail; for script in startup end_to_end; do \
		$(BIN)/python -m bench.$$script | tee bench/results/$$script.txt || exit 1; done

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
