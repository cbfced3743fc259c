#!/usr/bin/env bash
# Kills processes that write the state (kill -9) before each step of each write: an attempt, a hint level, the
# repair of a damaged summary, a reset and its undo. After each the next process must find the old or the new
# state and leave nothing over. Prints how many points there were; takes minutes.
#
#   grader/bench/crash.sh [recording|hinting|repairing|resetting|undoing]
#
# Needs Maven and a JDK; no engine.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -o -q -B -pl grader test -Dtest="StateCrash${1:+#$1}" -Dsurefire.failIfNoSpecifiedTests=false
