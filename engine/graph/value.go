package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// ValueKind tells what a parameter value holds.
type ValueKind uint8

// The kinds of parameter values.
const (
	NoValue ValueKind = iota
	NumberValue
	TextValue
	BoolValue
	ListValue
)

// Value is the value of one parameter of a node: a number, a text, a truth value or a list of numbers. It is
// immutable and small enough to copy.
type Value struct {
	kind   ValueKind
	number float64
	text   string
	list   []float64
}

// Number makes a number value.
func Number(v float64) Value { return Value{kind: NumberValue, number: v} }

// String makes a text value.
func String(s string) Value { return Value{kind: TextValue, text: s} }

// Bool makes a truth value.
func Bool(b bool) Value {
	v := Value{kind: BoolValue}
	if b {
		v.number = 1
	}
	return v
}

// List makes a list value; the numbers are copied.
func List(v ...float64) Value {
	return Value{kind: ListValue, list: append([]float64(nil), v...)}
}

// Kind tells what the value holds.
func (v Value) Kind() ValueKind { return v.kind }

// Float gives a number value, otherwise 0.
func (v Value) Float() float64 { return v.number }

// Int gives a number value rounded to the nearest whole number.
func (v Value) Int() int { return int(math.Round(v.number)) }

// Text gives a text value, otherwise "".
func (v Value) Text() string { return v.text }

// Bool gives a truth value.
func (v Value) Bool() bool { return v.kind == BoolValue && v.number != 0 }

// Numbers gives a copy of a list value.
func (v Value) Numbers() []float64 { return append([]float64(nil), v.list...) }

// Finite tells whether the value can be stored: none of its numbers is NaN or infinite.
func (v Value) Finite() bool {
	for _, x := range append([]float64{v.number}, v.list...) {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

// Equal tells whether two values are the same.
func (v Value) Equal(w Value) bool {
	if v.kind != w.kind || v.text != w.text || len(v.list) != len(w.list) {
		return false
	}
	for i := range v.list {
		if v.list[i] != w.list[i] {
			return false
		}
	}
	return v.number == w.number
}

// String shows the value as a person would type it.
func (v Value) String() string {
	switch v.kind {
	case NumberValue:
		return strconv.FormatFloat(v.number, 'g', -1, 64)
	case TextValue:
		return v.text
	case BoolValue:
		return strconv.FormatBool(v.Bool())
	case ListValue:
		return fmt.Sprint(v.list)
	default:
		return ""
	}
}

// MarshalJSON writes the value as the JSON type of its kind.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.kind {
	case NumberValue:
		if math.IsNaN(v.number) || math.IsInf(v.number, 0) {
			return nil, fmt.Errorf("parameter value %v cannot be stored: use a finite number", v.number)
		}
		return json.Marshal(v.number)
	case TextValue:
		return json.Marshal(v.text)
	case BoolValue:
		return json.Marshal(v.Bool())
	case ListValue:
		if v.list == nil {
			return []byte("[]"), nil
		}
		return json.Marshal(v.list)
	default:
		return []byte("null"), nil
	}
}

// UnmarshalJSON reads a value; null, objects and lists of anything but numbers are refused.
func (v *Value) UnmarshalJSON(b []byte) error {
	b = bytes.TrimSpace(b)
	if len(b) == 0 {
		return fmt.Errorf("empty parameter value")
	}
	switch b[0] {
	case '"':
		v.kind = TextValue
		return json.Unmarshal(b, &v.text)
	case 't', 'f':
		var t bool
		if err := json.Unmarshal(b, &t); err != nil {
			return err
		}
		*v = Bool(t)
		return nil
	case '[':
		return v.unmarshalList(b)
	case '{', 'n':
		return fmt.Errorf("parameter value %.20q is neither a number, a text, true, false nor a list of numbers", b)
	default:
		v.kind = NumberValue
		return json.Unmarshal(b, &v.number)
	}
}

// unmarshalList reads a list of numbers; null in it would else be read as 0.
func (v *Value) unmarshalList(b []byte) error {
	var list []*float64
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	*v = Value{kind: ListValue, list: make([]float64, len(list))}
	for i, x := range list {
		if x == nil {
			return fmt.Errorf("parameter value %.20q is not a list of numbers", b)
		}
		v.list[i] = *x
	}
	return nil
}
