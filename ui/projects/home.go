package projects

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Home is the folder of the program's own files: settings, recent files, and projects that have no name yet. The
// environment variable NETLOOM_HOME names another one.
func Home() (string, error) {
	path := os.Getenv("NETLOOM_HOME")
	if path == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("there is no folder for settings: %w; set NETLOOM_HOME", err)
		}
		path = filepath.Join(config, "netloom")
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return "", fmt.Errorf("the folder for settings cannot be made: %w", err)
	}
	return path, nil
}

// maxRecents is how many recent files are remembered.
const maxRecents = 10

// Memory is what the program remembers between starts.
type Memory struct {
	Recents []string `json:"recents"` // newest first
	// Open are the projects that are open, in the order of their tabs, and Shown the one that is seen. They stand here
	// until the window is closed in order, so that after a kill the same projects open again.
	Open     Paths              `json:"open"`
	Shown    string             `json:"shown,omitempty"`
	Theme    string             `json:"theme"`
	Language string             `json:"language"`
	Scale    float64            `json:"scale"`
	Width    float32            `json:"width"`
	Height   float32            `json:"height"`
	Splits   map[string]float64 `json:"splits,omitempty"`
	Stars    []string           `json:"stars,omitempty"` // favourite kinds of layers
	Kinds    []string           `json:"kinds,omitempty"` // kinds that were added last, newest first
	Views    []string           `json:"views,omitempty"` // that the dock shows
	// HideMinimap keeps the minimap away, also where the network is larger than what is seen.
	HideMinimap bool `json:"hide_minimap,omitempty"`

	// Keys are the combinations that the person has given to commands, by the commands' ids: a list of texts such as
	// "Ctrl+Shift+P" each; an empty list is none.
	Keys     map[string]any `json:"keys,omitempty"`
	Commands []string       `json:"commands,omitempty"` // used from the command palette, newest first
	Pointer  Pointer        `json:"pointer"`
	Still    bool           `json:"reduced_motion,omitempty"`
}

// Pointer is how mouse and wheel work the canvas.
type Pointer struct {
	Drag  string `json:"drag,omitempty"`  // on the empty canvas: "selects" or "pans"; "" is "selects"
	Wheel string `json:"wheel,omitempty"` // "pans" or "zooms"; "" is "pans"
}

// Paths is a list of files. Memories of one open project had its path alone.
type Paths []string

// UnmarshalJSON reads a list, or one path; none is "".
func (p *Paths) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) != nil {
		return json.Unmarshal(b, (*[]string)(p))
	}
	if *p = nil; one != "" {
		*p = Paths{one}
	}
	return nil
}

// memoryFile is the file's name in Home.
const memoryFile = "settings.json"

// Recall reads the memory. A missing file is an empty memory, and an entry of the wrong kind is left out. A file that is
// no JSON, such as one with a slip of the person's hand in it, is an empty memory too, and is set aside.
func Recall(home string) Memory {
	path := filepath.Join(home, memoryFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return Memory{}
	}
	var m Memory
	var kind *json.UnmarshalTypeError
	if err := json.Unmarshal(b, &m); err != nil && !errors.As(err, &kind) {
		// Where it cannot be set aside, it is lost at the next writing: there is nobody yet to tell.
		_ = os.Rename(path, path+".broken")
		return Memory{}
	}
	return m
}

// Opened puts a path at the head of the recent files.
func (m *Memory) Opened(path string) {
	m.Recents = slices.DeleteFunc(m.Recents, func(p string) bool { return p == path })
	m.Recents = append([]string{path}, m.Recents[:min(len(m.Recents), maxRecents-1)]...)
}

// maxKinds is how many recently added kinds of layers are remembered.
const maxKinds = 6

// Used puts a kind of layer at the head of those that were added last.
func (m *Memory) Used(kind string) {
	kinds := slices.DeleteFunc(slices.Clone(m.Kinds), func(k string) bool { return k == kind })
	m.Kinds = append([]string{kind}, kinds[:min(len(kinds), maxKinds-1)]...)
}

// maxCommands is how many commands of the palette are remembered.
const maxCommands = 8

// Called puts a command at the head of those that were called last from the palette.
func (m *Memory) Called(id string) {
	others := slices.DeleteFunc(slices.Clone(m.Commands), func(c string) bool { return c == id })
	m.Commands = append([]string{id}, others[:min(len(others), maxCommands-1)]...)
}

func sortedNames() []string {
	var names []string
	for n := range tables() {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
