package projects

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/engine/train"
)

// File is an open project file. Its methods may be called from any goroutine; each is one transaction, so that a kill
// at any moment leaves the file as it was before or after.
type File struct {
	path     string
	db       *sql.DB
	lock     *lock
	readOnly bool
}

// Open opens a project for reading and writing. The whole file is checked first; a file that another window has open,
// or that cannot be written, is opened for reading only (see ReadOnly).
func Open(ctx context.Context, path string) (*File, error) { return open(ctx, path, false) }

// OpenReadOnly opens a project without claiming it.
func OpenReadOnly(ctx context.Context, path string) (*File, error) { return open(ctx, path, true) }

func open(ctx context.Context, path string, readOnly bool) (*File, error) {
	if err := checkFile(path); err != nil {
		return nil, err
	}
	f := &File{path: path, readOnly: readOnly}
	if !readOnly {
		l, err := claim(path)
		if err != nil {
			f.readOnly = true
		}
		f.lock = l
	}
	var err error
	if f.db, err = connect(path, f.readOnly); err == nil {
		err = verify(ctx, f.db, path)
	}
	if err == nil {
		_, err = f.Document(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Path is where the file lies.
func (f *File) Path() string { return f.path }

// ReadOnly tells whether the file can only be read: another window has it open, or its medium forbids writing.
func (f *File) ReadOnly() bool { return f.readOnly }

// Close closes the file and lets others open it.
func (f *File) Close() error {
	var err error
	if f.db != nil {
		err = f.db.Close()
	}
	f.lock.release()
	return err
}

// write runs changes as one transaction.
func (f *File) write(ctx context.Context, change func(*sql.Tx) error) error {
	if f.readOnly {
		return text.Errorf("%s is open elsewhere or cannot be written: save a copy under another name", "%s 已在其他窗口打开或无法写入：请另存为其他名称", f.path)
	}
	tx, err := f.db.BeginTx(ctx, nil)
	if err == nil {
		err = change(tx)
		if err == nil {
			err = tx.Commit()
		} else {
			_ = tx.Rollback()
		}
	}
	if err != nil {
		return fmt.Errorf("%s cannot be saved: %w", f.path, err)
	}
	return nil
}

// Document reads the project's document.
func (f *File) Document(ctx context.Context) (*graph.Document, error) {
	var b []byte
	if err := f.db.QueryRowContext(ctx, "SELECT json FROM document WHERE id = 1").Scan(&b); err != nil {
		return nil, damaged(f.path, err)
	}
	d, err := graph.Decode(b)
	if err != nil {
		return nil, damaged(f.path, err)
	}
	return d, nil
}

// Save stores the document as the present one.
func (f *File) Save(ctx context.Context, d *graph.Document) error {
	return f.write(ctx, func(tx *sql.Tx) error { return store(ctx, tx, d) })
}

func store(ctx context.Context, tx *sql.Tx, d *graph.Document) error {
	b, err := d.Encode()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO document(id, json, saved) VALUES(1, ?, ?) ON CONFLICT(id) DO UPDATE SET json = excluded.json, saved = excluded.saved", b, now())
	return err
}

// Version is a kept state of the document.
type Version struct {
	ID    int64
	Name  string
	Saved time.Time
}

// KeepVersion keeps a state of the document under a name, to go back to.
func (f *File) KeepVersion(ctx context.Context, name string, d *graph.Document) error {
	b, err := d.Encode()
	if err != nil {
		return err
	}
	return f.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO versions(name, json, saved) VALUES(?, ?, ?)", name, b, now())
		return err
	})
}

// Versions lists what is kept, newest first.
func (f *File) Versions(ctx context.Context) ([]Version, error) {
	rows, err := f.db.QueryContext(ctx, "SELECT id, name, saved FROM versions ORDER BY id DESC")
	if err != nil {
		return nil, damaged(f.path, err)
	}
	defer rows.Close()
	var list []Version
	for rows.Next() {
		var v Version
		var saved int64
		if err := rows.Scan(&v.ID, &v.Name, &saved); err != nil {
			return nil, damaged(f.path, err)
		}
		v.Saved = time.UnixMilli(saved)
		list = append(list, v)
	}
	return list, rows.Err()
}

// Version reads a kept state.
func (f *File) Version(ctx context.Context, id int64) (*graph.Document, error) {
	var b []byte
	if err := f.db.QueryRowContext(ctx, "SELECT json FROM versions WHERE id = ?", id).Scan(&b); err != nil {
		return nil, damaged(f.path, err)
	}
	return graph.Decode(b)
}

// StartRun records that training began and gives the run's id.
func (f *File) StartRun(ctx context.Context, s graph.Settings) (int64, error) {
	b, err := json.Marshal(s)
	if err != nil {
		return 0, err
	}
	var id int64
	err = f.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "INSERT INTO runs(started, settings) VALUES(?, ?)", now(), string(b))
		if err == nil {
			id, err = r.LastInsertId()
		}
		return err
	})
	return id, err
}

// AddEpoch records an epoch. What is not a number is stored as nothing, and read back as not a number.
func (f *File) AddEpoch(ctx context.Context, run int64, e train.Epoch) error {
	return f.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO epochs(run, epoch, step, loss, accuracy, val_loss, val_accuracy, seconds) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
			run, e.Epoch, int64(e.Step), finite(e.Loss), finite(e.Accuracy), finite(e.ValidationLoss), finite(e.ValidationAccuracy), finite(e.Seconds))
		return err
	})
}

// Epochs reads the epochs of the newest run.
func (f *File) Epochs(ctx context.Context) ([]train.Epoch, error) {
	rows, err := f.db.QueryContext(ctx, "SELECT epoch, step, loss, accuracy, val_loss, val_accuracy, seconds FROM epochs WHERE run = (SELECT MAX(id) FROM runs) ORDER BY epoch")
	if err != nil {
		return nil, damaged(f.path, err)
	}
	defer rows.Close()
	var list []train.Epoch
	for rows.Next() {
		var e train.Epoch
		var v [5]sql.NullFloat64
		if err := rows.Scan(&e.Epoch, &e.Step, &v[0], &v[1], &v[2], &v[3], &v[4]); err != nil {
			return nil, damaged(f.path, err)
		}
		for i, to := range []*float64{&e.Loss, &e.Accuracy, &e.ValidationLoss, &e.ValidationAccuracy, &e.Seconds} {
			*to = math.NaN()
			if v[i].Valid {
				*to = v[i].Float64
			}
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// finite is a number as SQLite stores it: nothing for what is none.
func finite(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}

func now() int64 { return time.Now().UnixMilli() }

// ShareCopy writes a compact copy with the document and its newest checkpoint, without versions and runs.
func (f *File) ShareCopy(ctx context.Context, path string) error {
	d, err := f.Document(ctx)
	if err != nil {
		return err
	}
	c, err := f.LatestCheckpoint(ctx)
	if err != nil {
		return err
	}
	g, err := CreateWith(ctx, path, d, true, func(g *File) error {
		if c == nil {
			return nil
		}
		return g.SaveCheckpoint(ctx, 0, c)
	})
	if err != nil {
		return err
	}
	return g.Close()
}
