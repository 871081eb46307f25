package data

import (
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestReadCSV(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		header  []string
		shape   []int
		want    []float32
	}{
		"plain":       {"1,2\n3,4\n", nil, []int{2, 2}, []float32{1, 2, 3, 4}},
		"named":       {"a,b\n1,2\n", []string{"a", "b"}, []int{1, 2}, []float32{1, 2}},
		"quoted":      {"\"a\n,b\",c\n\"1\",2\n", []string{"a\n,b", "c"}, []int{1, 2}, []float32{1, 2}},
		"semicolons":  {"1;2\n3;4", nil, []int{2, 2}, []float32{1, 2, 3, 4}},
		"tabs":        {"1\t2\r\n3\t4\r\n", nil, []int{2, 2}, []float32{1, 2, 3, 4}},
		"spaces":      {"1, 2\n 3,4 \n", nil, []int{2, 2}, []float32{1, 2, 3, 4}},
		"forms":       {"-1e-3,+2.5,.5\n", nil, []int{1, 3}, []float32{-1e-3, 2.5, 0.5}},
		"with a mark": {"\ufeff1,2\n", nil, []int{1, 2}, []float32{1, 2}},
		"one column":  {"1\n2\n\n3\n", nil, []int{3, 1}, []float32{1, 2, 3}},
	} {
		got, err := ReadCSV(strings.NewReader(c.content))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.Equal(got.Header, c.header) || !slices.Equal(got.Values.Shape, c.shape) || !slices.Equal(got.Values.Data, c.want) {
			t.Errorf("%s: read %q %v %v", name, got.Header, got.Values.Shape, got.Values.Data)
		}
	}
	got, err := ReadCSV(strings.NewReader("nan,-inf\n"))
	if err != nil || !math.IsNaN(float64(got.Values.Data[0])) || !math.IsInf(float64(got.Values.Data[1]), -1) {
		t.Errorf("nan and -inf were read as %v, %v", got, err)
	}
}

func TestReadCSVNamesTheFault(t *testing.T) {
	for content, want := range map[string]string{
		"":             "no rows",
		"a,b\n":        "no rows",
		"1,2\n3\n":     "line 2",
		"1,2\n3,x\n":   "line 2, cell 2",
		"1,x\n3,4\n":   "line 1, cell 2",
		"1,\n":         "line 1, cell 2",
		"1\t\t2\n":     "line 1, cell 2",
		"1,1e99\n":     "line 1, cell 2",
		"1,0x10\n":     "line 1, cell 2",
		"1,1_0\n":      "line 1, cell 2",
		"1,\"2\n":      "not CSV",
		"1,2\n\"3\"4,": "not CSV",
	} {
		if got, err := ReadCSV(strings.NewReader(content)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gave %v, %v, want an error with %q", content, got, err, want)
		}
	}
}

// endless repeats a piece of text for ever.
type endless struct{ piece string }

func (e endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = e.piece[i%len(e.piece)]
	}
	return len(b), nil
}

func TestReadCSVRefusesEndlessLines(t *testing.T) {
	for _, piece := range []string{"1", "1,", "\"\n\"\"", "\"\"", ","} {
		if _, err := ReadCSV(endless{piece}); err == nil {
			t.Errorf("an endless line of %q was read", piece)
		}
	}
	if _, err := ReadCSV(strings.NewReader(strings.Repeat("1,", maxCSVColumns+1) + "1\n")); err == nil || !strings.Contains(err.Error(), "cells") {
		t.Errorf("a line of too many cells gave %v", err)
	}
}

func TestCSVWriterKeepsTextHarmless(t *testing.T) {
	var b bytes.Buffer
	c, err := NewCSVWriter(&b, "=name", "value")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"=1+1", "+1", "-x", "@x", "\tx", "\rx", "plain", "a=b", "", "全"} {
		if err := c.Row(text, float32(-0.5), []float32{1, float32(math.NaN())}, math.Inf(1), 3); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(&b)
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var first []string
	for _, record := range records {
		first = append(first, record[0])
	}
	if want := []string{"'=name", "'=1+1", "'+1", "'-x", "'@x", "'\tx", "'\rx", "plain", "a=b", "", "全"}; !slices.Equal(first, want) {
		t.Errorf("the texts became %q, want %q", first, want)
	}
	if got := records[1][1:]; !slices.Equal(got, []string{"-0.5", "1", "nan", "inf", "3"}) {
		t.Errorf("the numbers became %q", got)
	}
	if err := c.Row(struct{}{}); err == nil {
		t.Error("a cell that is neither text nor number was written")
	}
}

func TestWriteCSVReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "n")
		width := rapid.IntRange(1, 4).Draw(t, "width")
		x := &Tensor{Shape: []int{n, width}, Data: rapid.SliceOfN(rapid.Float32(), n*width, n*width).Draw(t, "numbers")}
		var b bytes.Buffer
		if err := WriteCSV(&b, []Named{{"out", x}}); err != nil {
			t.Fatal(err)
		}
		got, err := ReadCSV(&b)
		if err != nil || !same(got.Values, x) || len(got.Header) != width {
			t.Fatalf("wrote %v, read %v, %v", x, got, err)
		}
	})
}

func TestWriteCSVOfSeveralOutputs(t *testing.T) {
	var b bytes.Buffer
	err := WriteCSV(&b, []Named{
		{"p", &Tensor{Shape: []int{2, 3}, Data: []float32{1, 2, 3, 4, 5, 6}}},
		{"=q", &Tensor{Shape: []int{2}, Data: []float32{7, 8}}},
	})
	if want := "p_0,p_1,p_2,'=q\n1,2,3,7\n4,5,6,8\n"; err != nil || b.String() != want {
		t.Errorf("wrote %q, %v, want %q", b.String(), err, want)
	}
	err = WriteCSV(io.Discard, []Named{{"p", &Tensor{Shape: []int{2}, Data: []float32{1, 2}}}, {"q", &Tensor{Shape: []int{1}, Data: []float32{1}}}})
	if err == nil {
		t.Error("outputs of different counts were written")
	}
}

// TestCSVSurvivesDamage cuts a table at every place and flips bits of every byte: what is read holds as many numbers as
// its shape says.
func TestCSVSurvivesDamage(t *testing.T) {
	good := []byte("\xef\xbb\xbfname,\"quoted \"\"name\"\"\"\r\n1.5,-2e3\r\n\"7\",nan\n")
	read := func(b []byte) {
		table, err := ReadCSV(bytes.NewReader(b))
		if err == nil && table.Values.Shape[0]*table.Values.Shape[1] != len(table.Values.Data) {
			t.Errorf("%q was read as %v with %d numbers", b, table.Values.Shape, len(table.Values.Data))
		}
	}
	for i := range good {
		read(good[:i])
		for _, flip := range []byte{0x01, 0x0c, 0x80, 0xff} {
			b := slices.Clone(good)
			b[i] ^= flip
			read(b)
		}
	}
	if table, err := ReadCSV(bytes.NewReader(good)); err != nil || len(table.Values.Data) != 4 || table.Header[1] != `quoted "name"` {
		t.Errorf("the table itself was read as %+v, %v", table, err)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := ReadCSV(bytes.NewReader(b))
		if err != nil {
			return
		}
		v := table.Values
		if len(v.Shape) != 2 || v.Shape[0] < 1 || v.Shape[0]*v.Shape[1] != len(v.Data) || len(v.Data) > len(b) {
			t.Fatalf("%q was read as %v with %d numbers", b, v.Shape, len(v.Data))
		}
		if table.Header != nil && len(table.Header) != v.Shape[1] {
			t.Fatalf("%q was read with %d names for %d columns", b, len(table.Header), v.Shape[1])
		}
	})
}
