// Package param describes parameters: of layers, losses, optimisers and whatever else a person can set. From one
// declaration come the inspector's form, its validation, the help and the command line's listing.
package param

import (
	"math"

	"netloom/engine/graph"
	"netloom/engine/text"
)

// Type says how a parameter is entered and stored.
type Type string

// The types of parameters.
const (
	Integer Type = "integer"
	Real    Type = "real"
	Truth   Type = "bool"
	Choice  Type = "choice"
	Words   Type = "text"
	Numbers Type = "numbers" // a list of whole numbers, such as a kernel's height and width
	Dataset Type = "dataset" // the id of a data set
	Names   Type = "names"   // a list of names, as SplitNames reads it
)

// Option is one possible value of a Choice.
type Option struct {
	ID   string
	Name text.Text
}

// When limits a parameter to certain values of another, so that momentum shows only for optimisers that have it.
type When struct {
	Param string
	Is    []string
}

// Param declares one parameter.
type Param struct {
	ID      string
	Name    text.Text
	Help    text.Text
	Type    Type
	Default graph.Value
	// Min and Max bound Integer and Real, and each entry of Numbers; both 0 means unbounded.
	Min, Max float64
	// Length is how many entries Numbers has; 0 means any.
	Length int
	// Logarithmic asks for a slider whose steps multiply.
	Logarithmic bool
	// OpenMin and OpenMax exclude the bound itself.
	OpenMin, OpenMax bool
	Options          []Option
	Unit             text.Text
	// When lists conditions that must all hold for the parameter to matter.
	When []When
}

// Set is a list of declarations with the values that a node gives.
type Set struct {
	Declared []Param
	Given    map[string]graph.Value
}

// Value is the given value of a parameter, or its default.
func (s Set) Value(id string) graph.Value {
	if v, ok := s.Given[id]; ok {
		return v
	}
	p, _ := s.Find(id)
	return p.Default
}

// Float is a Real parameter's value.
func (s Set) Float(id string) float64 { return s.Value(id).Float() }

// Int is an Integer parameter's value.
func (s Set) Int(id string) int { return s.Value(id).Int() }

// Ints is the entries of Numbers.
func (s Set) Ints(id string) []int {
	var list []int
	for _, v := range s.Value(id).Numbers() {
		list = append(list, int(math.Round(v)))
	}
	return list
}

// Text is the value of a Choice, of Words, or of what is stored as text.
func (s Set) Text(id string) string { return s.Value(id).Text() }

// Bool is a Truth's value.
func (s Set) Bool(id string) bool { return s.Value(id).Bool() }

// Applies tells whether the conditions of a parameter hold.
func (s Set) Applies(p Param) bool {
	for _, w := range p.When {
		if v := s.Value(w.Param).Text(); !contains(w.Is, v) {
			return false
		}
	}
	return true
}

// Find gives the declaration of a parameter: of several that one whose conditions hold, or else the first.
func (s Set) Find(id string) (first Param, found bool) {
	for _, p := range s.Declared {
		if p.ID != id {
			continue
		}
		if s.Applies(p) {
			return p, true
		}
		if !found {
			first, found = p, true
		}
	}
	return first, found
}

// Check tells whether a value suits a parameter, with a reason that says what is allowed.
func (p Param) Check(v graph.Value) error {
	switch p.Type {
	case Integer, Real:
		if v.Kind() != graph.NumberValue {
			return text.Errorf("%s must be a number, not %q", "%s 必须是数字，而不是 %q", p.Name, v.String())
		}
		return p.checkNumber(v.Float())
	case Numbers:
		if v.Kind() != graph.ListValue {
			return text.Errorf("%s must be a list of numbers, not %q", "%s 必须是数字列表，而不是 %q", p.Name, v.String())
		}
		if n := len(v.Numbers()); p.Length > 0 && n != p.Length {
			return text.Errorf("%s must be %d numbers, not %d", "%s 必须是 %d 个数字，而不是 %d 个", p.Name, p.Length, n)
		}
		for _, x := range v.Numbers() {
			if err := p.checkNumber(x); err != nil {
				return err
			}
		}
	case Truth:
		if v.Kind() != graph.BoolValue {
			return text.Errorf("%s must be on or off, not %q", "%s 必须为开或关，而不是 %q", p.Name, v.String())
		}
	case Choice:
		for _, o := range p.Options {
			if v.Kind() == graph.TextValue && o.ID == v.Text() {
				return nil
			}
		}
		return text.Errorf("%s cannot be %q: choose one of %s", "%s 不能为 %q：请选择 %s", p.Name, v.String(), p.optionIDs())
	case Words, Dataset, Names:
		if v.Kind() != graph.TextValue {
			return text.Errorf("%s must be a text, not %q", "%s 必须是文本，而不是 %q", p.Name, v.String())
		}
	}
	return nil
}

// maxWhole bounds whole numbers that have no bounds of their own, so that they can be multiplied without overflow.
const maxWhole = 1 << 31

func (p Param) checkNumber(x float64) error {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return text.Errorf("%s must be a finite number", "%s 必须是有限数", p.Name)
	}
	if p.Type != Real && x != math.Trunc(x) {
		return text.Errorf("%s must be a whole number, not %v", "%s 必须是整数，而不是 %v", p.Name, x)
	}
	if p.Type != Real && math.Abs(x) > maxWhole {
		return text.Errorf("%s is %v: a whole number must lie between −2³¹ and 2³¹", "%s 为 %v：整数必须在 −2³¹ 与 2³¹ 之间", p.Name, x)
	}
	if p.Min == 0 && p.Max == 0 {
		return nil
	}
	if x < p.Min || x > p.Max || p.OpenMin && x == p.Min || p.OpenMax && x == p.Max {
		return text.Errorf("%s is %v: it must lie between %v and %v", "%s 为 %v：必须在 %v 与 %v 之间", p.Name, x, p.Min, p.Max)
	}
	return nil
}

func (p Param) optionIDs() string {
	s := ""
	for i, o := range p.Options {
		if i > 0 {
			s += ", "
		}
		s += o.ID
	}
	return s
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
