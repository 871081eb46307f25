package layer

import (
	"regexp"
	"strings"
	"testing"
)

// Whoever copies what another tool calls a kind gets names that can be typed there, not words about them.
func TestNamesInOtherTools(t *testing.T) {
	prose := regexp.MustCompile(`(^|[ (])[a-z]+ [a-z]+( |$)|[\x{4e00}-\x{9fff}]`)
	for _, k := range Standard().All() {
		for tool, name := range map[string]string{"Keras": k.Names.Keras, "PyTorch": k.Names.PyTorch, "ONNX": k.Names.ONNX} {
			if name == "" && tool != "ONNX" || strings.TrimSpace(name) != name || prose.MatchString(name) {
				t.Errorf("%s: %q is no name in %s", k.ID, name, tool)
			}
		}
		if none := k.Names.ONNXNone; (k.Names.ONNX == "") == (none.EN == "" || none.ZH == "") {
			t.Errorf("%s: ONNX calls it %q, and it has none because %q", k.ID, k.Names.ONNX, none)
		}
	}
}
