//go:build deps

// Package deps keeps go.mod's requirements while the packages that use them are being written.
package deps

import (
	_ "fyne.io/fyne/v2/app"
	_ "fyne.io/fyne/v2/test"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/google/renameio/v2"
	_ "github.com/jezek/xgb/xproto"
	_ "github.com/jezek/xgb/xtest"
	_ "github.com/klauspost/compress/zstd"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/spf13/cobra"
	_ "github.com/sqweek/dialog"
	_ "github.com/vbauerster/mpb/v8"
	_ "go.uber.org/goleak"
	_ "gonum.org/v1/gonum/mat"
	_ "gonum.org/v1/gonum/graph/topo"
	_ "gonum.org/v1/plot/vg/vgimg"
	_ "gonum.org/v1/plot/plotter"
	_ "golang.org/x/sys/cpu"
	_ "golang.org/x/image/font"
	_ "modernc.org/sqlite"
	_ "pgregory.net/rapid"
	_ "fyne.io/fyne/v2/widget"
)
