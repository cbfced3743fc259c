#!/usr/bin/env bash
# How long ./grade explain takes beside dive (https://github.com/wagoodman/dive), which shows layers and
# wasted space: on an archive, and through the engine at first and second look. All run in turn, so that a
# machine whose speed drifts does not favour one. Prints medians and the ratio of the same run.
# Processor time is printed beside, as wall time says little on a busy machine. What was measured last, on
# which machine, stands in DECISIONS.md, 37.
# Then the ten layer stacks of AccountingTest with the figures of both.
#
#   grader/bench/explain.sh [image] [runs]        default: node:24, about 1.2 GB; 3 runs
#
# Needs bash, docker, a local engine that has the image, and dive: DIVE=/path/to/dive, or Go, with which
# dive v0.13.1 is built from its module. Peak memory needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/../.."
image=${1:-node:24} runs=${2:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dive=${DIVE:-$(command -v dive || true)}
if [ -z "$dive" ]; then
  echo "building dive from its module…" >&2
  GOBIN=$work CGO_ENABLED=0 go install -ldflags='-s -w' github.com/wagoodman/dive@v0.13.1
  dive=$work/dive
fi
docker image inspect "$image" >/dev/null
docker save "$image" -o "$work/image.tar"
./grade list >/dev/null # builds the grader if need be

dive_archive() { CI=true "$dive" --source docker-archive "$work/image.tar" >"$work/out" || [ $? = 1 ]; }
dive_engine() { CI=true "$dive" "$image" >"$work/out" || [ $? = 1 ]; }
ours_archive() { MULTISTAGE_CACHE=$work/none ./grade explain "$work/image.tar" >"$work/out"; }
ours_engine() { MULTISTAGE_CACHE=$work/cache ./grade explain "$image" >"$work/out"; }

milliseconds() {
  local begun ended
  begun=$(date +%s%N)
  "$@"
  ended=$(date +%s%N)
  echo $(((ended - begun) / 1000000))
}
median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

cat "$work/image.tar" >/dev/null # both read it from memory
ours_archive
da=() oa=() ra=() de=() o1=() r1=() o2=() r2=()
for _ in $(seq "$runs"); do
  d=$(milliseconds dive_archive)
  rm -rf "$work/none"
  o=$(milliseconds ours_archive)
  da+=("$d") oa+=("$o") ra+=($((100 * o / d)))
  d=$(milliseconds dive_engine)
  rm -rf "$work/cache"
  o=$(milliseconds ours_engine)
  s=$(milliseconds ours_engine)
  de+=("$d") o1+=("$o") o2+=("$s") r1+=($((100 * o / d))) r2+=($((100 * s / d)))
done
of() { printf '%s\n' "$@" | median; }
row() { printf '  %-28s %8s %8s %7s %%\n' "$@"; }
printf '%s, %s MB, %s runs in turn, load %s, dive %s\n' "$image" "$(($(stat -c %s "$work/image.tar" 2>/dev/null || stat -f %z "$work/image.tar") / 1000000))" \
  "$runs" "$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)" "$(go version -m "$dive" 2>/dev/null | awk '$1 == "mod" { print $3; found = 1 } END { if (!found) print "of unknown version" }' || true)"
printf '  %-28s %8s %8s %9s\n' 'median milliseconds' dive explain ratio
row 'archive' "$(of "${da[@]}")" "$(of "${oa[@]}")" "$(of "${ra[@]}")"
row 'engine, first look' "$(of "${de[@]}")" "$(of "${o1[@]}")" "$(of "${r1[@]}")"
row 'engine, second look' "$(of "${de[@]}")" "$(of "${o2[@]}")" "$(of "${r2[@]}")"
if [ -x /usr/bin/time ]; then
  processor() { # seconds of processor time, median of the runs
    local each
    for each in $(seq "$runs"); do
      { /usr/bin/time -f '%U %S' "$@" >/dev/null || true; } 2>&1 | tail -n 1 | awk '{ print 1000 * ($1 + $2) }'
    done | median
  }
  printf '  processor time, archive: dive %s ms, explain %s ms\n' \
    "$(CI=true processor "$dive" --source docker-archive "$work/image.tar")" "$(MULTISTAGE_CACHE=$work/none processor ./grade explain "$work/image.tar")"
  peak() { /usr/bin/time -f '%M' "$@" 2>&1 >/dev/null | tail -n 1; }
  printf '  peak resident memory, archive: dive %s kB, explain %s kB\n' \
    "$(CI=true peak "$dive" --source docker-archive "$work/image.tar")" "$(MULTISTAGE_CACHE=$work/none peak ./grade explain "$work/image.tar")"
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
