// Package convert holds what the converters to and from other tools' files share.
package convert

import (
	"strconv"
	"strings"
	"unicode"
)

// Names makes identifiers out of what people call their layers: letters, digits and underscores, each given once.
type Names struct{ taken map[string]bool }

// NewNames starts with none taken.
func NewNames() *Names { return &Names{taken: map[string]bool{}} }

// Identifier gives a name like the wanted one that is an identifier in any tool and has not been given before.
func (n *Names) Identifier(wanted string) string {
	var b strings.Builder
	for _, r := range wanted {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(unicode.ToLower(r))
		} else if s := b.String(); s != "" && !strings.HasSuffix(s, "_") {
			b.WriteByte('_')
		}
	}
	stem := strings.Trim(b.String(), "_")
	if stem == "" || stem[0] >= '0' && stem[0] <= '9' {
		stem = strings.TrimSuffix("layer_"+stem, "_")
	}
	name := stem
	for i := 2; n.taken[name]; i++ {
		name = stem + "_" + strconv.Itoa(i)
	}
	n.taken[name] = true
	return name
}
