package projects

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

func TestCheckpointComesBackBitForBit(t *testing.T) {
	t.Parallel()
	f := create(t)
	if c, err := f.LatestCheckpoint(t.Context()); c != nil || err != nil {
		t.Fatalf("a new project has the checkpoint %v, %v", c, err)
	}
	// From one number to more than two pieces.
	for i, numbers := range []int{1, 1000, chunkBytes / 4, chunkBytes/2 + 17} {
		c := checkpointOf(uint64(i), numbers)
		c.StepInEpoch, c.Loss, c.Hits, c.Seen, c.Counted, c.Seconds = 3, 0.1, 7, 9, true, 1.5
		must(t, f.SaveCheckpoint(t.Context(), 0, c))
		f = reopen(t, f)
		got, err := f.LatestCheckpoint(t.Context())
		must(t, err)
		if digest(got) != digest(c) {
			t.Errorf("%d numbers came back with other bits", numbers)
		}
		got.Tensors, c.Tensors = nil, nil
		if a, b := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", c); a != b {
			t.Errorf("the checkpoint came back as %s, want %s", a, b)
		}
	}
}

func TestOldCheckpointsAreForgotten(t *testing.T) {
	t.Parallel()
	f := create(t)
	for step := range 6 {
		must(t, f.SaveCheckpoint(t.Context(), 0, checkpointOf(uint64(step), 300_000)))
	}
	for query, want := range map[string]int{
		"SELECT COUNT(*) FROM checkpoints":                 keptCheckpoints,
		"SELECT COUNT(DISTINCT checkpoint) FROM chunks":    keptCheckpoints,
		"SELECT MAX(LENGTH(data)) <= 1048576 FROM chunks":  1,
		"SELECT COUNT(*) > 0 FROM pragma_freelist_count()": 1,
	} {
		var got int
		must(t, f.db.QueryRowContext(t.Context(), query).Scan(&got))
		if got != want {
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
	c, err := f.LatestCheckpoint(t.Context())
	must(t, err)
	if c.GlobalStep != 5 {
		t.Errorf("the newest checkpoint is that of step %d", c.GlobalStep)
	}
}

// TestDamagedCheckpoint changes what is stored in ways that leave the database sound.
func TestDamagedCheckpoint(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"a bit":               "UPDATE chunks SET data = CAST(X'00' || SUBSTR(data, 2) AS BLOB) WHERE part = 0",
		"a piece is missing":  "DELETE FROM chunks WHERE part = 1",
		"all pieces":          "DELETE FROM chunks",
		"pieces exchanged":    "UPDATE chunks SET part = 1 - part + 10; ",
		"a piece too many":    "INSERT INTO chunks SELECT checkpoint, 77, data FROM chunks WHERE part = 0",
		"a huge size":         "UPDATE checkpoints SET bytes = 9223372036854775807",
		"a negative size":     "UPDATE checkpoints SET bytes = -1",
		"another hash":        "UPDATE checkpoints SET sha256 = 'aa'",
		"no hash":             "UPDATE checkpoints SET sha256 = ''",
		"meta is no JSON":     "UPDATE checkpoints SET meta = '{'",
		"meta of other types": `UPDATE checkpoints SET meta = '{"epoch":"one"}'`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := create(t)
			must(t, f.SaveCheckpoint(t.Context(), 0, checkpointOf(1, chunkBytes/4+5)))
			_, err := f.db.ExecContext(t.Context(), change)
			must(t, err)
			f = reopen(t, f)
			c, err := f.LatestCheckpoint(t.Context())
			if err == nil || c != nil || !strings.Contains(err.Error(), "is damaged") || strings.Contains(err.Error(), "\n") {
				t.Errorf("the checkpoint is %v, the error %v", c, err)
			}
			if nameOf(t, f) != "first" {
				t.Error("the document cannot be read")
			}
		})
	}
}

func TestCancelledSaveChangesNothing(t *testing.T) {
	t.Parallel()
	f := create(t)
	must(t, f.SaveCheckpoint(t.Context(), 0, checkpointOf(1, 100)))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.SaveCheckpoint(ctx, 0, checkpointOf(2, 100)); err == nil {
		t.Error("a cancelled save says nothing")
	}
	if err := f.Save(ctx, network(t, "never")); err == nil {
		t.Error("a cancelled save says nothing")
	}
	f = reopen(t, f)
	c, err := f.LatestCheckpoint(t.Context())
	must(t, err)
	if c.GlobalStep != 1 || nameOf(t, f) != "first" {
		t.Errorf("the file holds step %d and %q", c.GlobalStep, nameOf(t, f))
	}
}
