package icons

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netloom/engine/layer"
)

// drawing is what an icon may hold: paths with a fill, no strokes and no inheritance, so that every way of tinting works.
type drawing struct {
	ViewBox string `xml:"viewBox,attr"`
	Paths   []struct {
		D    string     `xml:"d,attr"`
		Fill string     `xml:"fill,attr"`
		More []xml.Attr `xml:",any,attr"`
	} `xml:"path"`
	Others []struct {
		XMLName xml.Name
	} `xml:",any"`
}

var coordinate = regexp.MustCompile(`-?\d+(\.\d+)?`)

func TestEveryIconCanBeTinted(t *testing.T) {
	if len(Names()) < 60 {
		t.Fatalf("there are only %d icons", len(Names()))
	}
	for _, name := range Names() {
		svg, ok := Get(name)
		if !ok {
			t.Errorf("%s is listed and cannot be got", name)
			continue
		}
		var d drawing
		if err := xml.Unmarshal(svg, &d); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d.ViewBox != "0 0 24 24" || len(d.Others) > 0 || len(d.Paths) != 1 {
			t.Errorf("%s has the view box %q, %d paths and the further elements %v", name, d.ViewBox, len(d.Paths), d.Others)
			continue
		}
		if p := d.Paths[0]; p.Fill != "#000000" || len(p.More) > 0 {
			t.Errorf("%s is filled with %q and has the further attributes %v", name, p.Fill, p.More)
		}
		for _, number := range coordinate.FindAllString(d.Paths[0].D, -1) {
			if x, err := strconv.ParseFloat(number, 64); err != nil || x < 0 || x > 24 {
				t.Errorf("%s reaches out of its box: %s", name, number)
			}
		}
	}
}

func TestTintedIsInTheColour(t *testing.T) {
	svg, ok := Tinted("play", "#6BA6FF")
	if !ok || !bytes.Contains(svg, []byte(`fill="#6BA6FF"`)) || bytes.Contains(svg, []byte("#000000")) {
		t.Errorf("tinted play is %s, %v", svg, ok)
	}
	if _, ok := Tinted("no such icon", "#6BA6FF"); ok {
		t.Error("an icon that is not there was tinted")
	}
	if again, _ := Get("play"); bytes.Contains(again, []byte("#6BA6FF")) {
		t.Error("tinting changed the icon itself")
	}
}

func TestEveryCategoryHasAnIcon(t *testing.T) {
	categories := []layer.Category{
		layer.InputOutput, layer.Core, layer.Convolution, layer.Pooling, layer.Normalisation, layer.Recurrent,
		layer.Attention, layer.Regularisation, layer.Shape, layer.Merge, layer.Objective,
	}
	for _, c := range categories {
		if _, ok := Get("category-" + string(c)); !ok {
			t.Errorf("category %s has no icon", c)
		}
	}
	for _, name := range Names() {
		if id, ok := strings.CutPrefix(name, "category-"); ok && !slices.Contains(categories, layer.Category(id)) {
			t.Errorf("the icon %s is of no category", name)
		}
	}
}

func TestLogo(t *testing.T) {
	if err := xml.Unmarshal(Logo(), new(drawing)); err != nil {
		t.Error(err)
	}
	for _, side := range []int{32, 128, 512} {
		b, ok := LogoPNG(side)
		if !ok {
			t.Errorf("there is no logo of %d pixels", side)
			continue
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil || img.Bounds().Dx() != side || img.Bounds().Dy() != side {
			t.Errorf("the logo of %d pixels: %v", side, err)
			continue
		}
		if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
			t.Error("the logo's corner is not transparent")
		}
		if r, _, b, _ := img.At(side/2, side/16).RGBA(); b <= r {
			t.Error("the logo's ground is not blue")
		}
	}
}
