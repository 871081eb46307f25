package graph

import "netloom/engine/text"

// SetState mutes layers, has them bypassed, or takes them back into the network.
type SetState struct {
	Nodes []NodeID
	State State
}

// Label names the edit.
func (e SetState) Label() text.Message {
	switch e.State {
	case Muted:
		return text.New("Mute", "静音")
	case Bypassed:
		return text.New("Bypass", "旁路")
	}
	return text.New("Activate", "启用")
}

// Apply makes the edit.
func (e SetState) Apply(d *Document) (*Document, error) {
	if !e.State.known() {
		return nil, text.Errorf("%q is no state of a layer: choose muted, bypassed or none", "%q 不是层的状态：请选择 muted、bypassed 或留空", string(e.State))
	}
	return d.changeNodes(e.Nodes, func(n *Node) error { n.State = e.State; return nil })
}
