# Words over Maven and e2e/. What a Debian-like machine lacks is installed first, which needs root.

SHELL = /bin/bash
.SHELLFLAGS = -euo pipefail -c
.NOTPARALLEL:
.PHONY: adapters bench build check clean demo e2e format fuzz help load lock package soak test tools unit

# Warnings and errors, nothing else: --quiet would hide the warnings that fail the build.
export MAVEN_OPTS += -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Djansi.noreset=true
MAVEN = JAVA_HOME=$$(e2e/host/jdk25) mvn --batch-mode -Dstyle.color=never
GROUP = faults deploy switch push package page
MINUTES = 10
is_root = $(filter 0,$(shell id -u))

build: tools ## both commands, in push-tool/target/dist and deployer/target/dist
	$(MAVEN) -DskipTests package
	for part in deployer push-tool; do JAVA_HOME=$$(e2e/host/jdk25) $$part/target/dist/libexec/rehearse; done

package: tools ## packages of both commands, which need no Java on the host, in target/package
	$(MAVEN) -DskipTests package
	for part in deployer push-tool; do packaging/package $$part/target/dist; done

# Prerequisites rather than calls, so that `make check test e2e` runs nothing twice.
test: unit $(if $(is_root),adapters e2e) ## the unit tests; as root also those on throwaway hosts

unit: tools ## the tests that need no root
	@rm -rf */target/surefire-reports
	status=0; $(MAVEN) --fail-at-end verify || status=$$?; .ci/counts unit; exit $$status

adapters: unit ## the deployer's adapters against real systemd, Nix and Caddy, on a throwaway host
	@rm -rf */target/surefire-reports
	status=0; deployer/host-tests || status=$$?; .ci/counts adapters; exit $$status

e2e: ## the end-to-end groups on throwaway hosts, without what takes minutes; make e2e GROUP=faults for all of one
	e2e/run $(GROUP) $(if $(filter file,$(origin GROUP)),--quick)

fuzz: tools ## a coverage-guided fuzzer on what strangers write; MINUTES=10
	JAVA_HOME=$$(e2e/host/jdk25) .ci/fuzz $(MINUTES)

soak: ## pushes and faults at random on a throwaway host, looked at after every step; MINUTES=20 SEED=n
	e2e/soak $(if $(filter file,$(origin MINUTES)),20,$(MINUTES)) $(SEED)

load: ## visitors of a service while it is updated, blue-green and otherwise; UPDATES=5 BAD=2 RATE=2000
	e2e/load $(or $(UPDATES),20) $(or $(BAD),5) $(or $(RATE),2000)

bench: ## times beside standard tools and the AWS CLI, as a table; ROWS=sync,pull RUNS=11 WRITE=1 or CHECK=1 docs/reference/performance.md
	e2e/bench $(if $(RUNS),--runs=$(RUNS)) $(if $(ROWS),--rows=$(ROWS)) $(if $(WRITE),--write) $(if $(CHECK),--check)

demo: ## a host, a bucket and a few deploys, step by step; KEEP=1 leaves the host up
	@e2e/demo $(if $(KEEP),--keep)

check: tools ## format, warnings, pinned plugins, dependencies, package arrows, shell scripts
	$(MAVEN) -Pcheck -Dtest.groups=architecture verify
	shellcheck $$(git grep -lE '^#!.*bash|^# shellcheck shell=bash')

format: tools ## formats all Java
	$(MAVEN) spotless:apply

lock: tools ## the list of Maven's files that Nix fetches, written anew; CHECK=1 builds with just these
	nix/maven/lock $(if $(CHECK),--check)

clean: tools ## removes everything that was built
	$(MAVEN) clean

tools:
	@e2e/host/install

help:
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' Makefile | expand -t 10
