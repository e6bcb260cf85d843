package extract

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
)

// A Result is what became of one article: a document, or why there is none.
type Result struct {
	Article  Article // what was read, also where Err says that reading or extracting failed
	Document *Document
	Err      error
}

// ExtractAll extracts articles on so many goroutines and yields the results in
// the order of the articles, the same for any number of jobs. It reads no more
// than a few articles ahead of the result that is being used, so that a slow
// consumer slows the reading. When ctx ends, no more articles are begun; those
// in work are finished and yielded. A read that blocks, as on a pipe to which
// nobody writes, is not waited for then; it may return after ExtractAll has.
func (x *Extractor) ExtractAll(ctx context.Context, articles iter.Seq2[Article, error], jobs int) iter.Seq[Result] {
	jobs = max(jobs, 1)
	return func(yield func(Result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan chan Result, 2*jobs) // results in order
		go x.feed(ctx, articles, jobs, queue)
		for {
			result, ok := next(ctx, queue)
			if !ok {
				return
			}
			r := <-result
			if errors.Is(r.Err, ErrSkip) {
				continue
			}
			if !yield(r) {
				return
			}
		}
	}
}

// next returns the next of the queue; when ctx has ended, only what is in it.
func next(ctx context.Context, queue <-chan chan Result) (result chan Result, ok bool) {
	select {
	case result, ok = <-queue:
		return result, ok
	case <-ctx.Done():
	}
	select {
	case result, ok = <-queue:
	default:
	}
	return result, ok
}

// feed reads the articles, starts the work and closes the queue when all is
// begun.
func (x *Extractor) feed(ctx context.Context, articles iter.Seq2[Article, error], jobs int, queue chan<- chan Result) {
	defer close(queue)
	type work struct {
		article Article
		err     error
		result  chan<- Result
	}
	todo := make(chan work)
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() {
			for w := range todo {
				w.result <- x.result(w.article, w.err)
			}
		})
	}
	defer workers.Wait()
	defer close(todo)
	for article, err := range articles {
		result := make(chan Result, 1)
		select {
		case <-ctx.Done():
			return
		case queue <- result:
		}
		todo <- work{article, err, result}
	}
}

// result extracts one article. An error of ours in one text must not cost the
// user the other 200,000 of a batch.
func (x *Extractor) result(article Article, err error) (r Result) {
	defer func() {
		if fault := recover(); fault != nil {
			r = Result{Article: article, Err: fmt.Errorf("internal error (please report it, with the text): %v", fault)}
		}
	}()
	if err != nil {
		return Result{Article: article, Err: err}
	}
	doc, err := x.Extract(article)
	return Result{Article: article, Document: doc, Err: err}
}
