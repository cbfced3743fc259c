#!/usr/bin/env bash
# The grader's peak resident memory while it grades a bloated image: layers are streamed, never held.
#
#   grader/bench/memory.sh [exercise]        default: exercise-4, a starter of about 1.35 GB
#
# Needs GNU time. The analyses of layers are forgotten first, so that every layer is really read.
set -euo pipefail
cd "$(dirname "$0")/../.."
exercise=${1:-exercise-4}
cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT
MULTISTAGE_RESIDENT=no MULTISTAGE_CACHE=$cache /usr/bin/time -f '%M kB peak resident, %e s' ./grade "$exercise" --offline 2>&1 >/dev/null | tail -n 1
