package canvas

// Tool is what dragging does in place of what it does by itself.
type Tool uint8

// The tools.
const (
	NoTool    Tool = iota
	HandTool       // moves what is seen
	KnifeTool      // cuts wires
	RopeTool       // selects by a lasso, on the empty canvas
)

// TakeTool has the next drag use a tool.
func (c *Canvas) TakeTool(t Tool) { c.taken = t }

// HoldTool has dragging use a tool while a key is held.
func (c *Canvas) HoldTool(t Tool, on bool) {
	switch {
	case on && !c.rename.open() && !c.editor.open():
		c.held = t
	case !on && c.held == t:
		c.held = NoTool
	}
}

// tool is the one that a drag would use now.
func (c *Canvas) tool() Tool {
	if c.held != NoTool {
		return c.held
	}
	return c.taken
}

// used puts away a tool that was taken for one drag.
func (c *Canvas) used() { c.taken = NoTool }
