package command

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"netloom/engine/train"
)

// printer shows a run.
type printer interface {
	epoch(train.Epoch) error
	progress(train.Progress)
	done(train.Result) error
}

func newPrinter(w io.Writer, asJSON bool, epochs int) printer {
	if asJSON {
		return jsonPrinter{w}
	}
	return &textPrinter{w: w, epochs: epochs, live: terminal(w)}
}

// number is a JSON number that may be missing: NaN and infinities have no form in JSON and are written as null.
type number float64

// MarshalJSON writes the number.
func (n number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// printJSON writes one object on a line.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

type jsonPrinter struct{ w io.Writer }

func (p jsonPrinter) epoch(e train.Epoch) error {
	return printJSON(p.w, struct {
		Event              string `json:"event"`
		Epoch              int    `json:"epoch"`
		Loss               number `json:"loss"`
		Accuracy           number `json:"accuracy"`
		ValidationLoss     number `json:"val_loss"`
		ValidationAccuracy number `json:"val_accuracy"`
		SamplesPerSecond   number `json:"samples_per_s"`
		Metrics            scores `json:"val_metrics,omitempty"`
	}{"epoch", e.Epoch, number(e.Loss), number(e.Accuracy), number(e.ValidationLoss), number(e.ValidationAccuracy), rounded(e.SamplesPerSecond), scores(e.Scores).numbers()})
}

func (p jsonPrinter) progress(train.Progress) {}

func (p jsonPrinter) done(r train.Result) error {
	return printJSON(p.w, struct {
		Event            string `json:"event"`
		TestLoss         number `json:"test_loss"`
		TestAccuracy     number `json:"test_accuracy"`
		Seconds          number `json:"seconds"`
		SamplesPerSecond number `json:"samples_per_s"`
		Metrics          scores `json:"test_metrics,omitempty"`
		BestEpoch        int    `json:"best_epoch,omitempty"`
	}{"done", number(r.TestLoss), number(r.TestAccuracy), number(math.Round(r.Seconds*1000) / 1000), rounded(r.SamplesPerSecond), r.Scores, r.BestEpoch})
}

func rounded(v float64) number { return number(math.Round(v)) }

// textPrinter writes lines for people, with a bar on a terminal.
type textPrinter struct {
	w      io.Writer
	epochs int
	live   bool
	drawn  time.Time
}

func (p *textPrinter) epoch(e train.Epoch) error {
	p.clear()
	_, err := fmt.Fprintf(p.w, "epoch %d of %d  loss %.4f  accuracy %s  validation loss %.4f  accuracy %s  %.0f samples/s\n",
		e.Epoch, p.epochs, e.Loss, percent(e.Accuracy), e.ValidationLoss, percent(e.ValidationAccuracy), e.SamplesPerSecond)
	return err
}

func percent(share float64) string {
	if math.IsNaN(share) {
		return "–"
	}
	return fmt.Sprintf("%.2f %%", 100*share)
}

// barWidth is the length of the progress bar in characters.
const barWidth = 30

func (p *textPrinter) progress(g train.Progress) {
	if !p.live || time.Since(p.drawn) < 50*time.Millisecond {
		return
	}
	p.drawn = time.Now()
	filled := int(g.Fraction() * barWidth)
	fmt.Fprintf(p.w, "\r\x1b[K%s%s %3.0f %%  epoch %d of %d  batch %d of %d  %.0f samples/s  %s left",
		strings.Repeat("█", filled), strings.Repeat("░", barWidth-filled), 100*g.Fraction(), g.Epoch, g.Epochs, g.Step, g.Steps,
		g.SamplesPerSecond, g.Left.Round(100*time.Millisecond))
}

func (p *textPrinter) clear() {
	if p.live {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

func (p *textPrinter) done(r train.Result) error {
	p.clear()
	if r.BestEpoch > 0 {
		if _, err := fmt.Fprintf(p.w, "the weights of epoch %d, the best, are kept\n", r.BestEpoch); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(p.w, "test loss %.4f  accuracy %s  in %.2f s\n", r.TestLoss, percent(r.TestAccuracy), r.Seconds)
	return err
}

// quiet shows nothing.
type quiet struct{}

func (quiet) epoch(train.Epoch) error { return nil }
func (quiet) progress(train.Progress) {}
func (quiet) done(train.Result) error { return nil }
