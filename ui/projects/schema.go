// Package projects keeps projects on disk: the project file, saving in the background, recent files, and what was open
// when the program was killed.
package projects

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"netloom/engine/text"
)

const (
	// applicationID marks the file as Netloom's, in SQLite's header: "NLOM".
	applicationID = 0x4e4c4f4d
	// schemaVersion is the version of the tables, in SQLite's user_version.
	schemaVersion = 1
	// maxFileBytes bounds what is opened at all.
	maxFileBytes = 64 << 30
)

// tables lists the only statements that a project file's schema may hold, by name.
func tables() map[string]string {
	return map[string]string{
		"document":    "CREATE TABLE document(id INTEGER PRIMARY KEY CHECK(id = 1), json BLOB NOT NULL, saved INTEGER NOT NULL) STRICT",
		"versions":    "CREATE TABLE versions(id INTEGER PRIMARY KEY, name TEXT NOT NULL, json BLOB NOT NULL, saved INTEGER NOT NULL) STRICT",
		"runs":        "CREATE TABLE runs(id INTEGER PRIMARY KEY, started INTEGER NOT NULL, settings TEXT NOT NULL, result TEXT) STRICT",
		"epochs":      "CREATE TABLE epochs(run INTEGER NOT NULL, epoch INTEGER NOT NULL, step INTEGER NOT NULL, loss REAL, accuracy REAL, val_loss REAL, val_accuracy REAL, seconds REAL, PRIMARY KEY(run, epoch)) STRICT, WITHOUT ROWID",
		"checkpoints": "CREATE TABLE checkpoints(id INTEGER PRIMARY KEY, run INTEGER NOT NULL, saved INTEGER NOT NULL, meta TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT",
		"chunks":      "CREATE TABLE chunks(checkpoint INTEGER NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(checkpoint, part)) STRICT, WITHOUT ROWID",
	}
}

// connect opens the database as SQLite advises for files from strangers (https://www.sqlite.org/security.html):
// defensive, no trust in the schema, cells checked, no memory map. To read only forbids changes, not to undo what a
// killed process left half done: else its project could be read no more.
func connect(path string, readOnly bool) (*sql.DB, error) {
	q := url.Values{}
	q.Set("_defensive", "1")
	q.Set("_dqs", "0")
	q.Set("_error_rc", "1")
	for _, p := range []string{"trusted_schema(0)", "cell_size_check(1)", "mmap_size(0)", "busy_timeout(2000)", "synchronous(FULL)", "temp_store(MEMORY)"} {
		q.Add("_pragma", p)
	}
	q.Set("mode", "rw")
	if readOnly {
		q.Add("_pragma", "query_only(1)")
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // every statement then runs on the connection that was set up
	return db, nil
}

// header is how every SQLite file begins.
const header = "SQLite format 3\x00"

// checkFile refuses what is no SQLite file before SQLite sees it.
func checkFile(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return text.Errorf("%s: there is no such file", "%s：没有此文件", path)
		}
		return fmt.Errorf("%s cannot be opened: %w", path, err)
	}
	if !info.Mode().IsRegular() {
		return text.Errorf("%s is not a file", "%s 不是文件", path)
	}
	if info.Size() > maxFileBytes {
		return text.Errorf("%s has %d GiB, more than a project can have", "%s 有 %d GiB，超过项目上限", path, info.Size()>>30)
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%s cannot be opened: %w", path, plain(err))
	}
	defer f.Close()
	start := make([]byte, len(header))
	if _, err := io.ReadFull(f, start); err != nil || string(start) != header {
		return notAProject(path)
	}
	return nil
}

func notAProject(path string) error {
	return text.Errorf("%s is not a Netloom project", "%s 不是 Netloom 项目", path)
}

// damaged names the fault of a file that looks like a project.
func damaged(path string, cause error) error {
	var fault *sqlite.Error
	if errors.As(cause, &fault) && fault.Code() == lib.SQLITE_READONLY_ROLLBACK {
		return text.Errorf("%s was left in the middle of a save, and cannot be mended where nothing can be written: copy it together with %s-journal to another folder, and open it there",
			"%s 的上次保存被中断，而此处无法写入，因此无法修复：请将它与 %s-journal 一起复制到其他文件夹后再打开", path, filepath.Base(path))
	}
	e := text.Errorf("%s is damaged: %s", "%s 已损坏：%s", path, oneLine(cause))
	e.Cause = cause
	return e
}

func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }

func plain(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// verify checks the whole database and its schema. It runs before anything else is read.
func verify(ctx context.Context, db *sql.DB, path string) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return damaged(path, err)
	}
	if verdict != "ok" {
		return damaged(path, errors.New(verdict))
	}
	var id, version int
	if err := errors.Join(db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id), db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)); err != nil {
		return damaged(path, err)
	}
	if id != applicationID {
		return notAProject(path)
	}
	if version > schemaVersion {
		return text.Errorf("%s was made by a newer Netloom (format %d, this one reads up to %d): install the newer version to open it",
			"%s 由更新版本的 Netloom 创建（格式 %d，当前最高支持 %d）：请安装新版本后再打开", path, version, schemaVersion)
	}
	return verifySchema(ctx, db, path)
}

// verifySchema allows exactly the known tables: no triggers, views, indexes or others.
func verifySchema(ctx context.Context, db *sql.DB, path string) error {
	rows, err := db.QueryContext(ctx, "SELECT type, name, COALESCE(sql, '') FROM sqlite_schema")
	if err != nil {
		return damaged(path, err)
	}
	defer rows.Close()
	want := tables()
	for rows.Next() {
		var kind, name, statement string
		if err := rows.Scan(&kind, &name, &statement); err != nil {
			return damaged(path, err)
		}
		if kind != "table" || want[name] != statement {
			return damaged(path, fmt.Errorf("it holds a %s %q that does not belong in a project", kind, name))
		}
		delete(want, name)
	}
	if err := rows.Err(); err != nil {
		return damaged(path, err)
	}
	for name := range want {
		return damaged(path, fmt.Errorf("the table %q is missing", name))
	}
	return nil
}
