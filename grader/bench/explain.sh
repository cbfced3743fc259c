#!/usr/bin/env bash
# How long ./grade explain takes beside dive (https://github.com/wagoodman/dive), which shows layers and
# wasted space: on archives, and through the engine at first and second look; by a process of its own and by
# the grader that stays. All run in turn, so that a machine whose speed drifts does not favour one. Prints
# medians and the ratio of the same run. Processor time is printed beside, as wall time says little on a busy
# machine. What was measured last, on which machine, stands in DECISIONS.md, 37.
# Then what lint takes for one Dockerfile, and the ten layer stacks of AccountingTest with the figures of both.
#
#   grader/bench/explain.sh [image] [runs] [small image]      default: node:24, about 1.2 GB; 3; python:3.13-slim
#
# Needs bash, docker, a local engine that has the images, and dive: DIVE=/path/to/dive, or Go, with which
# dive v0.13.1 is built from its module. Processor time needs /proc, peak memory GNU time.
set -euo pipefail
cd "$(dirname "$0")/../.."
image=${1:-node:24} runs=${2:-3} small=${3:-python:3.13-slim}
work=$(mktemp -d)
end() {
  [ ! -f .grade/resident/pid ] || kill "$(cat .grade/resident/pid)" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT

dive=${DIVE:-$(command -v dive || true)}
if [ -z "$dive" ]; then
  echo "building dive from its module…" >&2
  GOBIN=$work CGO_ENABLED=0 go install -ldflags='-s -w' github.com/wagoodman/dive@v0.13.1
  dive=$work/dive
fi
docker image inspect "$image" "$small" >/dev/null
docker save "$image" -o "$work/image.tar"
docker save "$small" -o "$work/small.tar"
unset CI
# one for all calls: the grader that stays serves only who has the environment that it was started with
export MULTISTAGE_CACHE=$work/cache
./grade list >/dev/null # builds the grader if need be

dive() { CI=true "$dive" "$@" >"$work/out" || [ $? = 1 ]; }
ordinary() { MULTISTAGE_RESIDENT=no ./grade "$@" >"$work/out"; }
resident() { ./grade "$@" >"$work/out"; }
forget() { rm -rf "$MULTISTAGE_CACHE"; }
ticks() { # processor time of the grader that stays, in clock ticks
  awk '{ print $14 + $15 }' "/proc/$(cat .grade/resident/pid)/stat" 2>/dev/null || echo 0
}

milliseconds() {
  local begun ended
  begun=$(date +%s%N)
  "$@"
  ended=$(date +%s%N)
  echo $(((ended - begun) / 1000000))
}
processor() { # the same in processor time of this shell's children; that of a grader that stays is added
  local before after
  before=$(ticks) && TIMEFORMAT='%U %S'
  { time "$@" 2>/dev/null; } 2>"$work/time"
  after=$(ticks)
  awk -v more=$((after - before)) -v hz="$(getconf CLK_TCK)" '{ print int(1000 * ($1 + $2 + (more > 0 ? more / hz : 0))) }' "$work/time"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }
of() { printf '%s\n' "$@" | median; }
row() { # title, then the figures of dive, of an ordinary start, and of the grader that stays, all runs of each
  printf '  %-34s %7s %9s (%3s %%) %9s (%3s %%)\n' "$1" "$2" "$3" $((100 * $3 / $2)) "$4" $((100 * $4 / $2))
}
megabytes() { echo $(($(stat -c %s "$1" 2>/dev/null || stat -f %z "$1") / 1000000)); }

cat "$work/image.tar" "$work/small.tar" >/dev/null # all read them from memory
for _ in 1 2 3; do # the class archive is made after the first, the resident starts, its code is compiled
  ordinary explain "$work/small.tar"
  resident explain "$work/image.tar"
  sleep 5 # the class archive is made in the background, which tells nobody
done

printf '%s, %s runs in turn, load %s, dive %s\n' "$image" "$runs" "$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)" \
  "$(go version -m "$dive" 2>/dev/null | awk '$1 == "mod" { print $3; found = 1 } END { if (!found) print "of unknown version" }' || true)"
printf '  %-34s %7s %17s %17s\n' 'median milliseconds' dive 'ordinary start' 'grader that stays'
for measure in milliseconds processor; do
  for archive in image small; do
    d=() o=() r=()
    for _ in $(seq "$runs"); do
      d+=("$($measure dive --source docker-archive "$work/$archive.tar")")
      o+=("$($measure ordinary explain "$work/$archive.tar")")
      r+=("$($measure resident explain "$work/$archive.tar")")
    done
    title="archive of $(megabytes "$work/$archive.tar") MB"
    [ "$measure" = milliseconds ] || title="$title, processor"
    row "$title" "$(of "${d[@]}")" "$(of "${o[@]}")" "$(of "${r[@]}")"
  done
done
d=() o1=() o2=() r1=() r2=()
for _ in $(seq "$runs"); do
  d+=("$(milliseconds dive "$image")")
  forget
  o1+=("$(milliseconds ordinary explain "$image")")
  o2+=("$(milliseconds ordinary explain "$image")")
  forget
  r1+=("$(milliseconds resident explain "$image")")
  r2+=("$(milliseconds resident explain "$image")")
done
row 'engine, first look' "$(of "${d[@]}")" "$(of "${o1[@]}")" "$(of "${r1[@]}")"
row 'engine, second look' "$(of "${d[@]}")" "$(of "${o2[@]}")" "$(of "${r2[@]}")"

dockerfile=$(ls -d exercises/exercise-04-*/app/Dockerfile)
o=() r=() p=()
for _ in $(seq 20); do resident lint "$dockerfile"; done
for _ in $(seq "$runs"); do
  o+=("$(milliseconds ordinary lint "$dockerfile")")
  r+=("$(milliseconds resident lint "$dockerfile")")
  before=$(ticks)
  for _ in $(seq 20); do resident lint "$dockerfile"; done
  p+=($((($(ticks) - before) * 1000 / $(getconf CLK_TCK) / 20)))
done
printf '  lint of one Dockerfile: ordinary start %s ms, grader that stays %s ms, of which %s ms in the process (processor time)\n' \
  "$(of "${o[@]}")" "$(of "${r[@]}")" "$(of "${p[@]}")"
if [ -x /usr/bin/time ]; then
  peak() { /usr/bin/time -f '%M' "$@" 2>&1 >/dev/null | tail -n 1; }
  printf '  peak resident memory, archive: dive %s kB, ordinary start %s kB, grader that stays %s kB\n' \
    "$(CI=true peak "$dive" --source docker-archive "$work/image.tar")" "$(MULTISTAGE_RESIDENT=no peak ./grade explain "$work/image.tar")" \
    "$(awk '$1 == "VmHWM:" { print $2 }' "/proc/$(cat .grade/resident/pid)/status" 2>/dev/null || echo unknown)"
fi

# --- the layer stacks of AccountingTest, in MB -------------------------------------------------------

stack=''
begin() { stack=$work/stack-$1 && mkdir -p "$stack" && layers=() && layer; }
layer() { layers+=("$stack/${#layers[@]}") && mkdir -p "${layers[-1]}"; }
file() { # path, MB, letter that its content repeats
  mkdir -p "${layers[-1]}/$(dirname "$1")"
  head -c "$(($2 * 1000000))" /dev/zero | tr '\0' "$3" >"${layers[-1]}/$1"
}
hide() { mkdir -p "${layers[-1]}/$(dirname "$1")" && : >"${layers[-1]}/$1"; }
archive() { # puts the layers together as docker save does
  local number=0 names='' digests='' history='' folder
  mkdir "$stack/archive"
  for folder in "${layers[@]}"; do
    (cd "$folder" && shopt -s dotglob && tar -cf "$stack/archive/$number.tar" -- *)
    names=$names${names:+,}\"$number.tar\"
    digests=$digests${digests:+,}\"sha256:$(sha256sum "$stack/archive/$number.tar" | cut -d' ' -f1)\"
    history=$history${history:+,}'{"created_by":"RUN step '$number'"}'
    number=$((number + 1))
  done
  printf '{"architecture":"amd64","os":"linux","config":{},"history":[%s],"rootfs":{"type":"layers","diff_ids":[%s]}}' \
    "$history" "$digests" >"$stack/archive/config.json"
  printf '[{"Config":"config.json","RepoTags":["t:1"],"Layers":[%s]}]' "$names" >"$stack/archive/manifest.json"
  (cd "$stack/archive" && tar -cf "$stack.tar" -- *.tar config.json manifest.json)
}
figure() { sed -n "s/.*\"$1\" *: *\([0-9.]*\).*/\1/p" "$2" | head -n 1; }
judge() { # what it is, bytes that no container sees in MB
  archive
  "$dive" --source docker-archive "$stack.tar" --json "$stack.dive" >/dev/null 2>&1
  ./grade explain "$stack.tar" --format json -o "$stack.json"
  printf '  %-52s %10.4f %8.0f %8.0f %8.0f\n' "$1" "$(figure efficiencyScore "$stack.dive")" \
    "$(figure inefficientBytes "$stack.dive" | awk '{ print $1 / 1e6 }')" \
    "$(figure wasteBytes "$stack.json" | awk '{ print $1 / 1e6 }')" "$2"
  rm -rf "$stack" "$stack.tar"
}

printf '\n  %-52s %10s %8s %8s %8s\n' 'layers' 'dive: eff.' 'wasted' 'explain' 'really'
begin A && file base 10 b && file opt/sdk 90 s && layer && hide opt/.wh.sdk && judge 'a file of 90 deleted later' 90
begin B && file base 10 b && file opt/sdk/a 45 x && file opt/sdk/b 45 y && layer && hide opt/.wh.sdk && judge 'a directory of 90 deleted by one whiteout' 90
begin C && file base 10 b && file opt/sdk/a 45 x && file opt/sdk/b 45 y && layer && hide opt/sdk/.wh.a && hide opt/sdk/.wh.b && judge 'the same files deleted one by one' 90
begin D && file base 10 b && file app 90 a && layer && file app 90 a && chmod 755 "${layers[-1]}/app" && judge 'a file of 90 whose mode changes' 90
begin E && file base 10 b && file build/app 90 a && layer && file app 90 a && judge 'the same 90 at two paths' 0
begin F && file base 10 b && file d/old 90 o && layer && file d/new 1 n && hide d/.wh..wh..opq && judge 'an opaque directory hides 90' 90
begin G && file base 10 b && file sdk 900 s && judge 'one flattened layer with an SDK of 900' 0
begin H && file f 10 x && layer && file f 20 y && layer && hide .wh.f && judge 'a file of 10, grown to 20, deleted' 30
begin I && file f 100 x && layer && file f 1 y && judge 'a file of 100 replaced by 1' 100
begin J && file base 10 b && file d/a 90 a && layer && hide .wh.d && layer && file d/a 90 a && judge 'a directory of 90 deleted and made again' 90
