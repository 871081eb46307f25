package data

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"netloom/engine/text"
)

// CSVWriter writes a table row by row. Text that a spreadsheet would take for a formula gets an apostrophe before it;
// numbers are written as they are.
type CSVWriter struct {
	w   *csv.Writer
	row []string
}

// NewCSVWriter begins a table with a line of names, or without one if none are given.
func NewCSVWriter(w io.Writer, header ...string) (*CSVWriter, error) {
	c := &CSVWriter{w: csv.NewWriter(w)}
	if len(header) == 0 {
		return c, nil
	}
	for _, name := range header {
		c.row = append(c.row, harmless(name))
	}
	return c, c.w.Write(c.row)
}

// Row writes a row. A cell is a string, an int, a float32, a float64, or a []float32 for several cells.
func (c *CSVWriter) Row(cells ...any) error {
	c.row = c.row[:0]
	for _, cell := range cells {
		switch v := cell.(type) {
		case string:
			c.row = append(c.row, harmless(v))
		case int:
			c.row = append(c.row, strconv.Itoa(v))
		case float32:
			c.row = append(c.row, formatNumber(float64(v), 32))
		case float64:
			c.row = append(c.row, formatNumber(v, 64))
		case []float32:
			for _, x := range v {
				c.row = append(c.row, formatNumber(float64(x), 32))
			}
		default:
			return fmt.Errorf("a cell is of type %T: use a string, an int or a float", cell)
		}
	}
	return c.w.Write(c.row)
}

// Flush writes what is still held back, and tells of any error before.
func (c *CSVWriter) Flush() error {
	c.w.Flush()
	return c.w.Error()
}

// formatNumber writes the shortest form that reads back as the same number; nan and inf as NumPy writes them.
func formatNumber(x float64, bits int) string {
	return strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(x, 'g', -1, bits)), "+")
}

// harmless puts an apostrophe before text that a spreadsheet would run.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

// WriteCSV writes outputs side by side, one sample a row, under their names: NAME where an output has one number a sample,
// else NAME_0, NAME_1 and so on.
func WriteCSV(w io.Writer, outputs []Named) error {
	var header []string
	count := -1
	for _, o := range outputs {
		n, width := rows(o.Tensor)
		if count >= 0 && n != count {
			return text.Errorf("output %q has %d samples, another %d", "输出 %q 有 %d 个样本，另一个有 %d 个", o.Name, n, count)
		}
		count = n
		for i := range width {
			name := o.Name
			if width > 1 {
				name += "_" + strconv.Itoa(i)
			}
			header = append(header, name)
		}
	}
	c, err := NewCSVWriter(w, header...)
	if err != nil {
		return err
	}
	cells := make([]any, len(outputs))
	for i := range count {
		for j, o := range outputs {
			_, width := rows(o.Tensor)
			cells[j] = o.Tensor.Data[i*width : (i+1)*width]
		}
		if err := c.Row(cells...); err != nil {
			return err
		}
	}
	return c.Flush()
}

// rows reads a tensor as samples: how many, and how many numbers each has.
func rows(t *Tensor) (n, width int) {
	if len(t.Shape) == 0 {
		return 1, 1
	}
	if n = t.Shape[0]; n == 0 {
		return 0, 0
	}
	return n, len(t.Data) / n
}
