package window

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"netloom/engine/graph"
	"netloom/engine/train"
	"netloom/ui/kit"
)

// view chooses a view in the place of another.
func (p *person) view(place, name string) {
	p.t.Helper()
	p.choose(place, name)
}

// rate is the learning rate of the objective.
func (p *person) rate() float64 {
	n, _ := p.w.objective()
	return p.w.studio.Kind(n).Set(n).Float("learning_rate")
}

// The learning-rate finder suggests a rate while nothing of the network changes; taking it is one step to undo.
func TestStoryFindsALearningRate(t *testing.T) {
	p := sitDown(t, "")
	p.untilReady()
	before, document := p.rate(), p.w.studio.Document()
	p.choose("Train", "Find a learning rate…")
	if b := p.button("Use this rate"); b.Enabled() || b.Tip() != "The search is still going on" {
		t.Errorf("a rate can be used before there is one: %q", b.Tip())
	}
	p.until("a suggestion", func() bool { return p.reads("The loss falls fastest at a learning rate of") })
	p.mustRead("it grows beyond bounds")
	if p.w.studio.Document() != document || p.step() != 0 {
		t.Error("the search has changed the project")
	}
	test.Tap(p.takeRate())
	if r := p.rate(); r <= before || r > 0.1 {
		t.Errorf("the rate is %v after it was %v", r, before)
	}
	p.key("Ctrl+Z")
	if p.rate() != before {
		t.Errorf("undone, the rate is %v, not %v", p.rate(), before)
	}
	// Another search is thought better of, and no other begins while the network trains.
	p.choose("Train", "Find a learning rate…")
	p.click("Cancel")
	p.epochs("1000")
	p.click("Run")
	p.until("some training", func() bool { return p.step() > 10 && p.state() == train.Running })
	p.click("Train")
	if row := p.line("Find a learning rate…"); row.Tap != nil || !strings.HasPrefix(row.Tip, "Pause or stop the run first") {
		t.Errorf("a search during a run says %q", row.Tip)
	}
}

// All that is measured can be seen while the network trains: the table by part of the data and by class, the matrix of
// what is mixed up, and the images in one of its cells.
func TestStoryReadsMetricsAndTheMatrix(t *testing.T) {
	p := sitDown(t, "")
	p.untilReady()
	s := p.w.studio.Document().Settings()
	s.Epochs, s.Validation = 1, 0.1
	p.check(p.w.studio.Do(graph.SetSettings{Settings: s}))
	p.untilReady()
	p.view("Accuracy", "Metrics")
	p.view("Activations", "Confusion")
	p.until("the untrained network measured on the test data", func() bool { return p.reads("Perplexity") && p.reads("Class") })
	p.click("Run")
	p.until("the end of the run", func() bool { return p.state() == train.Done })
	p.until("the test data measured", func() bool { return p.reads("1135") && p.button("Measure all").Enabled() })
	for _, word := range []string{"Training", "Validation", "Test", "Top 5", "Precision", "Recall", "F1", "ROC AUC", "Samples"} {
		p.mustRead(word)
	}
	p.click("Measure all")
	p.until("the training data measured", func() bool {
		return p.w.shared.Measured(train.TrainingData) && p.button("Measure all").Enabled()
	})
	cells := p.matrix()
	p.until("the matrix of the last weights", func() bool { return p.reads("true ↓  answer →") })
	// A click on what is taken for a 7 though it is a 2 shows those images alone.
	at := cells.At(2, 7)
	test.TapAt(cells, at)
	p.until("images of one cell", func() bool { return p.reads("2 taken for 7") && p.reads("7≠2") })
	p.click("2 taken for 7")
	p.until("all images again", func() bool { return p.wrong() >= 0 && !p.reads("2 taken for 7") })
	// Another theme and language keep what is shown and known.
	p.choose("View", "Light theme")
	p.choose("View", "中文")
	for _, word := range []string{"指标", "混淆矩阵", "精确率", "类别"} {
		p.mustRead(word)
	}
}

// The views that were chosen are there at the next start.
func TestStoryKeepsTheChosenViews(t *testing.T) {
	home := t.TempDir()
	p := sitDown(t, home)
	p.view("Loss", "Metrics")
	p.view("Predictions", "Accuracy") // which was shown: they change places
	p.leave()
	p = sitDown(t, home)
	for _, word := range []string{"Metrics", "Accuracy", "Activations", "Predictions"} {
		p.button(word)
	}
	var titles []string
	for i := range 4 {
		titles = append(titles, p.title(i))
	}
	if got := strings.Join(titles, " "); got != "Metrics Predictions Activations Accuracy" {
		t.Errorf("the views are %s", got)
	}
}

// title is what stands over a view of the dock.
func (p *person) title(place int) string {
	p.t.Helper()
	title := ""
	var visit func(fyne.CanvasObject)
	visit = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *kit.Button:
			if title == "" {
				title = o.Label()
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				visit(child)
			}
		}
	}
	visit(p.w.dock.Objects[place])
	return title
}

// takeRate is the button that takes the suggested rate over.
func (p *person) takeRate() *kit.Button {
	p.t.Helper()
	var found *kit.Button
	p.walk(func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && strings.HasPrefix(b.Label(), "Use 0.") {
			found = b
		}
	})
	if found == nil {
		p.t.Fatal("no rate can be used")
	}
	return found
}

// matrix finds the confusion matrix.
func (p *person) matrix() matrix {
	p.t.Helper()
	var found matrix
	p.walk(func(o fyne.CanvasObject) {
		if m, ok := o.(matrix); ok {
			found = m
		}
	})
	if found == nil {
		p.t.Fatal("there is no confusion matrix")
	}
	return found
}

// matrix is what the test knows of the view.
type matrix interface {
	fyne.CanvasObject
	fyne.Tappable
	At(class, taken int) fyne.Position
}
