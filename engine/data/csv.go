package data

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"netloom/engine/text"
)

// Limits of a table in text form.
const (
	maxCSVBytes   = 1 << 30
	maxCSVRecord  = 8 << 20 // bytes from one line's end to the next
	maxCSVColumns = 1 << 18
)

// Table is a table of numbers.
type Table struct {
	Header []string // nil where the first line holds numbers
	Values *Tensor  // rows × columns
}

// ReadCSV reads a table of numbers, separated by commas, semicolons or tabs, with or without a line of names. Every row has
// the same number of cells.
func ReadCSV(r io.Reader) (*Table, error) {
	lines := &lineGuard{r: r}
	b := bufio.NewReaderSize(lines, 64<<10)
	if mark, _ := b.Peek(3); string(mark) == "\xef\xbb\xbf" {
		_, _ = b.Discard(3) // the byte order mark that some spreadsheets write; it was just peeked
	}
	start, _ := b.Peek(4 << 10)
	c := csv.NewReader(b)
	c.ReuseRecord, c.Comma = true, separator(string(start))
	c.TrimLeadingSpace = c.Comma != '\t' // else it would take empty cells for space
	t := &Table{Values: &Tensor{}}
	for {
		record, err := c.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, csvFault(err)
		}
		line, _ := c.FieldPos(0)
		if err := t.add(record, line); err != nil {
			return nil, err
		}
	}
	if t.Values.Shape == nil {
		return nil, text.Errorf("it holds no rows of numbers", "其中没有数值行")
	}
	return t, nil
}

// add adds a row, or takes the first line as names if none of its cells is a number.
func (t *Table) add(record []string, line int) error {
	v := t.Values
	if v.Shape == nil && t.Header == nil && noNumbers(record) {
		for _, cell := range record {
			t.Header = append(t.Header, strings.Clone(cell))
		}
		return nil
	}
	if v.Shape == nil {
		v.Shape = []int{0, len(record)}
	}
	for i, cell := range record {
		x, ok := parseNumber(cell)
		if !ok {
			return text.Errorf("line %d, cell %d: %.40q is not a number", "第 %d 行第 %d 个单元格：%.40q 不是数值", line, i+1, cell)
		}
		v.Data = append(v.Data, x)
	}
	v.Shape[0]++
	return nil
}

func noNumbers(record []string) bool {
	for _, cell := range record {
		if _, ok := parseNumber(cell); ok {
			return false
		}
	}
	return true
}

// parseNumber reads a number as people and spreadsheets write it; nan and inf are numbers too.
func parseNumber(cell string) (float32, bool) {
	cell = strings.TrimSpace(cell)
	if strings.ContainsAny(cell, "_xXpP") { // what Go's parser reads beyond decimal numbers
		return 0, false
	}
	x, err := strconv.ParseFloat(cell, 32)
	return float32(x), err == nil
}

// separator tells which of the separators stands in the first line.
func separator(start string) rune {
	first, _, _ := strings.Cut(start, "\n")
	for _, s := range []rune{',', ';', '\t'} {
		if strings.ContainsRune(first, s) {
			return s
		}
	}
	return ','
}

// csvFault says what the parser found wrong.
func csvFault(err error) error {
	var at *csv.ParseError
	switch {
	case errors.As(err, &at) && errors.Is(at.Err, csv.ErrFieldCount):
		return text.Errorf("line %d does not have as many cells as the first", "第 %d 行的单元格数与首行不同", at.Line)
	case errors.As(err, &at):
		return text.Errorf("line %d is not CSV: %v", "第 %d 行不是 CSV：%v", at.Line, at.Err)
	}
	return err
}

// lineGuard lets through text whose lines, outside of quotes, are of bounded length and number of cells, so that no line
// fills the memory.
type lineGuard struct {
	r      io.Reader
	total  int64
	run    int // bytes since the last line's end
	cells  int // separators of any kind since then
	quoted bool
}

func (g *lineGuard) Read(b []byte) (int, error) {
	n, err := g.r.Read(b)
	g.total += int64(n)
	for _, c := range b[:n] {
		g.run++
		switch {
		case c == '"':
			g.quoted = !g.quoted
		case g.quoted:
		case c == '\n':
			g.run, g.cells = 0, 0
		case c == ',' || c == ';' || c == '\t':
			g.cells++
		}
		if g.cells > maxCSVColumns {
			return 0, text.Errorf("a line has more than %d cells", "某一行超过 %d 个单元格", maxCSVColumns)
		}
		if g.run > maxCSVRecord {
			return 0, text.Errorf("a line is longer than %d bytes", "某一行超过 %d 字节", maxCSVRecord)
		}
	}
	if g.total > maxCSVBytes {
		return 0, text.Errorf("it is larger than %d bytes: save it as .npy", "文件超过 %d 字节：请保存为 .npy", maxCSVBytes)
	}
	return n, err
}
