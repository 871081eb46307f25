package projects

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestMemoryComesBack(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	if m := Recall(home); !reflect.DeepEqual(m, Memory{}) {
		t.Errorf("a new home remembers %+v", m)
	}
	m := Memory{
		Recents: []string{"/a"}, Open: Paths{"/a", "/b"}, Shown: "/b", Theme: "light", Language: "zh", Scale: 1.25, Width: 900, Height: 600, Splits: map[string]float64{"left": 0.2}, Stars: []string{"dense"},
		Keys: map[string]any{"edit.undo": []any{"Ctrl+Z", "F9"}, "view.fit": []any{}}, Commands: []string{"edit.undo"}, Pointer: Pointer{Drag: "pans"}, Still: true,
	}
	begun(t, home, m)
	if got := Recall(home); !reflect.DeepEqual(got, m) {
		t.Errorf("it came back as %+v, want %+v", got, m)
	}
	files, err := os.ReadDir(home)
	must(t, err)
	if len(files) != 1 {
		t.Errorf("the home holds %v", files)
	}
	must(t, os.WriteFile(filepath.Join(home, memoryFile), []byte(`{"recents": [1`), 0o600))
	if got := Recall(home); !reflect.DeepEqual(got, Memory{}) {
		t.Errorf("a damaged memory came back as %+v", got)
	}
	if b, err := os.ReadFile(filepath.Join(home, memoryFile+".broken")); err != nil || string(b) != `{"recents": [1` {
		t.Errorf("the damaged file was not set aside: %q (%v)", b, err)
	}
	must(t, os.WriteFile(filepath.Join(home, memoryFile), []byte(`{"theme": 3, "keys": {"edit.undo": 5}, "pointer": "left", "scale": 1.5, "unheard": [], "stars": ["dense", 4], "language": "zh"}`), 0o600))
	want := Memory{Keys: map[string]any{"edit.undo": 5.0}, Scale: 1.5, Stars: []string{"dense", ""}, Language: "zh"}
	if got := Recall(home); !reflect.DeepEqual(got, want) {
		t.Errorf("a memory with entries of the wrong kind came back as %+v, want %+v", got, want)
	}
	for open, want := range map[string]Paths{`"/a"`: {"/a"}, `""`: nil, `null`: nil, `["/b","/a"]`: {"/b", "/a"}} {
		must(t, os.WriteFile(filepath.Join(home, memoryFile), []byte(`{"theme": "dark", "open": `+open+`}`), 0o600))
		if got := Recall(home); got.Theme != "dark" || !reflect.DeepEqual(got.Open, want) {
			t.Errorf("the open projects %s were read as %v", open, got.Open)
		}
	}
	s, err := Share(filepath.Join(home, "absent"), Memory{})
	must(t, err)
	if err := s.Remember(m); err == nil {
		t.Error("the memory was kept in a folder that is not there")
	}
}

func TestRecents(t *testing.T) {
	t.Parallel()
	var m Memory
	for i := range maxRecents + 3 {
		m.Opened(fmt.Sprint(i))
	}
	m.Opened("5")
	if len(m.Recents) != maxRecents || m.Recents[0] != "5" || m.Recents[1] != "12" {
		t.Errorf("the recent files are %v", m.Recents)
	}
}

func TestHome(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b")
	t.Setenv("NETLOOM_HOME", path)
	got, err := Home()
	must(t, err)
	if info, err := os.Stat(got); got != path || err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the home is %s, %v, %v", got, info, err)
	}
	t.Setenv("NETLOOM_HOME", filepath.Join(path, "file", "below a file"))
	must(t, os.WriteFile(filepath.Join(path, "file"), nil, 0o600))
	if _, err := Home(); err == nil {
		t.Error("a home below a file was made")
	}
}
