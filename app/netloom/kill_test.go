//go:build unix

package main

import (
	"bufio"
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKilledRunGoesOn kills netloom train at random moments until it is done. What --resume makes of it in the end is,
// bit for bit, what one run without a kill gives.
func TestKilledRunGoesOn(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	program := filepath.Join(folder, "netloom")
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, program)
	}
	if err != nil {
		t.Fatal(err)
	}
	netloom := func(args ...string) *exec.Cmd {
		c := exec.CommandContext(t.Context(), program, args...)
		c.Dir = folder
		return c
	}
	must := func(args ...string) {
		if out, err := netloom(args...).CombinedOutput(); err != nil {
			t.Fatalf("netloom %v: %v: %s", args, err, out)
		}
	}
	run := []string{"--epochs", "8", "--samples", "6400", "--json"}
	must(append([]string{"train", "--example", "mnist-mlp", "--out", "straight.netloom"}, run...)...)
	must("examples", "copy", "mnist-mlp", "--out", "killed.netloom")
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	kills := 0
	for next := append([]string{"train", "killed.netloom", "--out", "killed.netloom"}, run...); ; {
		c := netloom(next...)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		c.Stderr = &said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		// Each run lives for one epoch at least, or there would be no end of it.
		for n := 0; lines.Scan(); n++ {
			if n == 1 {
				time.AfterFunc(time.Duration(random.IntN(30))*time.Millisecond, func() { _ = c.Process.Kill() })
			}
		}
		err = c.Wait()
		if err == nil {
			break
		}
		if !strings.Contains(err.Error(), "killed") {
			t.Fatalf("netloom %v: %v: %s", next, err, &said)
		}
		kills++
		next = append([]string{"train", "killed.netloom", "--resume"}, run...)
	}
	t.Logf("%d kills", kills)
	var weights [2][]byte
	for i, name := range []string{"straight", "killed"} {
		must("export", name+".netloom", "--format", "safetensors", "--out", name+".safetensors")
		if weights[i], err = os.ReadFile(filepath.Join(folder, name+".safetensors")); err != nil {
			t.Fatal(err)
		}
	}
	if kills == 0 || !bytes.Equal(weights[0], weights[1]) {
		t.Errorf("after %d kills the weights are the same: %v", kills, bytes.Equal(weights[0], weights[1]))
	}
}
