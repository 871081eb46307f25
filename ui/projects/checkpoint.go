package projects

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"netloom/engine/compile"
	"netloom/engine/convert/safetensors"
	"netloom/engine/train"
)

// chunkBytes is the size of the pieces in which a checkpoint's tensors are stored.
const chunkBytes = 1 << 20

// maxCheckpointBytes bounds what is read back.
const maxCheckpointBytes = 16 << 30

// keptCheckpoints is how many are kept; older ones are forgotten.
const keptCheckpoints = 2

// SaveCheckpoint stores a checkpoint of a run: its tensors as a safetensors file in pieces, with its hash.
func (f *File) SaveCheckpoint(ctx context.Context, run int64, c *train.Checkpoint) error {
	meta, err := json.Marshal(c)
	if err != nil {
		return err
	}
	var tensors []safetensors.Tensor
	for _, t := range c.Tensors {
		tensors = append(tensors, safetensors.Tensor{Name: t.Name, Shape: t.Shape, Data: t.Data})
	}
	var b bytes.Buffer
	if err := safetensors.Write(&b, tensors, nil); err != nil {
		return err
	}
	sum := sha256.Sum256(b.Bytes())
	return f.write(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "INSERT INTO checkpoints(run, saved, meta, bytes, sha256) VALUES(?, ?, ?, ?, ?)", run, now(), string(meta), b.Len(), hex.EncodeToString(sum[:]))
		if err != nil {
			return err
		}
		id, err := r.LastInsertId()
		if err != nil {
			return err
		}
		for part := 0; b.Len() > 0; part++ {
			if _, err := tx.ExecContext(ctx, "INSERT INTO chunks(checkpoint, part, data) VALUES(?, ?, ?)", id, part, b.Next(chunkBytes)); err != nil {
				return err
			}
		}
		return forget(ctx, tx)
	})
}

// forget removes all but the newest checkpoints.
func forget(ctx context.Context, tx *sql.Tx) error {
	const old = "(SELECT id FROM checkpoints ORDER BY id DESC LIMIT -1 OFFSET ?)"
	if _, err := tx.ExecContext(ctx, "DELETE FROM chunks WHERE checkpoint IN "+old, keptCheckpoints); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM checkpoints WHERE id IN "+old, keptCheckpoints)
	return err
}

// LatestCheckpoint reads the newest checkpoint, or nil if there is none.
func (f *File) LatestCheckpoint(ctx context.Context) (*train.Checkpoint, error) {
	var id, size int64
	var meta, sum string
	err := f.db.QueryRowContext(ctx, "SELECT id, meta, bytes, sha256 FROM checkpoints ORDER BY id DESC LIMIT 1").Scan(&id, &meta, &size, &sum)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, damaged(f.path, err)
	}
	c := &train.Checkpoint{}
	if err := json.Unmarshal([]byte(meta), c); err != nil {
		return nil, damaged(f.path, fmt.Errorf("its checkpoint cannot be read: %w", err))
	}
	b, err := f.assemble(ctx, id, size)
	if err != nil {
		return nil, err
	}
	if got := sha256.Sum256(b); hex.EncodeToString(got[:]) != sum {
		return nil, damaged(f.path, errors.New("its checkpoint does not have the hash that was stored with it"))
	}
	tensors, _, err := safetensors.Read(b)
	if err != nil {
		return nil, damaged(f.path, err)
	}
	for _, t := range tensors {
		c.Tensors = append(c.Tensors, compile.Tensor{Name: t.Name, Shape: t.Shape, Data: t.Data})
	}
	return c, nil
}

// assemble joins a checkpoint's pieces; what is declared is never believed before it is there.
func (f *File) assemble(ctx context.Context, id, size int64) ([]byte, error) {
	rows, err := f.db.QueryContext(ctx, "SELECT data FROM chunks WHERE checkpoint = ? ORDER BY part", id)
	if err != nil {
		return nil, damaged(f.path, err)
	}
	defer rows.Close()
	var b bytes.Buffer
	for rows.Next() {
		var data sql.RawBytes
		if err := rows.Scan(&data); err != nil {
			return nil, damaged(f.path, err)
		}
		b.Write(data)
		if int64(b.Len()) > size || b.Len() > maxCheckpointBytes {
			return nil, damaged(f.path, errors.New("its checkpoint is longer than it says"))
		}
	}
	if err := rows.Err(); err != nil {
		return nil, damaged(f.path, err)
	}
	if int64(b.Len()) != size {
		return nil, damaged(f.path, fmt.Errorf("its checkpoint has %d of %d bytes", b.Len(), size))
	}
	return b.Bytes(), nil
}
