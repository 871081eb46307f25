package graph

import (
	"maps"
	"slices"

	"netloom/engine/text"
)

// Edit is one change that a person makes. Apply returns a new document and leaves the old one as it was; an edit that
// cannot be made returns an error that says why, and no document.
type Edit interface {
	// Label names the change for the undo menu.
	Label() text.Message
	// Apply makes the change.
	Apply(*Document) (*Document, error)
}

// Batch is several edits as one step of the history; all are made or none is.
type Batch struct {
	Name  text.Message
	Edits []Edit
}

// Label is the batch's name, or that of its first edit.
func (b Batch) Label() text.Message {
	if b.Name.Empty() && len(b.Edits) > 0 {
		return b.Edits[0].Label()
	}
	return b.Name
}

// Apply makes the edits one after the other.
func (b Batch) Apply(d *Document) (*Document, error) {
	for _, e := range b.Edits {
		next, err := e.Apply(d)
		if err != nil {
			return nil, err
		}
		d = next
	}
	return d, nil
}

// SetSettings replaces the training settings.
type SetSettings struct{ Settings Settings }

// Label names the edit.
func (SetSettings) Label() text.Message {
	return text.New("Change training settings", "修改训练设置")
}

// Apply makes the edit. Refuses fewer than one epoch or one sample a batch, a validation share outside 0 to
// 0.9, and what early stopping cannot watch.
func (e SetSettings) Apply(d *Document) (*Document, error) {
	if err := e.Settings.check(); err != nil {
		return nil, err
	}
	c := d.clone()
	c.settings = e.Settings
	return c.seal(), nil
}

func (s Settings) check() error {
	switch {
	case s.Epochs < 1 || s.Epochs > 1_000_000:
		return text.Errorf("%d epochs cannot be trained: choose 1 to 1,000,000", "无法训练 %d 轮：请选择 1 到 1,000,000", s.Epochs)
	case s.Batch < 1 || s.Batch > 1<<20:
		return text.Errorf("a batch of %d samples is not possible: choose 1 to 1,048,576", "批量不能为 %d：请选择 1 到 1,048,576", s.Batch)
	case !(s.Validation >= 0 && s.Validation <= 0.9):
		return text.Errorf("the validation share %v is out of range: choose 0 to 0.9", "验证集比例 %v 超出范围：请选择 0 到 0.9", s.Validation)
	case s.Patience < 0 || s.Patience > 1_000_000:
		return text.Errorf("a patience of %d epochs is not possible: choose 0 (never stop early) to 1,000,000", "耐心不能为 %d 轮：请选择 0（从不提前停止）到 1,000,000", s.Patience)
	case !(s.MinChange >= 0 && s.MinChange <= 1e6):
		return text.Errorf("the least change %v is out of range: choose 0 or more", "最小变化 %v 超出范围：请选择 0 或更大", s.MinChange)
	case s.Monitor != "" && s.Monitor != MonitorLoss && s.Monitor != MonitorAccuracy:
		return text.Errorf("early stopping cannot watch %q: choose %s or %s", "早停无法监视 %q：请选择 %s 或 %s", s.Monitor, MonitorLoss, MonitorAccuracy)
	}
	return nil
}

// RenameDocument gives the document another name.
type RenameDocument struct{ Name string }

// Label names the edit.
func (RenameDocument) Label() text.Message { return text.New("Rename project", "重命名项目") }

// Apply makes the edit.
func (e RenameDocument) Apply(d *Document) (*Document, error) {
	if err := checkName(e.Name); err != nil {
		return nil, err
	}
	c := d.clone()
	c.name = e.Name
	return c.seal(), nil
}

// SetParam sets one parameter of some nodes; a Value of no kind returns it to its default. Whether the value suits
// the kind is for validation to say: a document may hold what cannot be trained yet.
type SetParam struct {
	Nodes []NodeID
	Param string
	Value Value
}

// Label names the edit.
func (e SetParam) Label() text.Message { return text.New("Change %s", "修改 %s", e.Param) }

// Apply makes the edit. Refuses numbers that are not finite: no file could hold them.
func (e SetParam) Apply(d *Document) (*Document, error) {
	if !e.Value.Finite() {
		return nil, notFinite(e.Param, e.Value)
	}
	return d.changeNodes(e.Nodes, func(n *Node) error {
		p := maps.Clone(n.Params)
		if e.Value.kind == NoValue {
			delete(p, e.Param)
		} else {
			if p == nil {
				p = map[string]Value{}
			}
			p[e.Param] = e.Value
		}
		if len(p) == 0 {
			p = nil
		}
		n.Params = p
		return nil
	})
}

// RenameNode gives a node another name.
type RenameNode struct {
	Node NodeID
	Name string
}

// Label names the edit.
func (e RenameNode) Label() text.Message { return text.New("Rename to %s", "重命名为 %s", e.Name) }

// Apply makes the edit. Refuses an empty name and one that another node has.
func (e RenameNode) Apply(d *Document) (*Document, error) {
	if err := checkName(e.Name); err != nil {
		return nil, err
	}
	for _, n := range d.nodes.items {
		if n.Name == e.Name && n.ID != e.Node {
			return nil, text.Errorf("another layer is called %q already: choose a name of its own", "已有名为 %q 的层：请换一个名称", e.Name)
		}
	}
	return d.changeNodes([]NodeID{e.Node}, func(n *Node) error { n.Name = e.Name; return nil })
}

// changeNodes gives a document in which copies of the named nodes have been changed.
func (d *Document) changeNodes(ids []NodeID, change func(*Node) error) (*Document, error) {
	c := d.clone()
	nodes := slices.Clone(d.nodes.items)
	c.nodes = list[*Node]{items: nodes}
	for _, id := range ids {
		i, ok := d.position(id)
		if !ok {
			return nil, noSuchNode(id)
		}
		n := *nodes[i]
		if err := change(&n); err != nil {
			return nil, err
		}
		nodes[i] = &n
	}
	return c.seal(), nil
}

func notFinite(param string, v Value) error {
	return text.Errorf("%s cannot be %s: use a finite number", "%s 不能为 %s：请使用有限数", param, v.String())
}

func noSuchNode(id NodeID) error {
	return text.Errorf("there is no layer with id %d", "没有编号为 %d 的层", int(id))
}
