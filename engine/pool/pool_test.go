package pool

import (
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestEveryChunkRunsOnce(t *testing.T) {
	for threads := 1; threads <= 5; threads++ {
		p := New(threads)
		for round := range 2000 {
			chunks := round % 37
			counts := make([]atomic.Int32, chunks)
			var busy [8]atomic.Int32
			err := p.Run(chunks, func(chunk, worker int) {
				if busy[worker].Add(1) != 1 {
					t.Errorf("worker %d runs two chunks at once", worker)
				}
				counts[chunk].Add(1)
				busy[worker].Add(-1)
			})
			if err != nil {
				t.Fatal(err)
			}
			for i := range counts {
				if n := counts[i].Load(); n != 1 {
					t.Fatalf("%d threads, %d chunks: chunk %d ran %d times", threads, chunks, i, n)
				}
			}
		}
		p.Close()
	}
}

func TestHelpersWakeAfterSleep(t *testing.T) {
	p := New(2)
	defer p.Close()
	if len(p.helpers) == 0 {
		return // one core: there is no helper to wake
	}
	for !p.helpers[0].asleep.Load() {
		runtime.Gosched()
	}
	var helped atomic.Bool
	deadline := time.Now().Add(10 * time.Second)
	for !helped.Load() && time.Now().Before(deadline) {
		_ = p.Run(64, func(_, worker int) {
			if worker != 0 {
				helped.Store(true)
			}
			runtime.Gosched()
		})
	}
	if !helped.Load() {
		t.Fatal("a sleeping helper never came back")
	}
}

func TestPanicComesBackAsAnError(t *testing.T) {
	for _, threads := range []int{1, 2} {
		p := New(threads)
		for _, bad := range []int{0, 7, 15} {
			err := p.Run(16, func(chunk, _ int) {
				if chunk == bad {
					panic("broken")
				}
			})
			var fault *PanicError
			if !errors.As(err, &fault) || fault.Chunk != bad || fault.Value != "broken" || len(fault.Stack) == 0 {
				t.Fatalf("%d threads: got %#v, want the panic of chunk %d", threads, err, bad)
			}
			if err := p.Run(16, func(int, int) {}); err != nil {
				t.Fatalf("the pool does not work after a panic: %v", err)
			}
		}
		p.Close()
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	p := New(2)
	defer p.Close()
	body := func(int, int) {}
	if n := testing.AllocsPerRun(100, func() { _ = p.Run(8, body) }); n != 0 {
		t.Fatalf("Run allocates %v times", n)
	}
}
