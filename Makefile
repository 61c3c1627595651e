# `make demo` and `make test` do everything on a fresh machine with Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check lint types imports explorer spark clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("kg needs Python 3.11 or newer, this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[explore,tables,cypher,validate,dev]'
	touch $(READY)

demo: $(READY)
	$(BIN)/kg demo --out out

test: $(READY)
	$(BIN)/pytest -n 2

lint: $(READY)
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports

check: lint types imports test

explorer: $(READY)
	cd exports/web/app && npm ci --no-audit --no-fund && npm run build

spark: $(READY)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[spark]'

clean:
	rm -rf $(VENV) out build dist
