package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"
	"os"
	"strconv"
	"strings"

	"netloom/engine/text"
)

const (
	// maxDecoded bounds what any one file may decode to, in bytes.
	maxDecoded = 4 << 30
	// freeAllowance and allowanceRatio bound what a compressed file may decode to. Honest data of many zeros passes, and
	// a file of 1 MiB takes no more than 64 MiB.
	freeAllowance  = 32 << 20
	allowanceRatio = 32
)

// allowance is how many bytes a compressed file of the given size may decode to.
func allowance(size int64) int64 {
	if size > maxDecoded/allowanceRatio {
		return maxDecoded
	}
	return min(maxDecoded, freeAllowance+allowanceRatio*size)
}

// product multiplies dimensions; ok is false where the result is over limit, whatever the dimensions are.
func product(shape []int, limit int64) (n int64, ok bool) {
	n = 1
	for _, d := range shape {
		if d < 0 {
			return 0, false
		}
		high, low := bits.Mul64(uint64(n), uint64(d))
		if high != 0 || low > uint64(limit) {
			return 0, false
		}
		n = int64(low)
	}
	return n, true
}

// times writes a shape as people do: 28×28×1. The empty shape is that of a single number.
func times(shape []int) string {
	if len(shape) == 0 {
		return "()"
	}
	parts := make([]string, len(shape))
	for i, d := range shape {
		parts[i] = strconv.Itoa(d)
	}
	return strings.Join(parts, "×")
}

// open opens an ordinary file and tells its size.
func open(path string) (*os.File, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, cannotOpen(path, err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(cannotOpen(path, err), f.Close())
	}
	if !info.Mode().IsRegular() {
		return nil, 0, errors.Join(text.Errorf("%s is not a file", "%s 不是文件", path), f.Close())
	}
	return f, info.Size(), nil
}

func cannotOpen(path string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	e := text.Errorf("%s cannot be opened: %v", "无法打开 %s：%v", path, err)
	e.Cause = err
	return e
}

// inFile says in which file an error arose, in both languages where the error has both.
func inFile(path string, err error) error {
	var both *text.Error
	if errors.As(err, &both) {
		return &text.Error{Message: text.New("%s: %s", "%s：%s", path, both.Message), Cause: err}
	}
	return fmt.Errorf("%s: %w", path, err)
}

// cancellable is a reader that ends when its context does.
type cancellable struct {
	ctx context.Context
	r   io.Reader
}

func (c cancellable) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}

// atEnd makes sure that a reader has nothing more.
func atEnd(r io.Reader) error {
	var one [1]byte
	switch n, err := io.ReadFull(r, one[:]); {
	case n > 0:
		return text.Errorf("there are bytes after its end", "文件结尾之后还有多余字节")
	case err != io.EOF:
		return err
	}
	return nil
}
