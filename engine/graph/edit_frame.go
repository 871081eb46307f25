package graph

import (
	"slices"

	"netloom/engine/text"
)

// AddFrame draws a frame around nodes.
type AddFrame struct {
	Title, Colour string
	Nodes         []NodeID
}

// Label names the edit.
func (e AddFrame) Label() text.Message { return text.New("Frame %s", "分组 %s", e.Title) }

// Apply makes the edit.
func (e AddFrame) Apply(d *Document) (*Document, error) {
	f := &Frame{ID: FrameID(d.nextID), Title: e.Title, Colour: e.Colour, Nodes: e.Nodes}
	if err := f.settle(d); err != nil {
		return nil, err
	}
	c := d.clone()
	c.frames = append(slices.Clip(d.frames), f)
	return c.count()
}

// ChangeFrame replaces a frame by one with the same id: another title or colour, other nodes, collapsed or not.
type ChangeFrame struct{ Frame Frame }

// Label names the edit.
func (e ChangeFrame) Label() text.Message {
	return text.New("Change frame %s", "修改分组 %s", e.Frame.Title)
}

// Apply makes the edit.
func (e ChangeFrame) Apply(d *Document) (*Document, error) {
	i := slices.IndexFunc(d.frames, func(f *Frame) bool { return f.ID == e.Frame.ID })
	if i < 0 {
		return nil, noSuchFrame(e.Frame.ID)
	}
	f := e.Frame
	if err := f.settle(d); err != nil {
		return nil, err
	}
	c := d.clone()
	c.frames = slices.Clone(d.frames)
	c.frames[i] = &f
	return c.seal(), nil
}

// settle sorts a frame's nodes and tells what of it could not be stored.
func (f *Frame) settle(d *Document) error {
	for _, id := range f.Nodes {
		if d.Node(id) == nil {
			return noSuchNode(id)
		}
	}
	if f.Colour != "" {
		if err := checkName(f.Colour); err != nil {
			return err
		}
	}
	f.Nodes = slices.Compact(slices.Sorted(slices.Values(f.Nodes)))
	return checkName(f.Title)
}

// RemoveFrame takes a frame away and leaves what it held.
type RemoveFrame struct{ Frame FrameID }

// Label names the edit.
func (RemoveFrame) Label() text.Message { return text.New("Remove frame", "移除分组") }

// Apply makes the edit.
func (e RemoveFrame) Apply(d *Document) (*Document, error) {
	if d.Frame(e.Frame) == nil {
		return nil, noSuchFrame(e.Frame)
	}
	c := d.clone()
	c.frames = slices.DeleteFunc(slices.Clone(d.frames), func(f *Frame) bool { return f.ID == e.Frame })
	return c.seal(), nil
}

func noSuchFrame(id FrameID) error {
	return text.Errorf("there is no frame with id %d", "没有编号为 %d 的分组", int(id))
}
