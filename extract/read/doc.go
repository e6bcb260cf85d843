// Package read turns what users have (files, folders, streams, JSON lines,
// compressed or not, in several charsets) into articles. A fault in one
// article is yielded in its place, and reading goes on.
package read
