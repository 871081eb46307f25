package action

import (
	"maps"
	"slices"
)

// Keymap tells which keys invoke which action: those of the records, unless the person has given others. Each
// combination belongs to one action at most; what the person chose goes before what a record has. It belongs to the
// window's thread.
type Keymap struct {
	actions List
	chosen  map[string][]Keys // by action; an empty list is no keys
	foreign map[string]any    // what was remembered for actions that this program does not know

	keys   map[string][]Keys // what holds now
	holder map[Keys]*Action
}

// NewKeymap makes the keymap of actions with what was remembered of the person's choices: by action, a combination or a
// list of them as text. What cannot be read there is left out.
func NewKeymap(actions List, remembered map[string]any) *Keymap {
	m := &Keymap{actions: actions, chosen: map[string][]Keys{}, foreign: map[string]any{}}
	for id, v := range remembered {
		a := actions.Find(id)
		if a == nil {
			m.foreign[id] = v
			continue
		}
		if keys, ok := a.read(v); ok {
			m.chosen[id] = keys
		}
	}
	m.resolve()
	return m
}

// read understands a combination or a list of them; false where nothing in it can be used.
func (a *Action) read(v any) ([]Keys, bool) {
	list, several := v.([]any)
	if !several {
		list = []any{v}
	}
	keys := []Keys{}
	for _, x := range list {
		s, _ := x.(string)
		if k, err := ParseKeys(s); err == nil && a.Allows(k) {
			keys = append(keys, k)
		}
	}
	return keys, len(keys) > 0 || several && len(list) == 0
}

// resolve settles who has which keys: first what was chosen, then the records' as far as they are free.
func (m *Keymap) resolve() {
	m.keys, m.holder = map[string][]Keys{}, map[Keys]*Action{}
	take := func(a *Action, keys []Keys) {
		for _, k := range keys {
			if k.Key != "" && m.holder[k] == nil {
				m.holder[k] = a
				m.keys[a.ID] = append(m.keys[a.ID], k)
			}
		}
	}
	for _, a := range m.actions {
		take(a, m.chosen[a.ID])
	}
	for _, a := range m.actions {
		if _, chosen := m.chosen[a.ID]; !chosen {
			take(a, a.defaults())
		}
	}
}

// defaults are the keys of the record.
func (a *Action) defaults() []Keys {
	return slices.DeleteFunc(append([]Keys{a.Keys}, a.More...), func(k Keys) bool { return k.Key == "" })
}

// Of lists the keys of an action.
func (m *Keymap) Of(id string) []Keys { return slices.Clone(m.keys[id]) }

// First writes the first keys of an action, or "".
func (m *Keymap) First(id string) string {
	if keys := m.keys[id]; len(keys) > 0 {
		return keys[0].String()
	}
	return ""
}

// Holder is the action that the keys invoke, or nil.
func (m *Keymap) Holder(k Keys) *Action { return m.holder[k] }

// All lists every combination that invokes something.
func (m *Keymap) All() []Keys { return slices.Collect(maps.Keys(m.holder)) }

// Changed tells whether an action has other keys than its record.
func (m *Keymap) Changed(id string) bool {
	a := m.actions.Find(id)
	return a != nil && !slices.Equal(m.keys[id], a.defaults())
}

// AnyChanged tells whether any action has other keys than its record.
func (m *Keymap) AnyChanged() bool {
	return slices.ContainsFunc(m.actions, func(a *Action) bool { return m.Changed(a.ID) })
}

// Give gives an action keys beside those that it has, and takes them from whoever has them.
func (m *Keymap) Give(id string, k Keys) {
	if now := m.keys[id]; !slices.Contains(now, k) {
		m.release(k, id)
		m.chosen[id] = append(slices.Clone(now), k)
		m.resolve()
	}
}

// Replace gives an action keys in place of others that it has.
func (m *Keymap) Replace(id string, old, k Keys) {
	m.release(k, id)
	keys := slices.DeleteFunc(m.Of(id), func(x Keys) bool { return x == k && x != old })
	if i := slices.Index(keys, old); i >= 0 {
		keys[i] = k
	}
	m.chosen[id] = keys
	m.resolve()
}

// Take takes keys away from an action.
func (m *Keymap) Take(id string, k Keys) {
	m.chosen[id] = slices.DeleteFunc(m.Of(id), func(x Keys) bool { return x == k })
	m.resolve()
}

// Lost lists the keys that an action would have by its record and that another action has been given.
func (m *Keymap) Lost(id string) []Keys {
	var lost []Keys
	if a := m.actions.Find(id); a != nil {
		for _, k := range a.defaults() {
			if h := m.holder[k]; h != nil && h != a {
				lost = append(lost, k)
			}
		}
	}
	return lost
}

// Reset gives an action the keys of its record again, and takes them from whoever has been given them.
func (m *Keymap) Reset(id string) {
	for _, k := range m.Lost(id) {
		m.release(k, id)
	}
	delete(m.chosen, id)
	m.resolve()
}

// ResetAll gives every action the keys of its record.
func (m *Keymap) ResetAll() {
	clear(m.chosen)
	m.resolve()
}

// release takes keys from a chosen list of another action; keys of a record give way by themselves.
func (m *Keymap) release(k Keys, but string) {
	for id, keys := range m.chosen {
		if id != but && slices.Contains(keys, k) {
			m.chosen[id] = slices.DeleteFunc(slices.Clone(keys), func(x Keys) bool { return x == k })
		}
	}
}

// Remembered is what NewKeymap takes at the next start; nil where nothing was changed.
func (m *Keymap) Remembered() map[string]any {
	saved := maps.Clone(m.foreign)
	for id := range m.chosen {
		if !m.Changed(id) {
			continue
		}
		list := []any{}
		for _, k := range m.keys[id] {
			list = append(list, k.Text())
		}
		saved[id] = list
	}
	if len(saved) == 0 {
		return nil
	}
	return saved
}
