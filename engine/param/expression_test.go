package param_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

func TestCalculate(t *testing.T) {
	for s, want := range map[string]float64{
		"64": 64, " 7 ": 7, "28*28": 784, "28×28": 784, "28x28": 784, "(32-3)/2+1": 15.5, "1e-3": 1e-3, "1E+2": 100, "2^10": 1024, "2**10": 1024,
		"2^3^2": 512, "-2^2": -4, "2^-1": 0.5, "2--3": 5, "+4": 4, "-(1+2)*3": -9, "0,5": 0.5, "0,125": 0.125, ".5": 0.5, "5.": 5, "25%": 0.25,
		"1-10%": 0.9, "１２＊（３＋１）": 48, "12÷4": 3, "3−1": 2, "8/2/2": 2, "10-3-2": 5, "2 * 3": 6,
	} {
		got, err := param.Calculate(s)
		if err != nil || got != want {
			t.Errorf("%q gives %v and %v, want %v", s, got, err, want)
		}
	}
}

func TestWhatIsNoCalculationIsRefused(t *testing.T) {
	for s, why := range map[string]string{
		"": "type a number", "   ": "type a number", "abc": `"a" cannot be read`, "3+": "ends too soon", "(3": "closing bracket", "3)": `")" cannot be read`,
		"1/0": "divides by zero", "1/(2-2)": "divides by zero", "3 4": "cannot be read", "1e999": "too large", "9^999": "no finite result",
		"(-8)^0.5": "no finite result", "1,000": "type 1000, or 1.000", "1.2.3": "cannot be read", "..": "cannot be read", "1e": `"e" cannot be read`,
		strings.Repeat("(", 60) + "1" + strings.Repeat(")", 60): "nested", strings.Repeat("1+", 120) + "1": "too long",
		strings.Repeat("-", 90) + "1": "nested", "十": "cannot be read", "2^": "ends too soon",
	} {
		if v, err := param.Calculate(s); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q gives %v and %v, want a refusal with %q", s, v, err, why)
		}
	}
}

func TestCalculateList(t *testing.T) {
	for s, want := range map[string][]float64{
		"28,28,1": {28, 28, 1}, "28x28x1": {28, 28, 1}, "28 × 28 × 1": {28, 28, 1}, "28 28 1": {28, 28, 1}, "[28, 28, 1]": {28, 28, 1},
		"(3, 3)": {3, 3}, "(3)": {3}, "(1+2)*3": {9}, "28*28": {784}, "2*3, 2^3": {6, 8}, "(1+2),(3)": {3, 3}, "-1,5": {-1, 5}, "３，４": {3, 4}, "3、4": {3, 4},
		"3;4": {3, 4}, "7": {7}, "(1+1) (2+2)": {2, 4},
	} {
		got, err := param.CalculateList(s)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q gives %v and %v, want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"", "3,", "3x", ",3", "3,,4", "[3", "[]", "a,b", "3]", strings.Repeat("1 ", 70)} {
		if v, err := param.CalculateList(s); err == nil {
			t.Errorf("%q gives %v", s, v)
		}
	}
}

func TestParseChecksWhatWasTyped(t *testing.T) {
	units := param.Param{Name: text.Text{EN: "Units"}, Type: param.Integer, Min: 1, Max: 4096}
	kernel := param.Param{Name: text.Text{EN: "Kernel size"}, Type: param.Numbers, Length: 2, Min: 1, Max: 64}
	if v, err := units.Parse("28*28"); err != nil || v.Float() != 784 {
		t.Errorf("28*28 gives %v and %v", v, err)
	}
	if v, err := kernel.Parse("3"); err != nil || !v.Equal(graph.List(3, 3)) {
		t.Errorf("3 for a kernel gives %v and %v", v, err)
	}
	rate := param.Param{Name: text.Text{EN: "Rate"}, Type: param.Real, Max: 1}
	if v, err := rate.Parse("0.1*3"); err != nil || v.Float() != 0.3 {
		t.Errorf("0.1*3 gives %v and %v", v, err)
	}
	for p, bad := range map[*param.Param]string{&units: "5/2", &kernel: "3,3,3", &rate: "2"} {
		if v, err := p.Parse(bad); err == nil {
			t.Errorf("%s takes %q as %v", p.Name.EN, bad, v)
		}
	}
	if _, err := units.Parse("0"); err == nil || !strings.Contains(err.Error(), "between 1 and 4096") {
		t.Errorf("0 units: %v", err)
	}
}

func TestPrintedNumbersAreReadAgain(t *testing.T) {
	for _, x := range []float64{0, 1, -1, 1234567, 1e15, 123456789012345, 0.1, 1e-5, 1e-7, math.Pi, 2e-300, 1e300} {
		if got, err := param.Calculate(param.PrintNumber(x)); err != nil || got != x {
			t.Errorf("%v is printed as %q and read as %v, %v", x, param.PrintNumber(x), got, err)
		}
	}
	if s := param.PrintNumber(1234567); s != "1234567" {
		t.Errorf("1234567 is printed as %q", s)
	}
}

// FuzzCalculate looks for texts that hang, crash, or give what is no number, and for lists and single numbers that
// disagree.
func FuzzCalculate(f *testing.F) {
	for _, s := range []string{"28*28", "(32-3)/2+1", "1e-3", "2^10", "28x28x1", "[3, 3]", "25%", "1,5", "--3", "９×９", "(((", "1,000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := param.Calculate(s)
		if err == nil {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("%q gives %v", s, v)
			}
			again, err := param.Calculate(param.PrintNumber(v))
			if err != nil || again != v {
				t.Fatalf("%q gives %v, which is read again as %v, %v", s, v, again, err)
			}
		}
		list, err := param.CalculateList(s)
		for _, x := range list {
			if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("%q gives the list %v and %v", s, list, err)
			}
		}
	})
}
