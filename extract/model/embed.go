package model

import (
	_ "embed"
	"sync"
)

//go:embed news.model
var news []byte

// News returns the model of news that is part of the program.
var News = sync.OnceValues(func() (*Model, error) { return Parse(news, false) })
