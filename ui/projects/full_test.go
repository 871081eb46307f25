package projects

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// limitPages lets the file grow to so many pages at most, as a full disk would: what is written beyond fails with
// SQLite's own error for a full disk.
func limitPages(t *testing.T, f *File, pages int) {
	t.Helper()
	var got int
	must(t, f.db.QueryRowContext(t.Context(), fmt.Sprintf("PRAGMA max_page_count = %d", pages)).Scan(&got))
	if got != pages {
		t.Fatalf("the file may have %d pages, want %d", got, pages)
	}
}

func pages(t *testing.T, f *File) (n int) {
	t.Helper()
	must(t, f.db.QueryRowContext(t.Context(), "PRAGMA page_count").Scan(&n))
	return n
}

// TestUnfinishedFileReplacesNothing lets the disk be full while a file is made in the place of another.
func TestUnfinishedFileReplacesNothing(t *testing.T) {
	t.Parallel()
	f := create(t)
	must(t, f.SaveCheckpoint(t.Context(), 0, checkpointOf(1, 1000)))
	must(t, f.Close())
	_, err := CreateWith(t.Context(), f.Path(), network(t, "second"), true, func(g *File) error {
		limitPages(t, g, pages(t, g)+5)
		return g.SaveCheckpoint(t.Context(), 0, checkpointOf(2, 100_000))
	})
	if err == nil || !strings.Contains(err.Error(), f.Path()+" cannot be saved") {
		t.Errorf("the error is %v", err)
	}
	files, err := os.ReadDir(filepath.Dir(f.Path()))
	must(t, err)
	if len(files) != 1 {
		t.Errorf("the folder holds %v", files)
	}
	f, err = Open(t.Context(), f.Path())
	must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	c, err := f.LatestCheckpoint(t.Context())
	must(t, err)
	if c.GlobalStep != 1 || nameOf(t, f) != "first" {
		t.Errorf("the file holds %q and step %d", nameOf(t, f), c.GlobalStep)
	}
}

// TestFullDiskAtEveryWrite lets the disk be full at each page that a checkpoint needs: each time the save says so, what
// was there stays, and the same file can be saved once there is room.
func TestFullDiskAtEveryWrite(t *testing.T) {
	t.Parallel()
	f := create(t)
	before := checkpointOf(1, 20_000)
	must(t, f.SaveCheckpoint(t.Context(), 0, before))
	failures := 0
	for limit := pages(t, f); ; limit++ {
		limitPages(t, f, limit)
		err := f.SaveCheckpoint(t.Context(), 0, checkpointOf(2, 20_000))
		if err == nil {
			break
		}
		failures++
		if said := err.Error(); !strings.Contains(said, "cannot be saved") || !strings.Contains(said, "full") || strings.Contains(said, "\n") {
			t.Fatalf("at %d pages the error is %q", limit, said)
		}
		c, err := f.LatestCheckpoint(t.Context())
		must(t, err)
		if digest(c) != digest(before) || nameOf(t, f) != "first" {
			t.Fatalf("at %d pages the file lost what it held", limit)
		}
		intact(t, f)
		f = reopen(t, f)
	}
	if failures < 10 {
		t.Errorf("only %d writes failed", failures)
	}
	f = reopen(t, f)
	c, err := f.LatestCheckpoint(t.Context())
	must(t, err)
	if digest(c) != digest(checkpointOf(2, 20_000)) {
		t.Error("with room again, the new checkpoint is not there")
	}
}
