# Everything that is done with the source: make run is for people, make test for whoever must be sure.
# Each target installs what it lacks on a Debian (see .ci/setup); elsewhere it says what is missing.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run build headless test check lint shots setup clean

BIN := build/netloom
# Exact versions: a linter that changes its mind must not break an old commit.
GOFUMPT := mvdan.cc/gofumpt@v0.9.2
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.6.1
GOLANGCI := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.6.0

export GOFLAGS := -buildvcs=false
export GOBIN := $(CURDIR)/build/tools
GO = $$(.ci/go)
# Only packages of this module: build/ may hold a module cache of its own.
PACKAGES := ./app/... ./ui/... ./engine/... ./assets/... ./internal/...

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 18

run: setup build ## build, and open the window on the MNIST example; train it here where there is no display
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then exec $(BIN); \
	else echo "There is no display: training the example in the terminal."; exec $(BIN) train --example mnist-mlp; fi

build: setup ## build the program with its window: build/netloom
	$(GO) build -o $(BIN) ./app/netloom

headless: setup-go ## build the same commands without the window, static and without cgo: build/netloom-headless
	CGO_ENABLED=0 $(GO) build -tags headless -o build/netloom-headless ./app/netloom

test: setup-test tools ## run every check and every test; what CI runs
	.ci/test

check: setup-test tools ## vet, lint and test what has changed, in under a minute
	.ci/check

lint: setup tools ## gofumpt, vet, staticcheck and golangci-lint over everything
	.ci/lint $(PACKAGES)

shots: build ## draw the pictures of README.md anew
	$(BIN) shot --example mnist-mlp --steps 900 --size 1360x860 --theme dark --out docs/pictures/window-dark.png
	$(BIN) shot --example mnist-mlp --steps 900 --size 1360x860 --theme light --lang zh --out docs/pictures/window-light-zh.png

clean: ## remove what was built here
	rm -rf build

.PHONY: setup-go setup-test tools
setup-go:
	@.ci/setup go
setup:
	@.ci/setup go build
setup-test:
	@.ci/setup go build test

tools: build/tools/gofumpt-$(lastword $(subst @, ,$(GOFUMPT))) build/tools/staticcheck-$(lastword $(subst @, ,$(STATICCHECK))) build/tools/golangci-lint-$(lastword $(subst @, ,$(GOLANGCI)))

# A stamp names the version, so that a new one here is a new tool there.
build/tools/gofumpt-%: | setup-go
	$(GO) install $(GOFUMPT) && touch $@
build/tools/staticcheck-%: | setup-go
	$(GO) install $(STATICCHECK) && touch $@
build/tools/golangci-lint-%: | setup-go
	$(GO) install $(GOLANGCI) && touch $@
