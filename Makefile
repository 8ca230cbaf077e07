# `make setup` once, then `make check` before every commit.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: setup test lint types tables pages check bench wheel clean

setup: ## an environment with all that the work needs
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -c constraints.txt -e '.[dev]'

test: ## all tests
	$(BIN)/python -m pytest

lint: ## format and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: ## strict types
	$(BIN)/mypy

tables: ## the examples of all tables
	$(BIN)/figtag tables check

pages: ## write outputs and generated parts of README.md and docs/, the tutorial and the golden reports anew
	$(BIN)/python -m tests.documents
	$(BIN)/python -m tests.report.golden
	$(BIN)/python -m tests.notebook

check: lint types tables test ## all that CI asks for, but for the clean environments

bench: ## speed, side by side with other programs
	$(BIN)/pip install --quiet -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks

wheel: ## dist/figtag-*.whl
	$(BIN)/pip wheel --no-deps --wheel-dir dist .

clean:
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
