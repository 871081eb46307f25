package listeners

import "testing"

func TestWhoHasLeftIsNotTold(t *testing.T) {
	t.Parallel()
	var l List
	heard := ""
	l.Add(func() { heard += "a" })
	var forget func()
	forget = l.Add(func() { heard += "b"; forget() })
	l.Add(func() { heard += "c" })
	l.Tell()
	l.Tell()
	forget()
	l.Tell()
	if heard != "abcacac" {
		t.Errorf("they were told in the order %s", heard)
	}
}
