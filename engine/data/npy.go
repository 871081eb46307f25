package data

import (
	"encoding/binary"
	"io"
	"math"

	"netloom/engine/text"
)

// The parts of a .npy file (NumPy enhancement proposal 1, numpy.lib.format).
const (
	npyMagic     = "\x93NUMPY"
	maxNPYHeader = 64 << 10
	maxNPYRank   = 32
)

// ReadNPY reads a .npy file of size bytes that holds numbers or booleans in C order. Nothing is run, and memory is taken only
// after the declared shape was found to agree with the size.
func ReadNPY(r io.Reader, size int64) (*Tensor, error) { return readNPY(r, size, maxDecoded) }

// readNPY is ReadNPY with a limit on the bytes of the result.
func readNPY(r io.Reader, size, limit int64) (*Tensor, error) {
	header, start, err := readNPYHeader(r)
	if err != nil {
		return nil, err
	}
	decode, width, err := npyType(header.descr)
	if err != nil {
		return nil, err
	}
	if header.fortran {
		return nil, text.Errorf("the array is in Fortran order: save it with numpy.ascontiguousarray", "数组为 Fortran 顺序：请用 numpy.ascontiguousarray 转换后保存")
	}
	n, ok := product(header.shape, limit/4)
	if !ok {
		return nil, text.Errorf("an array of shape %s is larger than the %d numbers allowed", "形状为 %s 的数组超过允许的 %d 个数", times(header.shape), limit/4)
	}
	if n*int64(width) != size-start {
		return nil, text.Errorf("an array of shape %s and type %s takes %d bytes, and there are %d: the file is damaged",
			"形状为 %s、类型为 %s 的数组需要 %d 字节，实际有 %d：文件已损坏", times(header.shape), header.descr, n*int64(width), size-start)
	}
	t := &Tensor{Shape: header.shape, Data: make([]float32, n), bytes: header.descr[1:] == "u1"}
	if err := decodeNumbers(r, t.Data, width, decode); err != nil {
		return nil, err
	}
	return t, atEnd(r)
}

// decodeNumbers reads numbers of a width, a bounded stretch at a time.
func decodeNumbers(r io.Reader, to []float32, width int, decode func([]byte) float64) error {
	buffer := make([]byte, 64<<10)
	for len(to) > 0 {
		n := min(len(to), len(buffer)/width)
		b := buffer[:n*width]
		if _, err := io.ReadFull(r, b); err != nil {
			if err == io.EOF || err == io.ErrUnexpectedEOF {
				return text.Errorf("the file is cut off", "文件不完整")
			}
			return err
		}
		for i := range n {
			x := decode(b[i*width:])
			to[i] = float32(x)
			if math.IsInf(float64(to[i]), 0) && !math.IsInf(x, 0) {
				return text.Errorf("the number %g is too large for 32 bits", "数值 %g 超出 32 位浮点数范围", x)
			}
		}
		to = to[n:]
	}
	return nil
}

// npyType gives how a number of a type is read, and its width in bytes.
func npyType(descr string) (decode func([]byte) float64, width int, err error) {
	var order binary.ByteOrder = binary.LittleEndian
	if len(descr) == 3 && descr[0] == '>' {
		order = binary.BigEndian
	}
	if len(descr) == 3 && (descr[0] == '<' || descr[0] == '>' || descr[0] == '|' && descr[2] == '1') {
		switch descr[1:] {
		case "f4":
			return func(b []byte) float64 { return float64(math.Float32frombits(order.Uint32(b))) }, 4, nil
		case "f8":
			return func(b []byte) float64 { return math.Float64frombits(order.Uint64(b)) }, 8, nil
		case "u1":
			return func(b []byte) float64 { return float64(b[0]) }, 1, nil
		case "b1":
			return func(b []byte) float64 { return float64(min(b[0], 1)) }, 1, nil
		case "i1":
			return func(b []byte) float64 { return float64(int8(b[0])) }, 1, nil
		case "u2":
			return func(b []byte) float64 { return float64(order.Uint16(b)) }, 2, nil
		case "i2":
			return func(b []byte) float64 { return float64(int16(order.Uint16(b))) }, 2, nil
		case "u4":
			return func(b []byte) float64 { return float64(order.Uint32(b)) }, 4, nil
		case "i4":
			return func(b []byte) float64 { return float64(int32(order.Uint32(b))) }, 4, nil
		case "u8":
			return func(b []byte) float64 { return float64(order.Uint64(b)) }, 8, nil
		case "i8":
			return func(b []byte) float64 { return float64(int64(order.Uint64(b))) }, 8, nil
		}
	}
	return nil, 0, text.Errorf("arrays of type %q are not read: save it as float32, float64, an integer type or bool",
		"不支持类型 %q 的数组：请保存为 float32、float64、整数或 bool", descr)
}
