package read

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A walk goes through files and folders in the order of their names. Hidden
// ones are left out, links are followed, and what several links of a folder lead
// to, or a link and its own name, is read once.
type walk struct {
	Options
	file func(path string, info fs.FileInfo) (more bool)
	fail func(path string, err error) (more bool)
	seen map[string]bool // folders, and files that links lead to, by their real path
	root string          // real path of the folder that the user named
	skip []fs.FileInfo   // of Options.Skip, as far as it exists
}

func newWalk(options Options) *walk {
	w := &walk{Options: options, seen: map[string]bool{}}
	for _, path := range options.Skip {
		if info, err := os.Stat(path); err == nil {
			w.skip = append(w.skip, info)
		}
	}
	return w
}

// Size returns how many bytes the files have that Paths would read; what cannot
// be read or is stdin counts as nothing.
func Size(paths []string, options Options) (bytes int64) {
	w := newWalk(options)
	w.fail = func(string, error) bool { return true }
	w.file = func(_ string, info fs.FileInfo) bool { bytes += info.Size(); return true }
	for _, path := range paths {
		if path != "-" {
			w.path(path)
		}
	}
	return bytes
}

// path goes through what the user named: a file, or a folder.
func (w *walk) path(path string) (more bool) {
	info, err := os.Stat(path)
	if err != nil {
		return w.fail(path, err)
	}
	if info.IsDir() {
		w.root = realPath(path)
		return w.folder(path)
	}
	return w.file(path, info)
}

func (w *walk) folder(path string) (more bool) {
	real := realPath(path)
	if w.seen[real] {
		return true
	}
	w.seen[real] = true
	entries, err := os.ReadDir(path)
	if err != nil && !w.fail(path, err) {
		return false
	}
	for _, entry := range entries {
		if !w.entry(path, entry) {
			return false
		}
	}
	return true
}

func (w *walk) entry(folder string, entry fs.DirEntry) (more bool) {
	name := entry.Name()
	if strings.HasPrefix(name, ".") || matchesAny(w.Exclude, name) {
		return true
	}
	path := filepath.Join(folder, name)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return w.fail(path, err)
	case slices.ContainsFunc(w.skip, func(skip fs.FileInfo) bool { return os.SameFile(skip, info) }):
		return true
	case info.IsDir():
		return w.folder(path)
	case info.Mode().IsRegular() && included(name, w.Include) && !(entry.Type()&fs.ModeSymlink != 0 && w.comesByItself(path)):
		return w.file(path, info)
	}
	return true
}

// comesByItself tells whether the file that a link leads to is also read without
// this link.
func (w *walk) comesByItself(link string) bool {
	real := realPath(link)
	if w.seen[real] {
		return true
	}
	w.seen[real] = true
	inside, err := filepath.Rel(w.root, real)
	return err == nil && filepath.IsLocal(inside) && w.wants(filepath.ToSlash(inside))
}

// wants tells whether a path inside of a folder or archive is to be read.
func (o *Options) wants(inside string) bool {
	for part := range strings.SplitSeq(inside, "/") {
		if strings.HasPrefix(part, ".") || matchesAny(o.Exclude, part) {
			return false
		}
	}
	return included(path.Base(inside), o.Include)
}

// included tells whether the globs let a name in; none let in all.
func included(name string, globs []string) bool {
	return len(globs) == 0 || matchesAny(globs, name)
}

func matchesAny(globs []string, name string) bool {
	return slices.ContainsFunc(globs, func(glob string) bool {
		ok, _ := filepath.Match(glob, name)
		return ok
	})
}

// realPath returns an absolute path without links, as far as it exists.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return path
}
