package projects

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"netloom/engine/graph"
)

// shelf keeps what an autosaver writes.
type shelf struct {
	mutex   sync.Mutex
	saved   []string
	failing bool
}

func (s *shelf) save(_ context.Context, d *graph.Document) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.failing {
		return errors.New("the disk is full")
	}
	s.saved = append(s.saved, d.Name())
	return nil
}

func (s *shelf) set(failing bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.failing = failing
}

func (s *shelf) list() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return fmt.Sprint(s.saved)
}

func TestEditsAreSavedWithinASecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		a := NewAutosaver(EditDelay, s.save, func(error) {})
		for i := range 20 { // an edit every 30 ms, for longer than an edit may wait
			a.Changed(network(t, fmt.Sprint(i)))
			time.Sleep(30 * time.Millisecond)
		}
		time.Sleep(time.Second)
		if a.Pending() {
			t.Error("after a second, an edit is still to be written")
		}
		got := s.list()
		if n := len(s.saved); n < 2 || n > 4 || s.saved[n-1] != "19" {
			t.Errorf("20 edits in 0.6 s were written as %s", got)
		}
		must(t, a.Close())
	})
}

func TestCloseWritesWhatIsPending(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		a := NewAutosaver(EditDelay, s.save, func(err error) { must(t, err) })
		a.Changed(network(t, "last"))
		must(t, a.Close())
		if got := s.list(); got != "[last]" {
			t.Errorf("closed, the saver had written %s", got)
		}
	})
}

func TestFailedSaveIsTriedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{failing: true}
		var told []string
		a := NewAutosaver(EditDelay, s.save, func(err error) { told = append(told, fmt.Sprint(err)) })
		a.Changed(network(t, "kept"))
		time.Sleep(time.Second)
		synctest.Wait()
		if fmt.Sprint(told) != "[the disk is full]" || !a.Pending() {
			t.Errorf("the failure was told as %v", told)
		}
		a.Changed(network(t, "newer"))
		s.set(false)
		time.Sleep(retryDelay + time.Second)
		synctest.Wait()
		if got := s.list(); got != "[newer]" || fmt.Sprint(told) != "[the disk is full <nil>]" {
			t.Errorf("with room again, %s was written, and told %v", got, told)
		}
		must(t, a.Close())
	})
}

func TestCloseTellsOfAFailure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{failing: true}
		a := NewAutosaver(EditDelay, s.save, func(error) {})
		a.Changed(network(t, "lost"))
		if err := a.Close(); err == nil {
			t.Error("what could not be written was closed away in silence")
		}
	})
}
