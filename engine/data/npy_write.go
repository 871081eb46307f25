package data

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
)

// WriteNPY writes a tensor as a .npy file of float32, as numpy.save does.
func WriteNPY(w io.Writer, t *Tensor) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if _, err := b.Write(npyHeaderOf(t.Shape)); err != nil {
		return err
	}
	for _, x := range t.Data {
		var word [4]byte
		binary.LittleEndian.PutUint32(word[:], math.Float32bits(x))
		if _, err := b.Write(word[:]); err != nil {
			return err
		}
	}
	return b.Flush()
}

// npyHeaderOf is the header of version 1.0: it ends in a line's end at a multiple of 64 bytes.
func npyHeaderOf(shape []int) []byte {
	var dims strings.Builder
	for i, d := range shape {
		if i > 0 {
			dims.WriteString(", ")
		}
		fmt.Fprint(&dims, d)
	}
	if len(shape) == 1 {
		dims.WriteString(",")
	}
	dict := fmt.Sprintf("{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }", dims.String())
	const fixed, align = 10, 64
	dict += strings.Repeat(" ", align-1-(fixed+len(dict))%align) + "\n"
	header := append([]byte(npyMagic), 1, 0)
	header = binary.LittleEndian.AppendUint16(header, uint16(len(dict)))
	return append(header, dict...)
}
