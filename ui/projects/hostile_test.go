package projects

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tamper changes a project with SQLite itself, free of what connect forbids, and gives its path.
func tamper(t *testing.T, statements ...string) string {
	t.Helper()
	f := create(t)
	must(t, f.Close())
	db, err := sql.Open("sqlite", f.Path())
	must(t, err)
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	must(t, db.Close())
	return f.Path()
}

func TestStrangersFilesAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change []string
		says   string
	}{
		"trigger":         {[]string{"CREATE TRIGGER x AFTER UPDATE ON document BEGIN DELETE FROM checkpoints; END"}, "does not belong"},
		"view":            {[]string{"CREATE VIEW v AS SELECT * FROM document"}, "does not belong"},
		"recursive view":  {[]string{"CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT * FROM n"}, "does not belong"},
		"view as a table": {[]string{"DROP TABLE versions", "CREATE VIEW versions AS SELECT 1 AS id, 'a' AS name, X'' AS json, 1 AS saved"}, "does not belong"},
		"table":           {[]string{"CREATE TABLE more(a)"}, "does not belong"},
		"index":           {[]string{"CREATE INDEX i ON document(saved)"}, "does not belong"},
		"virtual table":   {[]string{"CREATE VIRTUAL TABLE f USING fts5(a)"}, "does not belong"},
		"other columns":   {[]string{"DROP TABLE runs", "CREATE TABLE runs(id INTEGER PRIMARY KEY, started INTEGER NOT NULL, settings TEXT NOT NULL, result TEXT, more TEXT) STRICT"}, "does not belong"},
		"loose types":     {[]string{"DROP TABLE document", "CREATE TABLE document(id, json, saved)"}, "does not belong"},
		"table missing":   {[]string{"DROP TABLE epochs"}, "is missing"},
		"no document":     {[]string{"DELETE FROM document"}, "is damaged"},
		"no JSON":         {[]string{"UPDATE document SET json = X'7b7b'"}, "is damaged"},
		"empty document":  {[]string{"UPDATE document SET json = X''"}, "is damaged"},
		"deep JSON":       {[]string{"UPDATE document SET json = CAST(REPLACE(HEX(ZEROBLOB(100000)), '0', '[') AS BLOB)"}, "is damaged"},
		"other program":   {[]string{"PRAGMA application_id = 1"}, "is not a Netloom project"},
		"no id":           {[]string{"PRAGMA application_id = 0"}, "is not a Netloom project"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := tamper(t, c.change...)
			before, err := os.ReadFile(path)
			must(t, err)
			for way, open := range map[string]func(context.Context, string) (*File, error){"writing": Open, "reading": OpenReadOnly} {
				f, err := open(t.Context(), path)
				if err == nil {
					_ = f.Close()
					t.Fatalf("it was opened for %s", way)
				}
				if said := err.Error(); !strings.Contains(said, c.says) || !strings.Contains(said, path) || strings.Contains(said, "\n") {
					t.Errorf("for %s, the error is %q", way, said)
				}
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
}

func TestNewerFormatIsLeftAlone(t *testing.T) {
	t.Parallel()
	path := tamper(t, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion+1), "CREATE TABLE future(a)")
	before, err := os.ReadFile(path)
	must(t, err)
	if _, err := Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), "newer Netloom (format 2, this one reads up to 1)") {
		t.Errorf("the error is %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file was changed (%v)", err)
	}
	if Held(path) {
		t.Error("the file is still locked")
	}
}

func TestNoProject(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write := func(name string, b []byte) string {
		path := filepath.Join(folder, name)
		must(t, os.WriteFile(path, b, 0o600))
		return path
	}
	for path, says := range map[string]string{
		filepath.Join(folder, "absent.netloom"): "there is no such file",
		folder:                                  "is not a file",
		write("empty.netloom", nil):             "is not a Netloom project",
		write("letter.netloom", []byte("Dear Sir or Madam, please find")):     "is not a Netloom project",
		write("head.netloom", []byte(header)):                                 "is ",
		write("zeros.netloom", append([]byte(header), make([]byte, 9000)...)): "is ",
	} {
		if _, err := Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the error is %v, want %q", path, err, says)
		}
	}
}

// TestDamageAnywhere flips bytes all over a file, and cuts it at every page: it opens with a document, or is refused in
// one line.
func TestDamageAnywhere(t *testing.T) {
	t.Parallel()
	f := create(t)
	must(t, f.SaveCheckpoint(t.Context(), 0, checkpointOf(1, 200)))
	must(t, f.Close())
	whole, err := os.ReadFile(f.Path())
	must(t, err)
	path := filepath.Join(t.TempDir(), "b.netloom")
	try := func(what string, b []byte) {
		must(t, os.WriteFile(path, b, 0o600))
		g, err := Open(t.Context(), path)
		if err != nil {
			if strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), path) {
				t.Errorf("%s: the error is %q", what, err)
			}
			return
		}
		if _, err := g.Document(t.Context()); err != nil {
			t.Errorf("%s: it was opened, but has no document: %v", what, err)
		}
		if _, err := g.LatestCheckpoint(t.Context()); err != nil && !strings.Contains(err.Error(), "is damaged") {
			t.Errorf("%s: the checkpoint: %v", what, err)
		}
		must(t, g.Close())
	}
	step := 41
	if testing.Short() {
		step = 411
	}
	for at := 0; at < len(whole); at += step {
		b := bytes.Clone(whole)
		b[at] ^= 0xff
		try(fmt.Sprintf("byte %d", at), b)
	}
	for size := 0; size < len(whole); size += 512 {
		try(fmt.Sprintf("cut to %d", size), whole[:size])
	}
}
