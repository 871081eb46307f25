package house

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// root is the folder of the module.
const root = "../.."

// sources lists the files of the module that are kept or are about to be: what git ignores is no part of it.
func sources(t *testing.T, extension string) []string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		t.Fatalf("git cannot list the files: %v", err)
	}
	var list []string
	for name := range strings.SplitSeq(strings.TrimRight(string(out), "\x00"), "\x00") {
		path := filepath.Join(root, filepath.FromSlash(name))
		if strings.HasSuffix(name, extension) && exists(path) {
			list = append(list, name)
		}
	}
	if len(list) == 0 {
		t.Fatalf("there is no file %s", extension)
	}
	return list
}

// maxLines is how long a Go file may be, so that each holds one idea.
const maxLines = 400

var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

func TestGoFilesAreShort(t *testing.T) {
	t.Parallel()
	for _, name := range sources(t, ".go") {
		b := read(t, name)
		if lines := bytes.Count(b, []byte("\n")); lines > maxLines && !generated.Match(b) {
			t.Errorf("%s has %d lines: split it by its ideas, to %d at most", name, lines, maxLines)
		}
	}
}

// registry finds the hosts of package registries: whoever builds this chooses their own.
var registry = regexp.MustCompile(`(?i)(proxy|sum)\.golang\.org|pypi\.org|files\.pythonhosted\.org|registry\.npmjs|deb\.debian\.org|conda\.anaconda\.org`)

func TestNoRegistryIsNamed(t *testing.T) {
	t.Parallel()
	for _, name := range sources(t, "") {
		if strings.HasPrefix(name, "internal/house/") {
			continue
		}
		if host := registry.Find(read(t, name)); host != nil {
			t.Errorf("%s names %s: leave the choice of a registry to whoever builds", name, host)
		}
	}
}

// unfinished marks what is not done; it is written so that it does not find itself.
var unfinished = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|X` + `XX|HA` + `CK)\b`)

func TestNothingIsMarkedUnfinished(t *testing.T) {
	t.Parallel()
	for _, name := range sources(t, ".go") {
		if mark := unfinished.Find(read(t, name)); mark != nil {
			t.Errorf("%s has a %s: finish it, or leave it out", name, mark)
		}
	}
}

// TestEmbeddedDataSaysWhereItIsFrom wants a licence and an origin beside all data of others.
func TestEmbeddedDataSaysWhereItIsFrom(t *testing.T) {
	t.Parallel()
	foreign := map[string]bool{".zst": true, ".ttf": true, ".npz": true, ".wav": true}
	folders := map[string][]string{}
	for _, name := range sources(t, "") {
		if strings.HasPrefix(name, "assets/") {
			folder := filepath.Dir(name)
			folders[folder] = append(folders[folder], filepath.Base(name))
		}
	}
	for folder, files := range folders {
		if !slices.ContainsFunc(files, func(f string) bool { return foreign[filepath.Ext(f)] }) {
			continue
		}
		if !slices.Contains(files, "ORIGIN.md") {
			t.Errorf("%s holds data of others and lacks ORIGIN.md", folder)
		}
		if !slices.ContainsFunc(files, func(f string) bool { return strings.HasPrefix(f, "LICENSE") || strings.HasPrefix(f, "OFL") }) {
			t.Errorf("%s holds data of others and lacks its licence", folder)
		}
	}
}
