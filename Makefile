# make demo    see what Whence does, on the sample reports
# make test    all tests
# make check   format, lint, types, and the tests that are quick
# make slow-tests
#              the tests that check leaves out: both together are make test
# make eval    found, right and complete against the gold; fails below evaluation/baseline.json
# make bench   speed and memory; fails below evaluation/bench.json
# make bench-reuse
#              shared passages: found, speed and memory; fails below evaluation/reuse.json
# make bench-pages
#              the web pages of a large record: time to the first and last byte; fails above evaluation/pages.json.
#              The record is made the first time (build/large-10000.db, 0.5 GB), which takes half an hour or more
# make screenshots
#              pictures of the pages, on the sample reports, into docs/screenshots; needs Chromium (apt install chromium)
# make bench-quotes
#              who is quoted: found and right beside other tools; fails below evaluation/quotes.json
# make corpus-check, corpus-stats, corpus-agreement, corpus-export
#              the corpus: hold it to its rules, count it, compare two markers, write it in other forms to build/corpus
# make train-en, train-fr
#              train the models again; needs ../shared/data (training/README.md)
# make lock    write down the version and hashes of every package (newer ones: make lock UPGRADE=--upgrade)
# make clean   take away what the others made
#
# Needs Python 3.11 or later, and make. Everything else is installed into .venv the first time.
# Another Python than the first good one on the PATH: make PYTHON=/path/to/python3.12 demo

BIN := .venv/bin
READY := .venv/.installed
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
CANDIDATES := $(PYTHON) python3.11 python3.12 python3.13 python3 python

# One thread a process: without this, two processes are slower than one.
export OMP_NUM_THREADS := 1

.PHONY: help demo test check slow-tests eval bench bench-reuse bench-quotes bench-pages screenshots corpus-check corpus-stats corpus-agreement corpus-export train-en train-fr lock clean

help:
	@sed -n 's/^# \{0,1\}//;/^make /p' Makefile

demo: $(READY)
	@$(BIN)/python scripts/demo.py

test: $(READY)
	@$(BIN)/python -m pytest

check: $(READY)
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -m pytest -m "not slow"

slow-tests: $(READY)
	@$(BIN)/python -m pytest -m slow

eval: $(READY)
	@$(BIN)/python -m whence.measuring.evaluate

bench: $(READY)
	@$(BIN)/python -m whence.measuring.bench

bench-reuse: $(READY)
	@$(BIN)/python -m whence.measuring.bench_reuse

bench-pages: $(READY)
	@$(BIN)/python -m whence.measuring.bench_pages

screenshots: $(READY)
	@$(BIN)/python scripts/screenshots.py

bench-quotes: $(READY)
	@$(PIP) install "textacy>=0.13"
	@$(BIN)/python -m whence.measuring.bench_quotes

corpus-check corpus-stats corpus-agreement corpus-export: $(READY)
	@$(BIN)/python -m whence.measuring.annotation $(@:corpus-%=%)

train-en train-fr: $(READY)
	@$(BIN)/python training/recipe.py $(@:train-%=%)

lock: $(READY)
	@$(PIP) install pip-tools
	@$(BIN)/pip-compile -q $(UPGRADE) --generate-hashes --extra dev --extra formats --extra report --extra ru --no-emit-index-url --no-emit-trusted-host --no-header \
	    --strip-extras --allow-unsafe -o requirements.lock pyproject.toml

clean:
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis demo.db demo.db-wal demo.db-shm
	@find whence tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that is there is added to, never emptied: somebody may be at work in it. `make clean` takes it away.
$(READY): requirements.lock pyproject.toml | .venv/bin/python
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# A name on the PATH may be there and not work (a shim of a version manager), or lack venv (Debian's own): it is tried.
.venv/bin/python:
	@found=; for python in $(CANDIDATES); do \
	    if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "make: there is no Python 3.11 or later with its venv module on the PATH; install one (on Debian: apt install python3-venv)," \
	         "or say where it is: make PYTHON=..." >&2; exit 1; \
	fi; \
	echo "Installing what Whence needs into .venv, once. It takes a minute or two." >&2; \
	"$$found" -m venv .venv
