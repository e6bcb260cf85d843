package sample

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A Maker makes articles. It does not change.
type Maker struct {
	articles [][]string // paragraphs
	each     int        // articles that make one
}

// New takes the articles of a folder's .txt files, to make one of so many each:
// ours are short, and an article of the web has some five hundred words.
func New(folder string, each int) (*Maker, error) {
	if each < 1 {
		return nil, fmt.Errorf("an article made of %d", each)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	m := &Maker{each: each}
	for _, file := range files { // in order of their names
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		m.articles = append(m.articles, strings.Split(strings.TrimSpace(string(text)), "\n\n"))
	}
	if len(m.articles) == 0 {
		return nil, fmt.Errorf("%s: no .txt files in it", folder)
	}
	return m, nil
}

// An Article is what is made of several articles.
type Article struct {
	ID         string
	Title      string
	Date       time.Time
	Paragraphs []string
}

// Text is the article as plain text.
func (a Article) Text() string { return a.Title + "\n\n" + strings.Join(a.Paragraphs, "\n\n") }

// Article makes the nth article.
func (m *Maker) Article(n int) Article {
	chance := chanceOf(n)
	a := Article{
		ID:    fmt.Sprintf("sample-%07d", n),
		Title: fmt.Sprintf("Evening report no. %d from the wires", n),
		Date:  time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n%1000),
	}
	for range m.each {
		a.Paragraphs = append(a.Paragraphs, m.articles[chance.IntN(len(m.articles))]...)
	}
	return a
}

func chanceOf(n int) *rand.Rand { return rand.New(rand.NewPCG(9, uint64(n))) }
