#!/usr/bin/env bash
# Runs 'flaky github-action' with the JDK and the jar that the steps before found. FLAKY_TELL names a result to tell.
set -euo pipefail

archive=${FLAKY_JAR%.jar}.jsa
options=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
[ -f "$archive" ] && options+=("-XX:SharedArchiveFile=$archive" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr)
[ -n "${FLAKY_TELL:-}" ] && set -- "$@" --comment-from "$FLAKY_TELL"
exec "$FLAKY_JAVA" "${options[@]}" -jar "$FLAKY_JAR" github-action "$@"
