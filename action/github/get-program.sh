#!/usr/bin/env bash
# Gets the jar: from the release that the Action's ref names, checked by its SHA-256, else built from the Action's own
# checkout. Names it in the output "jar", and the java that runs it in the output "java".
set -euo pipefail

here=$(cd "$(dirname "$0")/../.." && pwd)
built=$here/action/target/flaky.jar
folder=${RUNNER_TEMP:?is set by the runner}/flaky-detector-program
server=${GITHUB_SERVER_URL:-https://github.com}

done_with() {
    { echo "jar=$1"; echo "java=$FLAKY_JAVA"; } >>"$GITHUB_OUTPUT"
    exit 0
}

# From standard input: of a file whose name holds a backslash, as on Windows, GNU's program prints the sum with one too.
sha256_of() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -d ' ' -f 1
}

fetch() {
    curl --fail --silent --show-error --location --retry 3 --max-time 300 --output "$2" "$1"
}

download() {
    local release=$server/$FLAKY_ACTION_REPOSITORY/releases/download/$FLAKY_ACTION_REF expected
    mkdir -p "$folder"
    fetch "$release/flaky.jar.sha256" "$folder/flaky.jar.sha256" 2>/dev/null || return 1
    fetch "$release/flaky.jar" "$folder/flaky.jar" || return 1
    expected=$(cut -d ' ' -f 1 "$folder/flaky.jar.sha256")
    if [ "$(sha256_of "$folder/flaky.jar")" != "$expected" ]; then
        echo "::error title=flaky-detector::The jar of release $FLAKY_ACTION_REF is not the one that its SHA-256 names. It was not run."
        rm -f "$folder/flaky.jar"
        exit 3
    fi
}

[ -f "$built" ] && done_with "$built"
# Only a version's tag names a release; a branch or a commit is built.
if [[ "${FLAKY_ACTION_REPOSITORY:-}" =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ && "${FLAKY_ACTION_REF:-}" =~ ^v[0-9][A-Za-z0-9._-]*$ ]] && download; then
    done_with "$folder/flaky.jar"
fi
echo "flaky: no release for '${FLAKY_ACTION_REF:-}': building from the Action's checkout"
JAVA_HOME=$(dirname "$(dirname "$FLAKY_JAVA")") "$here/flaky" --version
done_with "$built"
