package geometry

import (
	"cmp"
	"math"
	"slices"

	"netloom/engine/graph"
)

// columns arranges units beside each other: each stands to the right of all that feed it.
type columns struct {
	units   []*unit
	place   map[graph.NodeID]Point // of nodes within their units
	joints  []joint
	into    [][]int   // joints by the unit that they lead to
	outOf   [][]int   // and by the one that they leave
	x       []float64 // of each unit
	levels  [][]int   // units by x
	row     []float64 // of each unit in its level
	ordered []int     // units along the wires
}

// joint is a link between two units. One that leads back, on a loop, counts for nothing.
type joint struct {
	link
	source, target int
	back           bool
}

// lay gives units places beside and below each other and tells what room they take. It puts the nodes where that leads
// them, so that the upper left corner of all units is the origin.
func (a *arranger) lay(units []*unit, links []link, width float64) Point {
	a.inside(units, links, width)
	c := &columns{units: units, place: a.place, into: make([][]int, len(units)), outOf: make([][]int, len(units)), x: make([]float64, len(units)), row: make([]float64, len(units))}
	of := map[graph.NodeID]int{}
	for i, x := range units {
		for _, n := range x.all {
			of[n.ID] = i
		}
	}
	for _, l := range links {
		if from, to := of[l.from], of[l.to]; from != to {
			c.outOf[from] = append(c.outOf[from], len(c.joints))
			c.into[to] = append(c.into[to], len(c.joints))
			c.joints = append(c.joints, joint{link: l, source: from, target: to})
		}
	}
	c.sort()
	c.rise()
	c.uncross()
	size := c.put(max(width, 2*ColumnPitch))
	for _, x := range units {
		a.shift([]*unit{x}, x.at)
	}
	return size
}

// sort finds an order along the joints, as near to that of the ranks as may be. Where all that is left waits for a loop, the
// first by rank of one that waits for no other goes on, and what leads to it leads back.
func (c *columns) sort() {
	waits := make([]int, len(c.units)) // for so many joints
	less := func(i, j int) int { return cmp.Or(c.units[i].rank-c.units[j].rank, i-j) }
	var ready, left []int
	for i := range c.units {
		left = append(left, i)
		if waits[i] = len(c.into[i]); waits[i] == 0 {
			ready = append(ready, i)
		}
	}
	slices.SortFunc(left, less)
	slices.SortFunc(ready, less)
	done := make([]bool, len(c.units))
	var loops []int
	for len(c.ordered) < len(c.units) {
		if len(ready) == 0 {
			if loops == nil {
				loops = c.loops()
			}
			left = slices.DeleteFunc(left, func(i int) bool { return done[i] })
			ready = append(ready, left[slices.IndexFunc(left, func(i int) bool {
				return !slices.ContainsFunc(c.into[i], func(j int) bool {
					s := c.joints[j].source
					return !done[s] && loops[s] != loops[i]
				})
			})])
		}
		i := ready[0]
		ready = ready[1:]
		done[i] = true
		c.ordered = append(c.ordered, i)
		for _, j := range c.into[i] {
			c.joints[j].back = !done[c.joints[j].source]
		}
		for _, j := range c.outOf[i] {
			if t := c.joints[j].target; !done[t] {
				if waits[t]--; waits[t] == 0 {
					at, _ := slices.BinarySearchFunc(ready, t, less)
					ready = slices.Insert(ready, at, t)
				}
			}
		}
	}
	forward := func(list []int) []int { return slices.DeleteFunc(list, func(j int) bool { return c.joints[j].back }) }
	for i := range c.units {
		c.into[i], c.outOf[i] = forward(c.into[i]), forward(c.outOf[i])
	}
}

// loops gives units that lie on loops with each other one number (Sharir, 1981: what is reached backwards, in the order in
// which a search forwards has left it, the last first).
func (c *columns) loops() []int {
	seen, of := make([]bool, len(c.units)), make([]int, len(c.units))
	var left []int
	var search func(i int)
	search = func(i int) {
		seen[i] = true
		for _, j := range c.outOf[i] {
			if t := c.joints[j].target; !seen[t] {
				search(t)
			}
		}
		left = append(left, i)
	}
	var mark func(i, number int)
	mark = func(i, number int) {
		of[i] = number
		for _, j := range c.into[i] {
			if s := c.joints[j].source; of[s] == 0 {
				mark(s, number)
			}
		}
	}
	for i := range c.units {
		if !seen[i] {
			search(i)
		}
	}
	for number, i := range slices.Backward(left) {
		if of[i] == 0 {
			mark(i, number+1)
		}
	}
	return of
}

// rise puts each unit to the right of all that feed it; one without inputs moves next to what it feeds. Units that begin at
// the same x are a level.
func (c *columns) rise() {
	for _, i := range c.ordered {
		for _, j := range c.into[i] {
			source := c.joints[j].source
			c.x[i] = max(c.x[i], c.x[source]+c.units[source].pitch())
		}
	}
	for _, i := range c.ordered {
		if len(c.into[i]) > 0 || len(c.outOf[i]) == 0 {
			continue
		}
		first := math.Inf(1)
		for _, j := range c.outOf[i] {
			first = min(first, c.x[c.joints[j].target])
		}
		c.x[i] = first - c.units[i].pitch()
	}
	byX := slices.Clone(c.ordered)
	slices.SortStableFunc(byX, func(i, j int) int { return cmp.Compare(c.x[i], c.x[j]) })
	for k, i := range byX {
		if k == 0 || c.x[i] > c.x[byX[k-1]] {
			c.levels = append(c.levels, nil)
		}
		c.levels[len(c.levels)-1] = append(c.levels[len(c.levels)-1], i)
	}
}

// pitch is how far what a unit feeds stands from where it begins.
func (u *unit) pitch() float64 { return max(ColumnPitch, upward(u.size.X+columnGap)) }

// uncross sorts each level by the middle row of the neighbours, to and fro, which removes most crossings.
func (c *columns) uncross() {
	number := func(level []int) {
		for row, i := range level {
			c.row[i] = float64(row)
		}
	}
	for _, level := range c.levels {
		number(level)
	}
	for sweep := range 4 {
		for k := range c.levels {
			if sweep%2 == 1 {
				k = len(c.levels) - 1 - k
			}
			slices.SortStableFunc(c.levels[k], func(i, j int) int { return cmp.Compare(c.pull(i, sweep%2 == 0), c.pull(j, sweep%2 == 0)) })
			number(c.levels[k])
		}
	}
}

// pull is the mean row of a unit's feeders, or of those it feeds; its own row where there are none.
func (c *columns) pull(i int, before bool) float64 {
	list, end := c.into[i], func(j joint) int { return j.source }
	if !before {
		list, end = c.outOf[i], func(j joint) int { return j.target }
	}
	if len(list) == 0 {
		return c.row[i]
	}
	sum := 0.0
	for _, j := range list {
		sum += c.row[end(c.joints[j])]
	}
	return sum / float64(len(list))
}

// put turns levels into places, in bands of about equal width, and tells what room they take.
func (c *columns) put(width float64) (size Point) {
	y, first := 0.0, 0
	for _, end := range c.bands(width) {
		band := c.levels[first:end]
		c.fall(band)
		top, bottom := math.Inf(1), math.Inf(-1)
		for _, level := range band {
			for _, i := range level {
				u := c.units[i]
				u.at.X = c.x[i] - c.x[band[0][0]]
				top, bottom = min(top, u.at.Y), max(bottom, u.at.Y+u.size.Y)
				size.X = max(size.X, u.at.X+u.size.X)
			}
		}
		for _, level := range band {
			for _, i := range level {
				c.units[i].at.Y += y - top
			}
		}
		size.Y = y + bottom - top
		y = upward(size.Y + bandGap)
		first = end
	}
	return size
}

// bands gives the level after each band: as few bands as a width allows, and these as narrow as their number allows.
func (c *columns) bands(width float64) []int {
	number := len(c.split(width))
	low, high := 0.0, width
	for high-low > Grid {
		if middle := (low + high) / 2; len(c.split(middle)) > number {
			low = middle
		} else {
			high = middle
		}
	}
	return c.split(high)
}

// split fills bands up to a width one after the other.
func (c *columns) split(width float64) []int {
	var ends []int
	first, right := 0, 0.0 // of the band that is being filled
	for k, level := range c.levels {
		own := 0.0
		for _, i := range level {
			own = max(own, c.x[i]+c.units[i].size.X)
		}
		if right = max(right, own); k > first && right-c.x[c.levels[first][0]] > width {
			ends, first, right = append(ends, k), k, own
		}
	}
	return append(ends, len(c.levels))
}

// fall gives the units of a band heights: each where the wires that reach it run straight on average, as far as those above
// it in its level and those beside it leave room.
func (c *columns) fall(band [][]int) {
	placed := map[int]bool{}
	reach := make([]float64, len(band)) // how far to the right the levels up to one go
	for k, level := range band {
		if k > 0 {
			reach[k] = reach[k-1]
		}
		lowest := math.Inf(-1) // of the level so far
		for _, i := range level {
			u := c.units[i]
			y, known := c.straight(i, placed)
			if !known && !math.IsInf(lowest, -1) {
				y = lowest
			}
			y = max(lowest, math.Round(y/Grid)*Grid)
			for near := k - 1; near >= 0 && reach[near]+columnGap > c.x[i]; {
				if below, inTheWay := c.below(band[near], c.x[i], y, y+u.size.Y); inTheWay {
					y, near = below, k-1
				} else {
					near--
				}
			}
			u.at.Y = y
			lowest = upward(y + u.size.Y + rowGap)
			placed[i] = true
			reach[k] = max(reach[k], c.x[i]+u.size.X)
		}
	}
}

// straight is the height at which the wires that reach a unit from what is placed run straight on average; false where there
// are none.
func (c *columns) straight(i int, placed map[int]bool) (y float64, known bool) {
	n := 0.0
	for _, j := range c.into[i] {
		if l := c.joints[j]; placed[l.source] {
			y += c.units[l.source].at.Y + c.place[l.from].Y - c.place[l.to].Y
			n++
		}
	}
	return y / max(n, 1), n > 0
}

// below is the height below what of a level is in the way of a unit that begins at x.
func (c *columns) below(level []int, x, top, bottom float64) (y float64, inTheWay bool) {
	for _, i := range level {
		o := c.units[i]
		if c.x[i]+o.size.X+columnGap > x && o.at.Y < bottom+rowGap && top < o.at.Y+o.size.Y+rowGap {
			return upward(o.at.Y + o.size.Y + rowGap), true
		}
	}
	return 0, false
}

// upward is the next length on the grid.
func upward(v float64) float64 { return math.Ceil(v/Grid) * Grid }
