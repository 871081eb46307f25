package param

import "strings"

// A list of names is stored as one text, in which commas part them: Encoder, Decoder. A name that holds a comma stands in
// quotes, in which a quote is written twice: "Encoder, left". So does one that begins with a quote; all others stand as they
// are, quotes within them too. Here alone such texts are read and written.

// SplitNames reads a list of names. Blanks around a name do not count, and no name is empty.
func SplitNames(list string) []string {
	var names []string
	for list != "" {
		name, rest, quoted := cutQuoted(list)
		if !quoted {
			name, rest, _ = strings.Cut(list, ",")
		}
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
		list = rest
	}
	return names
}

// JoinNames writes a list of names, of which those that are nothing but blanks are left out.
func JoinNames(names []string) string {
	var list []string
	for _, name := range names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if needsQuotes(name) {
			name = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
		}
		list = append(list, name)
	}
	return strings.Join(list, ", ")
}

func needsQuotes(name string) bool {
	return strings.Contains(name, ",") || strings.HasPrefix(name, `"`)
}

// cutQuoted cuts the first name off a list where that stands in quotes and has to.
func cutQuoted(list string) (name, rest string, quoted bool) {
	inside, begins := strings.CutPrefix(strings.TrimLeft(list, blanks), `"`)
	if !begins {
		return "", "", false
	}
	for {
		part, after, closes := strings.Cut(inside, `"`)
		if !closes {
			return "", "", false
		}
		name += part
		if another, doubled := strings.CutPrefix(after, `"`); doubled {
			name, inside = name+`"`, another
			continue
		}
		after = strings.TrimLeft(after, blanks)
		rest, parted := strings.CutPrefix(after, ",")
		return name, rest, needsQuotes(name) && (parted || after == "")
	}
}

// blanks are what may stand around a name in quotes.
const blanks = " \t"
