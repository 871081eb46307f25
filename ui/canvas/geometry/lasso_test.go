package geometry

import "testing"

func TestWithin(t *testing.T) {
	at := func(x, y float64) Point { return Point{X: x, Y: y} }
	hook := []Point{at(0, 0), at(30, 0), at(30, 30), at(20, 30), at(20, 10), at(0, 10)} // an L upside down
	for p, want := range map[Point]bool{at(5, 5): true, at(25, 25): true, at(5, 20): false, at(35, 5): false, at(-1, 5): false, at(25, 5): true} {
		if Within(hook, p) != want {
			t.Errorf("%v lies within: %t", p, !want)
		}
	}
	if Within(nil, Point{}) || Within([]Point{at(0, 0)}, Point{}) {
		t.Error("something lies within a line without an area")
	}
}
