package param

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNamesAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.Custom(func(t *rapid.T) string {
			return strings.TrimSpace(rapid.StringOf(rapid.RuneFrom([]rune(`ab,",“，” 层`))).Draw(t, "name"))
		}).Filter(func(s string) bool { return s != "" })
		names := rapid.SliceOf(name).Draw(t, "names")
		if got := SplitNames(JoinNames(names)); !slices.Equal(got, names) {
			t.Fatalf("%q is written %q and read %q", names, JoinNames(names), got)
		}
	})
}

// Lists from before there were quotes mean what they meant.
func TestNamesWithoutCommasAreReadAsBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.StringOf(rapid.RuneFrom([]rune(`ab, 层'`))).Draw(t, "list")
		var before []string
		for name := range strings.SplitSeq(list, ",") {
			if name = strings.TrimSpace(name); name != "" {
				before = append(before, name)
			}
		}
		if got := SplitNames(list); !slices.Equal(got, before) {
			t.Fatalf("%q is read %q and was %q", list, got, before)
		}
	})
}

func TestNamesInQuotes(t *testing.T) {
	for list, want := range map[string][]string{
		`Encoder, Decoder`:          {"Encoder", "Decoder"},
		` "Encoder, left" , Right,`: {"Encoder, left", "Right"},
		`"plain"`:                   {`"plain"`}, // as a name without a comma always was
		`5" screen, x`:              {`5" screen`, "x"},
		`"open, end`:                {`"open`, "end"},
		`"""so"", he said"`:         {`"so", he said`},
		`"a,b" c, d`:                {`"a`, `b" c`, "d"},
	} {
		if got := SplitNames(list); !slices.Equal(got, want) {
			t.Errorf("%s is read %q and not %q", list, got, want)
		}
	}
}
