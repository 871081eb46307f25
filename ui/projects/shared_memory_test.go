package projects

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
)

// begun writes the first memory of a home.
func begun(t *testing.T, home string, m Memory) {
	t.Helper()
	s, err := Share(home, Memory{})
	must(t, err)
	must(t, s.Remember(m))
}

// openedWindow is the memory of a window that has just been opened.
func openedWindow(t *testing.T, home string) (*SharedMemory, Memory) {
	t.Helper()
	m := Recall(home)
	s, err := Share(home, m)
	must(t, err)
	return s, m
}

// Two windows that are open at once keep what the other has written.
func TestTwoWindowsShareTheMemory(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	begun(t, home, Memory{
		Theme: "dark", Scale: 1, Recents: []string{"/old"}, Stars: []string{"dense", "conv2d"}, Views: []string{"loss", "accuracy"},
		Keys: map[string]any{"edit.undo": []any{"F9"}, "view.fit": []any{"F"}}, Pointer: Pointer{Drag: "pans", Wheel: "zooms"},
	})
	one, first := openedWindow(t, home)
	two, second := openedWindow(t, home)

	first.Theme, first.Open, first.Shown = "light", Paths{"/a"}, "/a"
	first.Opened("/a")
	first.Stars = []string{"dense", "conv2d", "lstm"}
	first.Keys = map[string]any{"edit.undo": []any{"F9"}, "view.fit": []any{"F"}, "edit.redo": []any{"F10"}}
	first.Pointer.Wheel = "pans"
	must(t, one.Remember(first))

	second.Scale, second.Open = 1.5, Paths{"/b"}
	second.Opened("/b")
	second.Stars = []string{"conv2d"}
	second.Keys = map[string]any{"edit.undo": []any{"F8"}}
	second.Pointer.Drag = ""
	second.Views = []string{"confusion"}
	must(t, two.Remember(second))

	want := Memory{
		Theme: "light", Scale: 1.5, Open: Paths{"/b", "/a"}, Shown: "/a", Recents: []string{"/b", "/old", "/a"}, Stars: []string{"conv2d", "lstm"}, Views: []string{"confusion"},
		Keys: map[string]any{"edit.undo": []any{"F8"}, "edit.redo": []any{"F10"}}, Pointer: Pointer{Wheel: "pans"},
	}
	if got := Recall(home); !reflect.DeepEqual(got, want) {
		t.Errorf("together they wrote\n%+v, want\n%+v", got, want)
	}

	first.Language = "zh" // the first window knows nothing of what the second wrote, and leaves it
	must(t, one.Remember(first))
	want.Language = "zh"
	if got := Recall(home); !reflect.DeepEqual(got, want) {
		t.Errorf("after one more change it is\n%+v, want\n%+v", got, want)
	}
	first.Open, first.Shown = nil, ""
	must(t, one.Remember(first))
	if got := Recall(home).Open; !slices.Equal(got, Paths{"/b"}) {
		t.Errorf("after the first window is closed these are open: %v", got)
	}
}

// What another version of the program has written stays, as does what a person has written by hand.
func TestSharedMemoryLeavesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	path := filepath.Join(home, memoryFile)
	must(t, os.WriteFile(path, []byte(`{"theme": "dark", "open": "/a", "unheard": {"of": [1, 2]}}`), 0o600))
	s, m := openedWindow(t, home)
	m.Theme = "light"
	must(t, s.Remember(m))
	b, err := os.ReadFile(path)
	must(t, err)
	var got map[string]any
	must(t, json.Unmarshal(b, &got))
	want := map[string]any{"theme": "light", "open": "/a", "unheard": map[string]any{"of": []any{1.0, 2.0}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the file holds %v, want %v", got, want)
	}
	must(t, os.WriteFile(path, []byte(`{"theme": "da`), 0o600))
	m.Scale = 2
	must(t, s.Remember(m))
	if got := Recall(home); got.Theme != "light" || got.Scale != 2 {
		t.Errorf("after a slip of the hand in the file it holds %+v", got)
	}
	if _, err := os.Stat(path + ".broken"); err != nil {
		t.Errorf("the damaged file was not set aside: %v", err)
	}
}

// However many windows write at once, each change arrives.
func TestManyWindowsWriteAtOnce(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	begun(t, home, Memory{Theme: "dark"})
	var all sync.WaitGroup
	for w := range 8 {
		s, m := openedWindow(t, home)
		all.Go(func() {
			for i := range 20 {
				m.Stars = append(slices.Clone(m.Stars), fmt.Sprintf("%d of %d", i, w))
				if err := s.Remember(m); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := len(Recall(home).Stars); n != 160 {
		t.Errorf("of 160 changes %d arrived", n)
	}
}
