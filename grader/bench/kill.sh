#!/usr/bin/env bash
# Kills a grade (kill -9) at many points of its way, an ordinary start and one that was handed to the grader
# that stays in turn. Then one more grade must pass, find the state readable, and leave nothing in the engine.
# Prints how many were killed at work, and what is left. Takes some minutes.
#
#   grader/bench/kill.sh [points]        default: 60, spread evenly over the time of one grade
#
# Needs bash, docker and a local engine; grades the reference solution of exercise 3.
set -euo pipefail
cd "$(dirname "$0")/../.."
points=${1:-60}
unset CI

graded() { ./grade exercise-3 --solution >/dev/null 2>&1; }

graded # builds, records classes
graded
began=$(date +%s%N)
MULTISTAGE_RESIDENT=no ./grade exercise-3 --solution >/dev/null 2>&1
step=$((($(date +%s%N) - began) / points))

killed=0 ended=0
for point in $(seq "$points"); do
  if [ $((point % 2)) = 0 ]; then export MULTISTAGE_RESIDENT=no; else unset MULTISTAGE_RESIDENT; fi
  ./grade exercise-3 >/dev/null 2>&1 &
  launcher=$!
  sleep "$(awk -v n=$((step * point)) 'BEGIN { printf "%.3f", n / 1e9 }')" # the point at which it is killed
  resident=$(cat .grade/resident/pid 2>/dev/null || true)
  if kill -0 "$launcher" 2>/dev/null; then killed=$((killed + 1)); else ended=$((ended + 1)); fi
  for process in $launcher ${MULTISTAGE_RESIDENT:-$resident}; do
    case $process in *[!0-9]*) ;; *) kill -9 "$process" 2>/dev/null || true ;; esac
  done
  wait "$launcher" 2>/dev/null || true
done
unset MULTISTAGE_RESIDENT

graded
MULTISTAGE_RESIDENT=no ./grade exercise-3 --solution >/dev/null 2>&1
./grade status --format json >/dev/null
printf '%s points: %s killed at work, %s had ended. Left: %s containers, %s networks, %s images; damaged states: %s\n' \
  "$points" "$killed" "$ended" \
  "$(docker ps -aq --filter label=dev.multistage.owner | wc -l)" \
  "$(docker network ls -q --filter label=dev.multistage.owner | wc -l)" \
  "$(docker images --format '{{.Repository}}' | grep -c '^multistage/submission' || true)" \
  "$(find .grade -name '*.damaged-*' | wc -l)"
