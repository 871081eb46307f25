package match

import (
	"slices"
	"testing"
)

// candidates are as in the window: a name in each language, and other words.
func candidates() []Candidate {
	return []Candidate{
		{Names: []string{"Undo", "撤销"}},
		{Names: []string{"Redo", "重做"}},
		{Names: []string{"Zoom in", "放大"}},
		{Names: []string{"Zoom out", "缩小"}},
		{Names: []string{"Fit the selection", "缩放到所选"}},
		{Names: []string{"Select all", "全选"}},
		{Names: []string{"Add Conv2D", "添加二维卷积"}, Also: []string{"convolution", "nn.Conv2d"}},
		{Names: []string{"Dark theme", "深色主题"}},
		{Names: []string{"Export as ONNX…", "导出为 ONNX…"}},
	}
}

// order gives the names of what is found, the best first.
func order(typed string) []string {
	type found struct {
		name  string
		score float64
	}
	var list []found
	for _, c := range candidates() {
		if m, ok := Find(typed, c); ok {
			list = append(list, found{c.Names[0], m.Score})
		}
	}
	slices.SortStableFunc(list, func(a, b found) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var names []string
	for _, f := range list {
		names = append(names, f.name)
	}
	return names
}

func TestFindsTheBestFirst(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"undo", []string{"Undo"}},
		{"UN", []string{"Undo"}},
		{"撤", []string{"Undo"}},
		{"zo", []string{"Zoom in", "Zoom out"}},
		{"zm ot", []string{"Zoom out"}},
		{"sel", []string{"Select all", "Fit the selection"}},
		{"all sel", []string{"Select all"}},
		{"fts", []string{"Fit the selection"}},
		{"conv", []string{"Add Conv2D"}},
		{"卷积", []string{"Add Conv2D"}},
		{"nn.conv2d", []string{"Add Conv2D"}},
		{"onnx", []string{"Export as ONNX…"}},
		{"drk", []string{"Dark theme"}},
		{"xyz", nil},
		{"undo conv", nil},
	} {
		if got := order(c.typed); !slices.Equal(got, c.want) {
			t.Errorf("%q finds %q, not %q", c.typed, got, c.want)
		}
	}
}

func TestNothingTypedFindsAll(t *testing.T) {
	if got := len(order("  ")); got != len(candidates()) {
		t.Errorf("nothing typed finds %d of %d", got, len(candidates()))
	}
}

func TestSaysWhichNameFitsAndWhere(t *testing.T) {
	for _, c := range []struct {
		typed string
		name  int
		marks []int
	}{
		{"zoom", 0, []int{0, 1, 2, 3}},
		{"in zoom", 0, []int{0, 1, 2, 3, 5, 6}},
		{"zi", 0, []int{0, 5}},
		{"放", 1, []int{0}},
	} {
		m, ok := Find(c.typed, Candidate{Names: []string{"Zoom in", "放大"}})
		if !ok || m.Name != c.name || !slices.Equal(m.Marks, c.marks) {
			t.Errorf("%q fits name %d at %v", c.typed, m.Name, m.Marks)
		}
	}
	m, ok := Find("keras", Candidate{Names: []string{"Dense"}, Also: []string{"Keras"}})
	if !ok || m.Name != -1 {
		t.Errorf("another word alone is said to be name %d (found: %v)", m.Name, ok)
	}
}
