package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"netloom/app/command"
	"netloom/engine/graph"
	"netloom/ui/projects"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"netloom": func() { os.Exit(command.Main(os.Args[1:], os.Stdout, os.Stderr, nil)) },
	})
}

// TestScripts runs the command line as a person would: each file of testdata is one story.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"refuse": refuse, "fields": fields, "mkproject": mkproject, "shorten": shorten, "same": same, "diverge": diverge,
			"hold": hold, "sql": statement,
		},
		Condition: func(name string) (bool, error) {
			if name != "disks" {
				return false, fmt.Errorf("there is no condition %q", name)
			}
			return exec.Command("unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt").Run() == nil, nil
		},
	})
}

// refuse STATUS PATTERN COMMAND… expects a command to fail with this very status, one line on standard error that
// matches, and no half-written file beside it.
func refuse(s *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 3 {
		s.Fatalf("usage: refuse STATUS PATTERN COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	s.Check(err)
	pattern, err := regexp.Compile(args[1])
	s.Check(err)
	status := 0
	if err := s.Exec(args[2], args[3:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			s.Fatalf("%v did not run: %v", args[2:], err)
		}
		status = exit.ExitCode()
	}
	said := s.ReadFile("stderr")
	if status != want {
		s.Fatalf("%v: exit status %d, want %d; standard error: %s", args[2:], status, want, said)
	}
	if strings.Count(said, "\n") != 1 || !strings.HasSuffix(said, "\n") || !strings.HasPrefix(said, "netloom: ") {
		s.Fatalf("%v: standard error is not one line of netloom's: %q", args[2:], said)
	}
	if !pattern.MatchString(said) {
		s.Fatalf("%v: standard error %q does not match %q", args[2:], said, pattern)
	}
	if all := said + s.ReadFile("stdout"); strings.Contains(all, "internal error") || strings.Contains(all, "goroutine ") || strings.Contains(all, ".go:") {
		s.Fatalf("%v: a stack trace or an internal error: %s", args[2:], all)
	}
	left, err := filepath.Glob(s.MkAbs(".*.*"))
	s.Check(err)
	if len(left) > 0 {
		s.Fatalf("%v left %v behind", args[2:], left)
	}
}

// fields FILE EVENT NAME… expects the objects of a file of JSON lines whose "event" is EVENT (or all, for -) to have
// these very fields, and at least one such object.
func fields(s *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 3 {
		s.Fatalf("usage: fields FILE EVENT|- NAME...")
	}
	want := slices.Sorted(slices.Values(args[2:]))
	found := 0
	for line := range strings.Lines(s.ReadFile(args[0])) {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			s.Fatalf("the line %q is no JSON object: %v", line, err)
		}
		if args[1] != "-" && object["event"] != args[1] {
			continue
		}
		found++
		if got := slices.Sorted(maps.Keys(object)); !slices.Equal(got, want) {
			s.Fatalf("the fields are %v, want %v, in %s", got, want, line)
		}
	}
	if found == 0 {
		s.Fatalf("no object of %s is a %q", args[0], args[1])
	}
}

// mkproject JSON PROJECT makes a project file of a document, sound or not.
func mkproject(s *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 2 {
		s.Fatalf("usage: mkproject FILE.json FILE.netloom")
	}
	d, err := graph.Decode(bytes.TrimSpace([]byte(s.ReadFile(args[0]))))
	s.Check(err)
	f, err := projects.Create(context.Background(), s.MkAbs(args[1]), d, false)
	s.Check(err)
	s.Check(f.Close())
}

// diverge PROJECT raises the learning rate so far that training leaves the range of float32. Linear layers let it: units
// of ReLU would only fall silent.
func diverge(s *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 1 {
		s.Fatalf("usage: diverge FILE.netloom")
	}
	ctx := context.Background()
	f, err := projects.Open(ctx, s.MkAbs(args[0]))
	s.Check(err)
	d, err := f.Document(ctx)
	s.Check(err)
	for _, e := range []graph.SetParam{
		{Nodes: kinds(d, "dense")[:1], Param: "activation", Value: graph.String("linear")},
		{Nodes: kinds(d, "objective"), Param: "optimizer", Value: graph.String("sgd")},
		{Nodes: kinds(d, "objective"), Param: "learning_rate", Value: graph.Number(100)},
	} {
		d, err = e.Apply(d)
		s.Check(err)
	}
	s.Check(f.Save(ctx, d))
	s.Check(f.Close())
}

func kinds(d *graph.Document, kind string) []graph.NodeID {
	var list []graph.NodeID
	for _, n := range d.Nodes() {
		if n.Kind == kind {
			list = append(list, n.ID)
		}
	}
	return list
}

// shorten FILE BYTES cuts a file off.
func shorten(s *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 2 {
		s.Fatalf("usage: shorten FILE BYTES")
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	s.Check(err)
	s.Check(os.Truncate(s.MkAbs(args[0]), n))
}

// same NAME A B expects the value of a JSON field to be the same in the last line of both files.
func same(s *testscript.TestScript, negated bool, args []string) {
	if len(args) != 3 {
		s.Fatalf("usage: [!] same FIELD A B")
	}
	var values [2]string
	for i, name := range args[1:] {
		lines := strings.Split(strings.TrimSpace(s.ReadFile(name)), "\n")
		var object map[string]json.RawMessage
		s.Check(json.Unmarshal([]byte(lines[len(lines)-1]), &object))
		values[i] = string(object[args[0]])
	}
	if values[0] == "" || (values[0] == values[1]) == negated {
		s.Fatalf("%s is %q in %s and %q in %s", args[0], values[0], args[1], values[1], args[2])
	}
}

// hold FILE opens a project, as a window does, until the story ends.
func hold(s *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 1 {
		s.Fatalf("usage: hold FILE.netloom")
	}
	f, err := projects.Open(context.Background(), s.MkAbs(args[0]))
	s.Check(err)
	s.Defer(func() { _ = f.Close() })
}

// sql FILE STATEMENT changes a project behind the program's back.
func statement(s *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 2 {
		s.Fatalf("usage: sql FILE.netloom STATEMENT")
	}
	db, err := sql.Open("sqlite", s.MkAbs(args[0]))
	s.Check(err)
	_, err = db.ExecContext(context.Background(), args[1])
	s.Check(err)
	s.Check(db.Close())
}
