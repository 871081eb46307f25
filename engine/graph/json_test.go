package graph

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// with is a small sound document whose one node is written by the caller.
func with(node string) string {
	return `{"format":1,"name":"d","next_id":9,"settings":{"epochs":1,"batch":1,"seed":1,"validation":0},"nodes":[` + node + `],"wires":[],"frames":[],"notes":[]}`
}

const goodNode = `{"id":1,"kind":"dense","name":"a","params":{"units":3,"activation":"relu","bias":true,"list":[1,2.5]},"at":{"x":0,"y":-4.25}}`

// whole has one of everything.
const whole = `{"format":1,"name":"d","next_id":9,"settings":{"epochs":2,"batch":3,"seed":18446744073709551615,"validation":0.5},"nodes":[` +
	goodNode + `,{"id":2,"kind":"不","name":"b","at":{"x":1,"y":2}}],"wires":[{"id":3,"from":{"node":1,"port":"out"},"to":{"node":2,"port":"in"}}],` +
	`"frames":[{"id":4,"title":"f","colour":"teal","nodes":[1,2]}],"notes":[{"id":5,"text":"<b>&\u2028","at":{"x":0,"y":0},"width":10,"height":10}]}`

// hostile lists texts that break one rule each, with what the refusal must say.
func hostile() map[string]struct{ text, says string } {
	node := func(from, to string) string { return with(strings.Replace(goodNode, from, to, 1)) }
	deep := strings.Repeat("[", 100_000)
	return map[string]struct{ text, says string }{
		"empty":              {"", "not a Netloom document"},
		"null":               {"null", "names no format"},
		"list":               {"[]", "not a Netloom document"},
		"cut off":            {whole[:len(whole)/2], "not a Netloom document"},
		"more after":         {whole + "{}", "more after its end"},
		"newer":              {strings.Replace(whole, `"format":1`, `"format":2`, 1), "newer"},
		"newer and unknown":  {`{"format":7,"surprise":1}`, "newer"},
		"no format":          {`{"name":"d"}`, "names no format"},
		"unknown field":      {strings.Replace(whole, `"name":"d"`, `"name":"d","evil":1`, 1), "unknown field"},
		"depth":              {node("3", deep+strings.Repeat("]", 100_000)), "depth"},
		"depth without end":  {deep, "not a Netloom document"},
		"deep objects":       {strings.Repeat(`{"a":`, 100_000), "not a Netloom document"},
		"NaN":                {node("-4.25", "NaN"), "not a Netloom document"},
		"infinite":           {node("-4.25", "1e999"), "not a Netloom document"},
		"infinite parameter": {node("2.5", "-1e999"), "not a Netloom document"},
		"off the canvas":     {node("-4.25", "1e300"), "off the canvas"},
		"parameter null":     {node("true", "null"), "parameter"},
		"parameter object":   {node("true", "{}"), "parameter value"},
		"null in a list":     {node("[1,2.5]", "[1,null]"), "list of numbers"},
		"text in a list":     {node("[1,2.5]", `[1,"2"]`), "not a Netloom document"},
		"same id twice":      {with(goodNode + "," + strings.Replace(goodNode, `"a"`, `"b"`, 1)), "used twice"},
		"same name twice":    {with(goodNode + "," + strings.Replace(goodNode, `"id":1`, `"id":2`, 1)), "two layers"},
		"id 0":               {node(`"id":1`, `"id":0`), "outside"},
		"negative id":        {node(`"id":1`, `"id":-9223372036854775808`), "outside"},
		"id beyond the next": {node(`"id":1`, `"id":9`), "outside"},
		"huge id":            {node(`"id":1`, `"id":9223372036854775807`), "outside"},
		"id that is no int":  {node(`"id":1`, `"id":99999999999999999999`), "not a Netloom document"},
		"fraction as id":     {node(`"id":1`, `"id":1.5`), "not a Netloom document"},
		"next id at its end": {strings.Replace(whole, `"next_id":9`, `"next_id":2147483648`, 1), "next id"},
		"next id wraps":      {strings.Replace(whole, `"next_id":9`, `"next_id":-1`, 1), "next id"},
		"no kind":            {node("dense", ""), "no kind"},
		"no name":            {node(`"name":"a"`, `"name":" "`), "empty"},
		"name with a bell":   {node(`"name":"a"`, `"name":"a\u0007"`), "cannot be shown"},
		"name that turns":    {node(`"name":"a"`, `"name":"a\u202e"`), "cannot be shown"},
		"long name":          {node(`"name":"a"`, `"name":"`+strings.Repeat("x", 201)+`"`), "200"},
		"null node":          {with("null"), "empty"},
		"null wire":          {strings.Replace(with(goodNode), `"wires":[]`, `"wires":[null]`, 1), "empty"},
		"wire to nowhere":    {strings.Replace(whole, `"to":{"node":2`, `"to":{"node":7`, 1), "does not exist"},
		"wire twice":         {strings.Replace(whole, `"wires":[`, `"wires":[{"id":6,"from":{"node":1,"port":"out"},"to":{"node":2,"port":"in"}},`, 1), "repeats"},
		"frame of strangers": {strings.Replace(whole, `"nodes":[1,2]}`, `"nodes":[1,8]}`, 1), "frame"},
		"frame with a twin":  {strings.Replace(whole, `"nodes":[1,2]}`, `"nodes":[1,1]}`, 1), "frame"},
		"note off":           {strings.Replace(whole, `"width":10`, `"width":1e99`, 1), "note"},
		"no epochs":          {strings.Replace(whole, `"epochs":2`, `"epochs":0`, 1), "epochs"},
		"negative batch":     {strings.Replace(whole, `"batch":3`, `"batch":-3`, 1), "batch"},
		"negative seed":      {strings.Replace(whole, `"seed":18446744073709551615`, `"seed":-1`, 1), "not a Netloom document"},
		"validation":         {strings.Replace(whole, `"validation":0.5`, `"validation":0.95`, 1), "validation"},
		"too many nodes":     {with(manyNodes(maxNodes + 1)), "more than a project can hold"},
	}
}

// manyNodes writes nodes, all below the next id only if there are few: the count is refused before the ids are.
func manyNodes(n int) string {
	var b bytes.Buffer
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"kind":"k","name":"%d"}`, i+1, i)
	}
	return b.String()
}

func TestDecodeRefusesHostileText(t *testing.T) {
	for name, c := range hostile() {
		_, err := Decode([]byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: the error is %.300v, want one with %q", name, err, c.says)
		} else if strings.Contains(err.Error(), "\n") || len(err.Error()) > 1000 {
			t.Errorf("%s: the error is long: %.300v", name, err)
		}
	}
	if _, err := Decode(bytes.Repeat([]byte(" "), maxDocumentBytes+1)); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("a text that is too long was answered by %v", err)
	}
}

// TestDecodeAllowsWhatCanBeMended opens drawings that cannot be trained, so that a person can mend them.
func TestDecodeAllowsWhatCanBeMended(t *testing.T) {
	back := strings.Replace(whole, `"wires":[`, `"wires":[{"id":6,"from":{"node":2,"port":"out"},"to":{"node":1,"port":"in"}},`, 1)
	for name, text := range map[string]string{
		"one of everything":     whole,
		"a loop":                back,
		"a layer on itself":     strings.Replace(whole, `"to":{"node":2`, `"to":{"node":1`, 1),
		"unknown kind and port": strings.Replace(whole, `"port":"in"`, `"port":"nonsense"`, 1),
		"huge sizes":            with(strings.Replace(goodNode, `"units":3`, `"units":9007199254740993`, 1)),
		"huge list":             with(strings.Replace(goodNode, "[1,2.5]", "[1e300,-1e300,4294967296,4294967296]", 1)),
	} {
		d, err := Decode([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for range 2 { // the first writing brings numbers to their canonical form
			b, err := d.Encode()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if d, err = Decode(b); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	d, _ := Decode([]byte(back))
	if order, cycle := d.Order(); len(order) != 0 || len(cycle) != 2 {
		t.Errorf("of two nodes on a loop %d are ordered and %d are on it", len(order), len(cycle))
	}
}

// TestEveryByteMatters flips each bit pattern of a sound text in turn, and cuts it at every place: the reader refuses
// it, or reads a sound document.
func TestEveryByteMatters(t *testing.T) {
	for i := range len(whole) {
		if _, err := Decode([]byte(whole[:i])); err == nil {
			t.Errorf("the first %d bytes were read", i)
		}
		for _, flip := range []byte{1, 0x20, 0x80, 0xff} {
			b := []byte(whole)
			b[i] ^= flip
			readable(t, b)
		}
	}
}

// TestIdsDoNotRunOut takes a document with the last id that a file may name: an edit must not lead to one that cannot be
// read again.
func TestIdsDoNotRunOut(t *testing.T) {
	d, err := Decode([]byte(strings.Replace(whole, `"next_id":9`, `"next_id":2147483647`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	for name, e := range map[string]Edit{
		"a layer": AddNode{Kind: "dense", Name: "new"},
		"a wire":  Connect{From: Endpoint{1, "other"}, To: Endpoint{2, "in"}},
		"a frame": AddFrame{Title: "new"},
	} {
		if next, err := e.Apply(d); err == nil && next.Check() != nil {
			t.Errorf("adding %s leads to a document that cannot be read: %v", name, next.Check())
		}
	}
}

// readable fails where a text is read as a document that is not sound, or that is another after writing and reading.
func readable(t *testing.T, b []byte) {
	t.Helper()
	d, err := Decode(b)
	if err != nil {
		return
	}
	if err := d.Check(); err != nil {
		t.Fatalf("%q was read as a document that is not sound: %v", b, err)
	}
	first, err := d.Encode()
	if err != nil {
		t.Fatalf("%q was read and cannot be written: %v", b, err)
	}
	again, err := Decode(first)
	if err != nil {
		t.Fatalf("%q was written as %q, which cannot be read: %v", b, first, err)
	}
	if second, err := again.Encode(); err != nil || !bytes.Equal(first, second) {
		t.Fatalf("%q was written as %q and then as %q, %v", b, first, second, err)
	}
	d.Order()
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(whole))
	for name, c := range hostile() {
		if name != "too many nodes" { // its size slows the fuzzer and teaches it nothing
			f.Add([]byte(c.text))
		}
	}
	f.Fuzz(readable)
}
