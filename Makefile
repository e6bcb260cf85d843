# The few verbs of a contributor. SHARED is where the open corpora lie.
SHARED ?= ../shared
CORPORA = $(SHARED)/corpora

.PHONY: build test ci bench peers microbench model clusters gazetteer eval

build:
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o nutgraf ./cmd/nutgraf

test:
	go test ./...

ci:
	.ci/run

# Whole processes; BENCHMARKS.md tells the figures. peers needs node and npm.
bench:
	cd bench && go run ./speed -peers=false

peers:
	cd bench && (cd speed && npm ci --silent) && go run ./speed
	cd bench && (cd dates && npm ci --silent) && go run ./dates -shared ../$(SHARED)

microbench:
	go test -run '^$$' -bench . -benchmem ./extract/... ./gazetteer

gazetteer:
	go generate ./gazetteer

# words.clusters is made of the raw texts; news.model learns from the annotated ones.
clusters:
	go run ./cmd/nutgraf train -o words.clusters --clusters $(CORPORA)/raw --clusters $(CORPORA)/news/train.jsonl

model: words.clusters
	go run ./cmd/nutgraf train -o extract/model/news.model --with-clusters words.clusters \
		--dev $(CORPORA)/news/dev.jsonl --prune 0.04 --means 3 --passes 3 \
		--weight 2 --weight 2 --weight 1 --weight 1 --weight 1 --weight 1 --weight 1 --weight 1 \
		$(CORPORA)/news/train.jsonl corpus/train $(CORPORA)/uner_ewt/train.jsonl.gz $(CORPORA)/gum/train.jsonl \
		$(CORPORA)/wikigold/train.jsonl $(CORPORA)/crossner_politics/train.jsonl \
		$(CORPORA)/btc/train_g.jsonl $(CORPORA)/btc/train_h.jsonl

words.clusters: clusters

eval:
	go run ./cmd/nutgraf eval corpus/test
	go run ./cmd/nutgraf eval $(CORPORA)/news/dev.jsonl
