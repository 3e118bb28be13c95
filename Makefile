# Frontdesk: `make run` to try it, `make test` before every push. `make help` lists the rest.
PORT ?= 8123
DATA ?= ./data
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test bench lock install lint

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: install ## install what is missing, build, start everything on PORT with its data in DATA
	@FRONTDESK_PORT=$(PORT) FRONTDESK_DATA='$(DATA)' exec $(BIN)/frontdesk up

test: install ## lint, types, unit, server and browser tests
	@scripts/test.sh

bench: install ## measure against the Node peer and print the tables
	@$(BIN)/python -m bench.run

install: ## what `run` and `test` need: .venv, node_modules, built browser code
	@scripts/install.sh

lint: install ## the quick checks alone
	@$(BIN)/ruff check . && npm run --silent types

lock: install ## pin the newest Python packages that pyproject.toml allows
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --all-extras pyproject.toml -o requirements.lock
