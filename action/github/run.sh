#!/usr/bin/env bash
# Runs 'flaky github-action' with the JDK and the jar that the steps before found. FLAKY_TELL names a result to tell.
set -euo pipefail

archive=${FLAKY_JAR%.jar}.jsa
options=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
# The jar is the one that its SHA-256 names, or was built here: its classes need no second look, which would take a tenth of
# the time to the comment.
options+=(-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote)
[ -f "$archive" ] && options+=("-XX:SharedArchiveFile=$archive" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr)
[ -n "${FLAKY_TELL:-}" ] && set -- "$@" --comment-from "$FLAKY_TELL"
# A test can read the environment of the process that started it: no token of the runner, and no key that it does not need.
unset ACTIONS_ID_TOKEN_REQUEST_TOKEN ACTIONS_ID_TOKEN_REQUEST_URL ACTIONS_RUNTIME_TOKEN
if [ "${FLAKY_INPUT_MODE:-local}" = local ] && [ "${FLAKY_STORE:-}" != dynamodb ]; then
    unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
fi
exec "$FLAKY_JAVA" "${options[@]}" -jar "$FLAKY_JAR" github-action "$@"
