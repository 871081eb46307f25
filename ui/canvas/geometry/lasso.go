package geometry

// Within tells whether a place lies inside a closed line, by the number of its sides to the right of the place (Shimrat,
// Algorithm 112: Position of point relative to polygon, 1962).
func Within(line []Point, p Point) bool {
	inside := false
	for i, a := range line {
		b := line[(i+1)%len(line)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(p.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
			inside = !inside
		}
	}
	return inside
}
