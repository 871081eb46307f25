package projects

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
)

// SharedMemory is the memory as one window has it, of a file that all windows share. A window writes what it has changed
// itself, and leaves what others have written meanwhile as it is.
type SharedMemory struct {
	home string
	kept map[string]any // the window's memory, by the names in the file, as it was when it was read or last written
}

// Share begins to follow a window's memory: what differs from it later is what the window has changed.
func Share(home string, m Memory) (*SharedMemory, error) {
	kept, err := named(m)
	return &SharedMemory{home, kept}, err
}

// Remember writes what has changed in the window's memory since it was last written.
func (s *SharedMemory) Remember(m Memory) error {
	now, err := named(m)
	if err != nil {
		return err
	}
	err = alone(s.home, func() error {
		file, err := s.read()
		if err != nil {
			return err
		}
		merged := now // where there is no file
		if file != nil {
			merged = changed(s.kept, now, file)
			for name, most := range lists() {
				if !reflect.DeepEqual(s.kept[name], now[name]) {
					merged[name] = joined(texts(s.kept[name]), texts(now[name]), texts(file[name]), most)
				}
			}
		}
		b, err := json.MarshalIndent(merged, "", "  ")
		if err != nil {
			return err
		}
		return replace(filepath.Join(s.home, memoryFile), b)
	})
	if err == nil {
		s.kept = now
	}
	return err
}

// read reads the file by the names in it, those that only another version of the program knows too; nil where there is
// none. One that is no JSON is set aside.
func (s *SharedMemory) read() (map[string]any, error) {
	path := filepath.Join(s.home, memoryFile)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var file map[string]any
	if json.Unmarshal(b, &file) != nil {
		return nil, os.Rename(path, path+".broken")
	}
	return file, nil
}

// named is a memory by the names that it has in the file.
func named(m Memory) (map[string]any, error) {
	b, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	var list map[string]any
	return list, json.Unmarshal(b, &list)
}

// changed is a file with what differs between two states of a window's memory; what is named within an entry counts by
// itself.
func changed(kept, now, file map[string]any) map[string]any {
	merged := map[string]any{}
	for name, v := range file {
		merged[name] = v
	}
	for name, before := range kept {
		if _, left := now[name]; !left {
			delete(merged, name)
			if inner, group := before.(map[string]any); group { // of a group only what the window had
				if rest := changed(inner, nil, within(file, name)); len(rest) > 0 {
					merged[name] = rest
				}
			}
		}
	}
	for name, v := range now {
		before, had := kept[name]
		if had && reflect.DeepEqual(before, v) {
			continue
		}
		if inner, group := v.(map[string]any); group {
			v = changed(within(kept, name), inner, within(file, name))
		}
		merged[name] = v
	}
	return merged
}

// within is a group of entries; nil where there is none of that name.
func within(entries map[string]any, name string) map[string]any {
	group, _ := entries[name].(map[string]any)
	return group
}

// lists names the lists to which several windows may add, with how long each may grow; 0 is any length.
func lists() map[string]int {
	return map[string]int{"recents": maxRecents, "open": 0, "stars": 0, "kinds": maxKinds, "commands": maxCommands}
}

// joined is a window's list without what others have taken out of the file's, followed by what they have added to it.
func joined(kept, now, file []string, most int) []string {
	list := []string{}
	for _, s := range now {
		if slices.Contains(file, s) || !slices.Contains(kept, s) {
			list = append(list, s)
		}
	}
	for _, s := range file {
		if !slices.Contains(kept, s) && !slices.Contains(now, s) {
			list = append(list, s)
		}
	}
	if most > 0 {
		list = list[:min(len(list), most)]
	}
	return list
}

// texts reads a list of texts, or one alone.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		if v != "" {
			return []string{v}
		}
	case []any:
		var list []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				list = append(list, s)
			}
		}
		return list
	}
	return nil
}
