package house

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestNoticeNamesWhatIsLinked: whoever passes the binary on must know whose work is in it.
func TestNoticeNamesWhatIsLinked(t *testing.T) {
	t.Parallel()
	c := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "./app/netloom")
	c.Dir = root
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		if path := strings.TrimSpace(line); path != "" && path != "netloom" {
			linked[path] = true
		}
	}
	listed := map[string]bool{}
	for _, path := range regexp.MustCompile(`[a-z]+(?:\.[a-z0-9]+)+/[^\s,()|]+`).FindAllString(string(read(t, "NOTICE.md")), -1) {
		listed[path] = true
	}
	for path := range linked {
		if !listed[path] {
			t.Errorf("NOTICE.md lacks %s, which is linked", path)
		}
	}
	for path := range listed {
		if host, _, _ := strings.Cut(path, "/"); strings.Contains(host, ".") && !linked[path] {
			t.Errorf("NOTICE.md lists %s, which is not linked", path)
		}
	}
}
