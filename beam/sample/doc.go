// Package sample makes any number of articles, web pages and web archives out
// of a few articles, the same bytes in every run, for tests and for measuring
// how long the work takes. The texts repeat themselves; how well names are found
// cannot be measured with them.
package sample
