package projects

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"netloom/assets/data/mnist"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/train"
)

// victimFile names, in the environment, the project with which this test starts itself to be killed.
const victimFile = "NETLOOM_TEST_VICTIM"

// killedEpochs is how many epochs the victim trains: longer than it lives.
const killedEpochs = 40

// killed is the document that the victim trains.
func killed(name string, epochs int) (*graph.Document, error) {
	d := graph.New("")
	b, err := os.ReadFile(filepath.Join("..", "..", "assets", "examples", "mnist-mlp.json"))
	if err == nil {
		d, err = graph.Decode(b)
	}
	for _, e := range []graph.Edit{graph.RenameDocument{Name: name}, graph.SetSettings{Settings: graph.Settings{Epochs: epochs, Batch: 32, Seed: 5}}} {
		if err == nil {
			d, err = e.Apply(d)
		}
	}
	return d, err
}

// killedRun trains it: 100 steps an epoch, a checkpoint in the middle and at the end of each.
func killedRun(ctx context.Context, epochs int, resume *train.Checkpoint, keep func(*train.Checkpoint)) error {
	d, err := killed("x", epochs)
	if err != nil {
		return err
	}
	s, err := train.NewSession(ctx, d, train.Config{
		Layers: layer.Standard(), Data: data.NewRegistry(mnist.Source()), Threads: 1, Samples: 3200, Resume: resume,
		OnCheckpoint: keep, CheckpointEvery: time.Nanosecond,
	})
	if err != nil {
		return err
	}
	defer s.Close()
	s.Run()
	return s.Wait(ctx)
}

// victim trains and edits a project as fast as it can, and says on standard output what it has saved.
func victim(path string) int {
	ctx := context.Background()
	f, err := Open(ctx, path)
	if err != nil {
		fmt.Println("failed", err)
		return 1
	}
	go func() {
		for i := 0; ; i++ {
			d, err := killed("edit "+strconv.Itoa(i), killedEpochs)
			if err == nil {
				err = f.Save(ctx, d)
			}
			fmt.Println("edit", i, err)
		}
	}()
	err = killedRun(ctx, killedEpochs, nil, func(c *train.Checkpoint) {
		fmt.Println("step", c.GlobalStep, f.SaveCheckpoint(ctx, 1, c))
	})
	fmt.Println("failed", err)
	return 1
}

// promised is what a victim had acknowledged before it was killed.
type promised struct{ edit, step int }

// kill starts a victim, kills it after so many acknowledgements and a moment more, and tells what it had promised.
func kill(t *testing.T, path string, after int, moment time.Duration) promised {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	c := exec.CommandContext(t.Context(), self)
	c.Env = append(os.Environ(), victimFile+"="+path)
	out, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	p := promised{-1, -1}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		f := strings.Fields(lines.Text())
		if len(f) != 3 || f[2] != "<nil>" {
			t.Fatalf("the victim says %q", lines.Text())
		}
		number, err := strconv.Atoi(f[1])
		must(t, err)
		if f[0] == "edit" {
			p.edit = number
		} else {
			p.step = number
		}
		if n == after {
			time.AfterFunc(moment, func() { _ = c.Process.Kill() })
		}
	}
	if err := c.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the victim ended by itself: %v", err)
	}
	return p
}

// kills is how many times the test kills: NETLOOM_KILLS for more.
func kills(t *testing.T) int {
	t.Helper()
	if s := os.Getenv("NETLOOM_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		must(t, err)
		return n
	}
	if testing.Short() {
		return 5
	}
	return 30
}

// TestKillAtAnyMoment kills a process that trains and edits, at random moments. Each time the project opens, holds all
// that was acknowledged, and its checkpoint has the very bits of a run that was never killed, also after going on.
func TestKillAtAnyMoment(t *testing.T) {
	reference := map[uint64]string{}
	must(t, killedRun(t.Context(), killedEpochs, nil, func(c *train.Checkpoint) { reference[c.GlobalStep] = digest(c) }))
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	journals := 0
	for i := range kills(t) {
		path := filepath.Join(t.TempDir(), "killed.netloom")
		d, err := killed("new", killedEpochs)
		must(t, err)
		f, err := Create(t.Context(), path, d, false)
		must(t, err)
		must(t, f.Close())
		p := kill(t, path, random.IntN(40), time.Duration(random.IntN(20_000))*time.Microsecond)
		if _, err := os.Stat(path + "-journal"); err == nil {
			journals++
			replaceKilled(t, path)
		}
		// Reading alone must work too, whatever the killed process left half done.
		for way, open := range map[string]func(context.Context, string) (*File, error){"reading": OpenReadOnly, "writing": Open} {
			if f, err = open(t.Context(), path); err != nil {
				t.Fatalf("kill %d: after %+v it does not open for %s: %v", i, p, way, err)
			}
			survived(t, f, p, reference)
			must(t, f.Close())
		}
	}
	t.Logf("%d kills, %d of them within a write", kills(t), journals)
}

// replaceKilled makes a new project in the place of a copy of a killed one: the journal must not be played back into it.
func replaceKilled(t *testing.T, killed string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "replaced.netloom")
	for _, suffix := range []string{"", "-journal"} {
		b, err := os.ReadFile(killed + suffix)
		must(t, err)
		must(t, os.WriteFile(path+suffix, b, 0o600))
	}
	f, err := Create(t.Context(), path, network(t, "replaced"), true)
	must(t, err)
	defer f.Close()
	intact(t, f)
	if nameOf(t, f) != "replaced" {
		t.Errorf("the new project holds %q", nameOf(t, f))
	}
}

// survived compares a project with what was promised.
func survived(t *testing.T, f *File, p promised, reference map[uint64]string) {
	t.Helper()
	intact(t, f)
	if name := nameOf(t, f); p.edit >= 0 {
		n, err := strconv.Atoi(strings.TrimPrefix(name, "edit "))
		if err != nil || n < p.edit {
			t.Errorf("edit %d was acknowledged, the file holds %q", p.edit, name)
		}
	}
	c, err := f.LatestCheckpoint(t.Context())
	must(t, err)
	if c == nil {
		if p.step >= 0 {
			t.Errorf("the checkpoint of step %d was acknowledged and is not there", p.step)
		}
		return
	}
	if int(c.GlobalStep) < p.step || digest(c) != reference[c.GlobalStep] {
		t.Errorf("step %d was acknowledged, the file holds step %d, its bits as without a kill: %v", p.step, c.GlobalStep, digest(c) == reference[c.GlobalStep])
	}
	if f.ReadOnly() {
		return
	}
	resumed := 0
	must(t, killedRun(t.Context(), min(c.Epoch+2, killedEpochs), c, func(c *train.Checkpoint) {
		resumed++
		if digest(c) != reference[c.GlobalStep] {
			t.Errorf("resumed, step %d has other bits than without a kill", c.GlobalStep)
		}
	}))
	if resumed == 0 && c.Epoch < killedEpochs {
		t.Error("the run did not go on")
	}
}
