package onnx

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// kept is what verify_layers.py reads beside a model: what goes in, and what the program gives.
type kept struct {
	Inputs  map[string][]float64 `json:"inputs"`
	Shapes  map[string][]int     `json:"shapes"`
	Outputs map[string][]float32 `json:"outputs"`
}

// keep writes the models and numbers of tests to the folder NETLOOM_ONNX, if it is set, for verify_layers.py.
func keep(t *testing.T, file []byte, batch int, k kept) {
	t.Helper()
	folder := os.Getenv("NETLOOM_ONNX")
	if folder == "" {
		return
	}
	content, err := json.Marshal(k)
	if err != nil {
		t.Fatal(err)
	}
	stem := filepath.Join(folder, fmt.Sprintf("%s-%d", strings.NewReplacer("/", "-", " ", "-").Replace(t.Name()), batch))
	for i := 0; ; i++ { // a test may write several
		if name := fmt.Sprintf("%s-%d", stem, i); !exists(name + ".json") {
			stem = name
			break
		}
	}
	for end, b := range map[string][]byte{".onnx": file, ".json": content} {
		if err := os.WriteFile(stem+end, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
