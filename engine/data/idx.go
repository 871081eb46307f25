package data

import (
	"encoding/binary"
	"io"

	"netloom/engine/text"
)

// IDX is the content of a file of bytes in the IDX format of the MNIST family (LeCun, Cortes, Burges: "The MNIST
// database of handwritten digits", file formats).
type IDX struct {
	Shape []int
	Data  []uint8
}

// ReadIDX reads an IDX file of unsigned bytes with 1 to 4 dimensions, none of them 0. A file that declares more than
// limit bytes of content is refused before memory is taken.
func ReadIDX(r io.Reader, limit int64) (*IDX, error) {
	x, err := readIDXHeader(r, limit)
	if err != nil {
		return nil, err
	}
	size, _ := product(x.Shape, limit)
	x.Data = make([]uint8, size)
	if n, err := io.ReadFull(r, x.Data); err != nil {
		if err != io.EOF && err != io.ErrUnexpectedEOF {
			return nil, err
		}
		return nil, text.Errorf("the IDX file declares %d bytes and holds %d: it is cut off", "IDX 文件声明有 %d 字节，实际只有 %d：文件不完整", size, n)
	}
	return x, atEnd(r)
}

// readIDXHeader reads the header and checks it against the limit.
func readIDXHeader(r io.Reader, limit int64) (*IDX, error) {
	var head [4]byte
	if err := readHeader(r, head[:]); err != nil {
		return nil, err
	}
	const unsignedBytes = 8
	if head[0] != 0 || head[1] != 0 || head[2] != unsignedBytes || head[3] < 1 || head[3] > 4 {
		return nil, text.Errorf("not an IDX file of bytes: it starts with % x, where 00 00 08 and 1 to 4 dimensions should stand",
			"不是字节型 IDX 文件：开头为 % x，应为 00 00 08 和 1 到 4 个维度", head[:])
	}
	x := &IDX{}
	for range head[3] {
		var d [4]byte
		if err := readHeader(r, d[:]); err != nil {
			return nil, err
		}
		x.Shape = append(x.Shape, int(binary.BigEndian.Uint32(d[:])))
	}
	switch size, ok := product(x.Shape, limit); {
	case !ok:
		return nil, text.Errorf("the IDX file declares %s bytes, more than the %d that a file of its size may hold",
			"IDX 文件声明有 %s 字节，超过该大小文件允许的 %d", times(x.Shape), limit)
	case size == 0:
		return nil, text.Errorf("the IDX file of shape %s is empty", "形状为 %s 的 IDX 文件是空的", times(x.Shape))
	}
	return x, nil
}

func readHeader(r io.Reader, to []byte) error {
	_, err := io.ReadFull(r, to)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return text.Errorf("not an IDX file: it ends inside its header", "不是 IDX 文件：文件头不完整")
	}
	return err
}
