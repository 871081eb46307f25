package geometry

import "slices"

// settled is what depends on all wires together: lanes, crossings and pills. An edit mostly concerns few wires, so that
// the work is done again for those alone, and for the later ones whose choice depended on them; the result is the same as
// if all had been worked out anew.
type settled struct {
	lanes  occupied
	levels levels
	pills  pills
	filled bool    // all of these hold what the wires have
	gone   []*Wire // since the last time
}

func newSettled() settled {
	return settled{lanes: occupied{}, levels: levels{}, pills: pills{map[square][]crossing{}, map[square][]placed{}}}
}

// empty forgets what the wires had, and keeps the memory.
func (t *settled) empty() {
	emptied(t.lanes)
	emptied(t.levels)
	emptied(t.pills.crossings)
	emptied(t.pills.placed)
}

// areas are places where something has changed.
type areas struct {
	list   []Rect
	around Rect // all of them
}

// mostAreas is up to how many changes are followed one by one; with more, all is worked out anew.
const mostAreas = 256

func areasOf(list []Rect) *areas {
	a := &areas{}
	a.add(list...)
	return a
}

func (a *areas) add(list ...Rect) {
	a.list = append(a.list, list...)
	for _, r := range list {
		a.around = a.around.Union(r)
	}
}

func (a *areas) touch(r Rect) bool {
	if !a.around.Overlaps(r) {
		return false
	}
	for i := range a.list {
		if a.list[i].Overlaps(r) {
			return true
		}
	}
	return false
}

// path adds the parts of a path.
func (a *areas) path(p Path) {
	for i := 1; i < len(p); i++ {
		a.add(Segment{p[i-1], p[i]}.Rect(1))
	}
}

// settle works out lanes, crossings and pills after a change: nodes have come to places or left them, and wires are stale.
func (s *Scene) settle(changed []Rect) {
	stale := len(s.settled.gone)
	for i, w := range s.wires {
		w.rank = i
		if w.stale {
			stale++
		}
	}
	if stale == 0 && len(changed) == 0 && !s.resized() {
		return
	}
	if stale > len(s.wires)/4 || len(changed) > mostAreas/4 {
		s.settleAll()
		return
	}
	if !s.settled.filled {
		s.fill()
	}
	paths, ok := s.settleLanes(changed)
	if !ok {
		s.settleAll()
		return
	}
	crossed, ok := s.settleCrossings(paths)
	if !ok {
		s.settleAll()
		return
	}
	all := areasOf(changed)
	all.add(paths.list...)
	all.add(crossed.list...)
	if !s.settlePills(all) {
		emptied(s.settled.pills.placed)
		s.placeAll()
	}
}

// placeAll places all pills anew.
func (s *Scene) placeAll() {
	for _, w := range s.wires {
		s.settled.pills.place(w, s.index)
		s.settled.pills.add(w)
		w.stale, w.resized = false, false
	}
}

// resized tells whether a pill has another width.
func (s *Scene) resized() bool {
	return slices.ContainsFunc(s.wires, func(w *Wire) bool { return w.resized })
}

// settleAll works all out anew.
func (s *Scene) settleAll() {
	t := &s.settled
	t.empty()
	for _, w := range s.wires {
		t.lanes.weave(w, s.index)
		t.lanes.add(w)
		t.levels.add(w)
		w.bounds = w.Path.Bounds()
	}
	for _, w := range s.wires {
		t.levels.cross(w)
		t.pills.mark(w)
	}
	s.placeAll()
	t.filled, t.gone = true, t.gone[:0]
}

// fill notes what the wires have, as after a drag in which all moved together.
func (s *Scene) fill() {
	t := &s.settled
	t.empty()
	for _, w := range s.wires {
		t.lanes.add(w)
		t.levels.add(w)
		t.pills.mark(w)
		t.pills.add(w)
	}
	t.filled = true
}

// settleLanes gives stale wires lanes, and those that chose theirs beside what has changed; it tells where paths are others
// than before, false where these are too many.
func (s *Scene) settleLanes(changed []Rect) (paths *areas, ok bool) {
	t := &s.settled
	paths = &areas{}
	for _, w := range t.gone {
		t.lanes.remove(w, w.Path)
		t.levels.remove(w, w.Path)
		t.pills.unmark(w, w.Crossings)
		t.pills.remove(w, w.Pill)
		paths.path(w.Path)
		if w.Pill != (Rect{}) {
			paths.add(w.Pill)
		}
	}
	t.gone = t.gone[:0]
	nodes := areasOf(changed)
	for _, w := range s.wires {
		if len(paths.list) > mostAreas {
			return nil, false
		}
		near := w.Base.Bounds().Grow(laneReach)
		if !w.stale && !paths.touch(near) && !nodes.touch(near) {
			continue
		}
		before := w.Path
		t.lanes.remove(w, before)
		t.lanes.weave(w, s.index)
		t.lanes.add(w)
		if w.stale || !slices.Equal(before, w.Path) {
			t.levels.remove(w, before)
			t.levels.add(w)
			w.stale, w.bounds = true, w.Path.Bounds()
			paths.path(before)
			paths.path(w.Path)
		}
	}
	return paths, true
}

// settleCrossings finds the crossings of wires whose paths are others, and of those that pass where they ran or run.
func (s *Scene) settleCrossings(paths *areas) (crossed *areas, ok bool) {
	t := &s.settled
	crossed = &areas{}
	for _, w := range s.wires {
		if len(crossed.list) > mostAreas {
			return nil, false
		}
		if !w.stale && !paths.touch(w.bounds.Grow(1)) {
			continue
		}
		before := slices.Clone(w.Crossings)
		t.levels.cross(w)
		if slices.Equal(before, w.Crossings) {
			continue
		}
		t.pills.unmark(w, before)
		t.pills.mark(w)
		eachDifference(before, w.Crossings, func(c Point) { crossed.add(Rect{X: c.X, Y: c.Y}.Grow(crossingAir + 1)) })
	}
	return crossed, true
}

// eachDifference calls f for the crossings that are in one of two lists alone.
func eachDifference(a, b []Point, f func(Point)) {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && byHeight(a[0], b[0]) < 0:
			f(a[0])
			a = a[1:]
		case len(a) == 0 || byHeight(a[0], b[0]) > 0:
			f(b[0])
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
}

// settlePills places the pills of wires that are others, and those that stood beside what has changed.
func (s *Scene) settlePills(changed *areas) bool {
	t := &s.settled
	for _, w := range s.wires {
		if len(changed.list) > 4*mostAreas {
			return false
		}
		if !w.stale && !w.resized && !changed.touch(w.bounds.Grow(pillReach)) {
			continue
		}
		w.stale, w.resized = false, false
		before := w.Pill
		t.pills.remove(w, before)
		t.pills.place(w, s.index)
		t.pills.add(w)
		if before == w.Pill {
			continue
		}
		for _, r := range [...]Rect{before, w.Pill} {
			if r != (Rect{}) {
				changed.add(r.Grow(pillAir))
			}
		}
	}
	return true
}

// emptied keeps a map's keys and the memory of its lists, and drops keys that were not used since the last time.
func emptied[K comparable, V any](m map[K][]V) {
	for k, list := range m {
		if len(list) == 0 {
			delete(m, k)
		} else {
			m[k] = list[:0]
		}
	}
}
