package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk writes to a disk of 16 KB: a clear error, and nothing half done
// under a final name. Mounting one takes root.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("nutgraf", disk, "tmpfs", 0, "size=16k"); err != nil {
		t.Skipf("mounting a small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	for _, test := range []struct {
		name, output string
		args         []string
	}{
		{"stream", filepath.Join(disk, "found.json"), []string{"--format", "json"}},
		{"parquet", filepath.Join(disk, "found.parquet"), []string{"--format", "parquet", "--with-text"}},
		{"folder", disk + "/out/", []string{"--with-text"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			args := append(test.args, "-o", test.output, articles(t), articles(t), articles(t), articles(t))
			out, err := exec.Command("nutgraf", args...).CombinedOutput()
			if err == nil || !strings.Contains(string(out), "no space left on device") {
				t.Errorf("%v: %s", err, out)
			}
			checkWhole(t, disk)
			if err := os.RemoveAll(filepath.Join(disk, "out")); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// checkWhole looks for files that have their final name and are half written.
func checkWhole(t *testing.T, disk string) {
	err := filepath.Walk(disk, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || strings.HasPrefix(info.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !strings.HasSuffix(string(data), "\n") {
			t.Errorf("%s is %d bytes and not whole", path, len(data))
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
