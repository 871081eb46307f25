package projects

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"netloom/engine/graph"
	"netloom/engine/text"
)

// Create writes a new project file; one that exists already is replaced only if replace is set, and only when the new
// one is complete. One that another window has open is never replaced: what is done there would be lost.
func Create(ctx context.Context, path string, d *graph.Document, replace bool) (*File, error) {
	return CreateWith(ctx, path, d, replace, func(*File) error { return nil })
}

// CreateWith is Create for a file that holds more than its document from the start: fill writes the rest. What is
// replaced stays until all of it is written, so that a disk that fills up meanwhile costs nothing.
func CreateWith(ctx context.Context, path string, d *graph.Document, replace bool, fill func(*File) error) (*File, error) {
	if _, err := os.Stat(path); err == nil && !replace {
		return nil, text.Errorf("%s exists already: choose another name", "%s 已存在：请使用其他名称", path)
	}
	if err := Replaceable(path); err != nil {
		return nil, err
	}
	name, err := temporary(path)
	if err != nil {
		return nil, err
	}
	if err := build(ctx, name, path, d, fill); err != nil {
		return nil, errors.Join(err, discard(name))
	}
	if err := errors.Join(os.Chmod(name, 0o644), settleJournal(ctx, path), os.Rename(name, path)); err != nil {
		return nil, errors.Join(fmt.Errorf("%s cannot be written: %w", path, plain(err)), discard(name))
	}
	syncFolder(filepath.Dir(path))
	return Open(ctx, path)
}

// Replaceable tells why a file could not be made in the place of path: its folder cannot be written, another window
// has it open, or it is no file. It leaves everything as it is.
func Replaceable(path string) error {
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return text.Errorf("%s is not a file", "%s 不是文件", path)
		}
		if Held(path) {
			return text.Errorf("%s is open in another window: close it there, or choose another name", "%s 已在其他窗口打开：请先关闭，或使用其他名称", path)
		}
	}
	name, err := temporary(path)
	if err != nil {
		return err
	}
	return os.Remove(name)
}

// temporary makes an empty file beside path, where it can take path's place by a rename.
func temporary(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return "", fmt.Errorf("%s cannot be written: %w", path, plain(err))
	}
	return f.Name(), f.Close()
}

// settleJournal undoes what a killed process left half done in a file that is to be replaced: its journal would be played
// back into the new file, which bears the same name.
func settleJournal(ctx context.Context, path string) error {
	journal := path + "-journal"
	if _, err := os.Stat(journal); err != nil {
		return nil //nolint:nilerr // no journal, nothing to undo
	}
	db, err := connect(path, false)
	if err != nil {
		return err
	}
	// Any query undoes it. Where the file is too damaged for that, its journal is of no use either.
	var tables int
	_ = db.QueryRowContext(ctx, "SELECT COUNT(*) FROM sqlite_schema").Scan(&tables)
	if err := db.Close(); err != nil {
		return err
	}
	if err := os.Remove(journal); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// discard removes a file that was not finished, with the journal of a write that failed.
func discard(name string) error {
	if err := os.Remove(name + "-journal"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Remove(name)
}

// syncFolder makes a rename survive a loss of power, where the system can.
func syncFolder(path string) {
	if f, err := os.Open(path); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

// build makes a project in the file name that is to lie at path.
func build(ctx context.Context, name, path string, d *graph.Document, fill func(*File) error) (err error) {
	db, err := connect(name, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := buildTables(ctx, db, d); err != nil {
		return fmt.Errorf("%s cannot be written: %w", path, err)
	}
	return fill(&File{path: path, db: db})
}

// buildTables makes the tables and stores the document.
func buildTables(ctx context.Context, db *sql.DB, d *graph.Document) error {
	statements := []string{fmt.Sprintf("PRAGMA application_id = %d", applicationID), fmt.Sprintf("PRAGMA user_version = %d", schemaVersion)}
	for _, name := range sortedNames() {
		statements = append(statements, tables()[name])
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, s := range statements {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	if err := store(ctx, tx, d); err != nil {
		return err
	}
	return tx.Commit()
}
