package studio

import "slices"

// soon are listeners of the document that nobody needs in the very frame of an edit: views that follow it a moment later.
// Each is called in a turn of its own of the window's thread, so that input and frames come in between, and once for all
// edits until then.
type soon struct {
	listeners []func()
	waiting   []int // of listeners, that have not heard of the latest edit yet
}

// OnDocumentSoon calls f after each change of the document like OnDocument, but only when the window has been able to show
// the change.
func (s *Studio) OnDocumentSoon(f func()) { s.soon.listeners = append(s.soon.listeners, f) }

// tellSoon has all who need no haste hear of a change.
func (s *Studio) tellSoon() {
	if len(s.soon.listeners) == 0 {
		return
	}
	idle := len(s.soon.waiting) == 0
	for i := range s.soon.listeners {
		if !slices.Contains(s.soon.waiting, i) {
			s.soon.waiting = append(s.soon.waiting, i)
		}
	}
	if idle {
		s.trainer.do(s.nextSoon)
	}
}

// nextSoon tells the next one.
func (s *Studio) nextSoon() {
	if len(s.soon.waiting) == 0 {
		return // all have been forgotten meanwhile
	}
	f := s.soon.listeners[s.soon.waiting[0]]
	s.soon.waiting = s.soon.waiting[1:]
	f()
	if len(s.soon.waiting) > 0 {
		s.trainer.do(s.nextSoon)
	}
}
