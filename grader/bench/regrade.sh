#!/usr/bin/env bash
# How long an unchanged exercise takes to grade again, beside a shell script that does the same by hand:
# a BuildKit build from the cache, the container run as locked up, the same probes, inspect, top, remove.
# Both run in turn, so that a machine whose speed drifts does not favour one. Prints medians and the ratio.
#
#   grader/bench/regrade.sh [exercise] [runs]        default: exercise-3, 7 runs
#
# Needs bash, curl, docker and a local engine; grades the reference solution.
set -euo pipefail
cd "$(dirname "$0")/../.."
exercise=${1:-exercise-3} runs=${2:-7}
number=${exercise#exercise-}
folder=$(basename "$(ls -d exercises/exercise-"$(printf %02d "$number")"-*)")
declaration=exercises/$folder/exercise.json
field() { sed -n "s/.*\"$1\": *\"\{0,1\}\([^\",}]*\).*/\1/p" "$declaration" | head -n 1; }
port=$(field port) health=$(field health)
nonce=$(sed -n 's/.*"nonce".*"endpoint": *"\([^"]*\)".*/\1/p' "$declaration")
tls=$(sed -n 's/.*"tls".*"endpoint": *"\([^"]*\)".*/\1/p' "$declaration")
socket=${DOCKER_HOST:-unix:///var/run/docker.sock}
socket=${socket#unix://}

context=$(mktemp -d)
trap 'rm -rf "$context"; docker image rm -f bench-regrade >/dev/null 2>&1 || true' EXIT
cp -R "exercises/$folder/app/." "$context"
cp -R "solutions/$folder/app/." "$context"

by_hand() {
  tar -C "$context" -cf - . |
    curl -fsS --unix-socket "$socket" -X POST -H 'Content-Type: application/x-tar' --data-binary @- \
      "http://d/build?version=2&t=bench-regrade" >"$context.log"
  ! grep -q errorDetail "$context.log" || { cat "$context.log" >&2; exit 1; }
  docker image inspect bench-regrade >/dev/null
  docker network create -o com.docker.network.bridge.enable_ip_masquerade=false bench-regrade >/dev/null
  id=$(docker run -d --network bench-regrade --cap-drop ALL --security-opt no-new-privileges --memory 256m --cpus 1 \
    --pids-limit 128 -p "127.0.0.1::$port" bench-regrade)
  at=$(docker port "$id" "$port" | head -n 1)
  until curl -fs -o /dev/null "http://$at$health"; do sleep 0.01; done
  [ -z "$nonce" ] || curl -s -o /dev/null "http://$at$nonce"
  [ -z "$tls" ] || { curl -s -o /dev/null "http://$at$tls"; curl -s -o /dev/null "http://$at$tls"; }
  docker top "$id" -eo pid,ruid,euid,args >/dev/null
  docker inspect "$id" >/dev/null
  docker rm -f -v "$id" >/dev/null
  docker network rm bench-regrade >/dev/null
}

graded() { ./grade "$exercise" --solution >/dev/null 2>&1; }

milliseconds() { # of one call
  local begun ended
  begun=$(date +%s%N)
  "$@"
  ended=$(date +%s%N)
  echo $(((ended - begun) / 1000000))
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

by_hand && graded # warm up both
hand=() ours=() ratios=()
for _ in $(seq "$runs"); do
  h=$(milliseconds by_hand)
  g=$(milliseconds graded)
  hand+=("$h") ours+=("$g")
  ratios+=($((100 * g / h)))
done
printf '%s --solution, unchanged, %s runs in turn, load %s\n' "$exercise" "$runs" "$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
printf '  by hand   median %5s ms\n' "$(printf '%s\n' "${hand[@]}" | median)"
printf '  ./grade   median %5s ms\n' "$(printf '%s\n' "${ours[@]}" | median)"
printf '  ratio     median %5s %%\n' "$(printf '%s\n' "${ratios[@]}" | median)"
