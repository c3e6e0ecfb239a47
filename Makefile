# One door. `make` lists what there is.

.DEFAULT_GOAL := help
.PHONY: help run test web build lint bless bench-router fuzz storms clean
SHELL := /bin/bash

PORT ?= 8080
# A real map: make run MAP=file.osm.pbf
MAP ?=

CARGO := cargo
BIN := target/release/noriai

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 20

run: build ## a living town at http://localhost:8080 (MAP=file.osm.pbf for a real one, PORT=...)
	$(BIN) demo --port $(PORT) $(if $(MAP),--map "$(MAP)")

test: ## every test; installs what is missing
	@scripts/test

build: web ## the binary, with its pages inside
	$(CARGO) build --release --locked -p noriai-api

web: ## the pages and the report's charts
	@scripts/ensure build
	@scripts/web

lint: web ## formatting, clippy and the front end's types
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --release --all-targets --locked -- -D warnings
	cd api/web && npm run --silent check

bless: build ## write the generated documents anew after a wanted change
	NORIAI_BLESS=1 UPDATE_EXPECT=1 $(CARGO) test --workspace --release

bench-router: ## the router beside its peers in one run (ARGS=--json for figures alone); needs a C++ compiler
	@$(CARGO) run --release --locked --quiet -p noriai-router-bench --features peers -- $(ARGS)

fuzz: ## a hundred times as many hostile inputs as the tests try
	NORIAI_FUZZ_TIMES=100 $(CARGO) test --release --locked -p noriai-fuzz --test hostile -- --nocapture

storms: ## storms over the dispatcher (N=20000 of them, from seed S=1)
	@$(CARGO) run --release --locked --quiet -p noriai-storms -- --storms $(or $(N),20000) --seed $(or $(S),1)

clean: ## remove what was built, and the demo's data
	rm -rf target api/web/dist api/web/node_modules noriai-data
