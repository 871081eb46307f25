package compile

import (
	"flag"
	"os"
	"testing"
)

// TestMain draws the same random networks each time, so that a change is judged by what it changes; -rapid.seed=0 draws
// new ones.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.seed", "1"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
