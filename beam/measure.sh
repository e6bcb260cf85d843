#!/usr/bin/env bash
# Measures what SCALE.md tells, on this machine, with samples made anew: builds
# both programs, makes the samples in a folder and prints a line a run.
# Usage: ./measure.sh [FOLDER], from beam/
set -euo pipefail
cd "$(dirname "$0")"
dir=${1:-$(mktemp -d)}
mkdir -p "$dir"
(cd .. && go build -trimpath -ldflags '-s -w' -o "$dir/nutgraf" ./cmd/nutgraf)
go build -trimpath -ldflags '-s -w' -o "$dir/nutgraf-beam" ./cmd/nutgraf-beam
go build -o "$dir/makesample" ./cmd/makesample

# make FORMAT DOCUMENTS NAME STORIES, once
make_sample() {
	[ -e "$dir/$3" ] || "$dir/makesample" --format "$1" --documents "$2" --output "$dir/$3" --each "$4"
}

# timed NAME COMMAND...: seconds of the clock, of the processor, and memory
timed() {
	local name=$1
	shift
	/usr/bin/time -o "$dir/time" -f '%e s, processor %U s + %S s, %M KB' "$@" 2>"$dir/stderr" >/dev/null || true
	printf '%-34s %s  %s\n' "$name" "$(cat "$dir/time")" "$(grep -o 'nutgraf-beam: .*' "$dir/stderr" || true)"
}

run() { timed "$1" "$dir/nutgraf" --format jsonl --jobs "$2" -o "$dir/out.jsonl" "$dir/$3"; }

beam() {
	rm -rf "$dir/out"
	timed "$1" "$dir/nutgraf-beam" --output "$dir/out" "${@:2}"
}

uptime
make_sample text 5000 text 4
make_sample html 5000 html 4
make_sample warc 5000 pages.warc.gz 4
for n in 1000 10000 40000 100000; do make_sample jsonl "$n" "$n.jsonl" 1; done

echo "one core, 5,000 documents"
run text 1 text
run html 1 html
run warc 1 pages.warc.gz

echo "memory, one core"
for n in 1000 10000 100000; do run "$n documents of JSON lines" 1 "$n.jsonl"; done

echo "40,000 documents on two cores"
beam "Prism, nothing to do" --workers 2 --input ../testdata/articles/1995-07-12-wire-briefs.txt
for _ in 1 2; do
	run "nutgraf --jobs 2" 2 40000.jsonl
	beam "nutgraf-beam --workers 2" --workers 2 --input "$dir/40000.jsonl"
done

echo "5,000 pages on two cores"
run "nutgraf --jobs 2" 2 pages.warc.gz
beam "nutgraf-beam --workers 2" --workers 2 --input "$dir/pages.warc.gz"
beam "nutgraf-beam --no-reshuffle" --workers 2 --no-reshuffle --input "$dir/pages.warc.gz"

echo "tables of 40,000 documents"
"$dir/nutgraf" --format jsonl -o "$dir/out.jsonl" "$dir/40000.jsonl"
for t in days pairs seen; do timed "nutgraf stats --table $t" "$dir/nutgraf" stats --table $t -o "$dir/table" "$dir/out.jsonl"; done
beam "nutgraf-beam --stats" --stats --shards 1 --input "$dir/out.jsonl"
uptime
