#!/usr/bin/env bash
# Finds a JDK of at least 17 among those that runners carry, and names its java in the output "java"; empty when there is
# none. The JDKs of the runner's own architecture come first.
set -euo pipefail

is_new_enough() {
    local version
    version=$("$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    [ -n "$version" ] && [ "$version" -ge 17 ]
}

case "${RUNNER_ARCH:-X64}" in
    ARM64) architectures=(ARM64 arm64 AARCH64 aarch64 X64) ;;
    *) architectures=(X64 x64) ;;
esac

candidates=()
for version in 17 21 25; do
    for architecture in "${architectures[@]}"; do
        name=JAVA_HOME_${version}_${architecture}
        [ -n "${!name:-}" ] && candidates+=("${!name}/bin/java")
    done
done
[ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME/bin/java")
command -v java >/dev/null 2>&1 && candidates+=("$(command -v java)")

for java in "${candidates[@]+"${candidates[@]}"}"; do
    if { [ -x "$java" ] || [ -x "$java.exe" ]; } && is_new_enough "$java"; then
        echo "flaky: runs on $java"
        echo "java=$java" >>"$GITHUB_OUTPUT"
        exit 0
    fi
done
echo "flaky: no JDK of at least 17 among JAVA_HOME_*, JAVA_HOME and PATH"
echo "java=" >>"$GITHUB_OUTPUT"
