# What people do here, by name. The checks are steps of .ci/run, so that CI and people run the same.

GO ?= go
export GO

.PHONY: help run build test lint race fmt bench demo picture readme clean

help:     ## this list
	@sed -n 's/^\([a-z]*\): *[^#]*## */\1\t/p' Makefile | expand -t 12

run:      ## the screen, on the demo's three environments
	$(GO) run . --demo

build:    ## the program, as ./parity
	$(GO) build -o parity .

test:     ## all tests; puts the AWS emulator into .venv first
	@.ci/run test

lint:     ## gofumpt, go vet and staticcheck
	@.ci/run lint

race:     ## all tests under the race detector
	@.ci/run race

fmt:      ## format all Go files
	$(GO) tool -modfile=tools/go.mod gofumpt -l -w -modpath parity . testdata/demo

bench:    ## every benchmark, with what it allocates; the largest files are left out by -short
	$(GO) test -run '^$$' -bench . -benchmem -benchtime 300ms -short ./...

demo:     ## testdata/demo anew from the company's tables
	$(GO) run ./testdata/demo/generate testdata/demo

picture:  ## the pictures of all screens anew, from real frames
	$(GO) run ./testdata/demo/picture testdata/demo testdata/pictures

readme:   ## the README's lists of keys and calls anew
	$(GO) test -run TestReadme -rewrite .

clean:    ## away with what the targets above made
	rm -rf parity .venv
