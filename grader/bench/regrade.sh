#!/usr/bin/env bash
# How long an unchanged exercise takes to grade again, beside a shell script that does the same by hand:
# a BuildKit build from the cache, the container run as locked up, the same probes, inspect, top, remove.
# Graded with an ordinary start and by the grader that stays: until it has answered, and until it has also
# removed container, network and image, which the next command waits for. All run in turn, so that a machine whose speed
# drifts does not favour one. Prints medians, processor time (without the engine's) and the ratio of each
# run to the shell's of the same round; then the same of list and --help.
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
  until curl -fs -o /dev/null "http://$at$health"; do sleep 0.01; done # an app does not say when it is ready
  [ -z "$nonce" ] || curl -s -o /dev/null "http://$at$nonce"
  [ -z "$tls" ] || { curl -s -o /dev/null "http://$at$tls"; curl -s -o /dev/null "http://$at$tls"; }
  docker top "$id" -eo pid,ruid,euid,args >/dev/null
  docker inspect "$id" >/dev/null
  docker rm -f -v "$id" >/dev/null
  docker network rm bench-regrade >/dev/null
}

ordinary() { MULTISTAGE_RESIDENT=no ./grade "$exercise" --solution >/dev/null 2>&1; }
resident() { env -u CI ./grade "$exercise" --solution >/dev/null 2>&1; }
gone() { until [ -e .grade/resident/free ]; do sleep 0.01; done; } # the launcher's own sign that it is free
clean() { resident && gone; }
list() { "$1" ./grade list >/dev/null; }
help() { "$1" ./grade --help >/dev/null; }
alone() { MULTISTAGE_RESIDENT=no "$@"; }
handed() { env -u CI "$@"; }

ticks() { # processor time of the grader that stays, in hundredths of a second; Linux only
  local pid
  pid=$(cat .grade/resident/pid 2>/dev/null || true)
  awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/${pid:-none}/stat" 2>/dev/null || echo 0
}

cost() { # of one call: milliseconds, and milliseconds of processor time (without the engine's)
  local before said
  before=$(ticks)
  TIMEFORMAT='%R %U %S'
  said=$({ time "$@" >&3 2>&4; } 3>&1 4>&2 2>&1 >/dev/null) || { echo "failed: $*" >&2; exit 1; }
  awk -v ticks="$(($(ticks) - before))" '{ printf "%d %d\n", $1 * 1000, ($2 + $3) * 1000 + ticks * 10 }' <<<"$said"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

# warm up: the first ordinary grade of a new grader records classes, their archive is made afterwards
by_hand && env -u CI ./grade "$exercise" --solution >/dev/null 2>&1
for _ in $(seq 100); do
  ls grader/target/start-*.making >/dev/null 2>&1 || break
  sleep 0.5 # made in the background, which tells nobody
done
ordinary && resident && resident && resident

wall_hand=() wall_ordinary=() wall_resident=() wall_clean=() ratio_ordinary=() ratio_resident=() ratio_clean=()
cpu_hand=() cpu_ordinary=() cpu_resident=() cpu_clean=()
for _ in $(seq "$runs"); do
  read -r h hc < <(cost by_hand)
  read -r o oc < <(cost ordinary)
  read -r r rc < <(cost resident)
  gone
  read -r e ec < <(cost clean)
  wall_hand+=("$h") wall_ordinary+=("$o") wall_resident+=("$r") wall_clean+=("$e")
  cpu_hand+=("$hc") cpu_ordinary+=("$oc") cpu_resident+=("$rc") cpu_clean+=("$ec")
  ratio_ordinary+=($((100 * o / h))) ratio_resident+=($((100 * r / h))) ratio_clean+=($((100 * e / h)))
done
of() { printf '%s\n' "$@" | median; }
row() { printf '  %-28s %6s ms  %6s ms  %5s\n' "$@"; }
printf '%s --solution, unchanged, medians of %s runs in turn, load %s\n' "$exercise" "$runs" "$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
printf '  %-28s %9s  %9s  %5s\n' '' wall processor ratio
row 'shell, by hand' "$(of "${wall_hand[@]}")" "$(of "${cpu_hand[@]}")" 1.00
percent() { awk -v p="$1" 'BEGIN { printf "%.2f", p / 100 }'; }
row 'grade, ordinary start' "$(of "${wall_ordinary[@]}")" "$(of "${cpu_ordinary[@]}")" "$(percent "$(of "${ratio_ordinary[@]}")")"
row 'grade, resident' "$(of "${wall_resident[@]}")" "$(of "${cpu_resident[@]}")" "$(percent "$(of "${ratio_resident[@]}")")"
row 'resident, until all is gone' "$(of "${wall_clean[@]}")" "$(of "${cpu_clean[@]}")" "$(percent "$(of "${ratio_clean[@]}")")"
for command in list help; do
  for how in alone handed; do
    walls=() cpus=()
    for _ in $(seq "$runs"); do
      read -r w c < <(cost "$command" "$how")
      walls+=("$w") cpus+=("$c")
    done
    name="$command, ordinary start"
    [ "$how" = alone ] || name="$command, resident"
    row "$name" "$(of "${walls[@]}")" "$(of "${cpus[@]}")" ''
  done
done
