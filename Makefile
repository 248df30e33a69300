# Each target is one line over the Maven wrapper. `verify` is what CI runs; `fmt` repairs what `lint` reports.
# The formatter needs Maven on a JDK 25: fmt and lint use the first one found, else JAVA_HOME as it is.
JDK := $(firstword $(wildcard $(HEAPSTER_JAVA_HOME) /usr/lib/jvm/*-25-* /usr/lib/jvm/*-25) $(JAVA_HOME))
ON_JDK = $(if $(JDK),JAVA_HOME=$(JDK))

.PHONY: build test verify fmt lint bench bench-fleet e2e demo image docs
build: ; ./mvnw -q -DskipTests package
test: ; ./mvnw test
verify: ; .ci/run
fmt: ; $(ON_JDK) ./mvnw -q spotless:apply
lint: ; $(ON_JDK) ./mvnw -q spotless:check test-compile
bench: ; bench/jmh
bench-fleet: ; bench/fleet
e2e: ; ./mvnw -q -pl heapster-app -am -Dtest='*EndToEndTest' -Dsurefire.failIfNoSpecifiedTests=false test
demo: ; bin/heapster demo
image: ; ./mvnw -q -Pimage -Dmaven.test.skip=true package
docs: ; ./mvnw -q -Dheapster.docs.write=true -Dtest='*DocsTest' -Dsurefire.failIfNoSpecifiedTests=false test
