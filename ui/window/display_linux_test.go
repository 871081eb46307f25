package window

import (
	"strings"
	"testing"
)

func TestNoDisplayIsSaidInOneLine(t *testing.T) {
	for _, name := range []string{"", ":59999"} {
		t.Setenv("DISPLAY", name)
		err := checkDisplay()
		if err == nil || !strings.Contains(err.Error(), "DISPLAY") || strings.Contains(err.Error(), "\n") {
			t.Errorf("DISPLAY=%s: %v", name, err)
		}
	}
}
