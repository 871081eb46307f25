// Package match finds things by what a person types: parts of words, first letters, or letters left out, in any of the
// languages in which a thing has a name.
package match

import (
	"slices"
	"strings"
	"unicode"
)

// Candidate is something that can be found.
type Candidate struct {
	Names []string // what it is called, in each language
	Also  []string // other words that lead to it and count for less
}

// Match says how well a candidate fits.
type Match struct {
	Score float64
	// Name is which of the names fits best, or -1 where only other words fit.
	Name int
	// Marks are the runes of that name that were typed.
	Marks []int
}

// also is the share of a word's score that counts where it is not a name.
const also = 0.6

// Find tells whether a candidate fits what was typed. Every word that was typed must fit one of the candidate's.
func Find(typed string, c Candidate) (Match, bool) {
	words := strings.Fields(strings.ToLower(typed))
	best := Match{Name: -1}
	total := 0.0
	for _, w := range words {
		score := 0.0
		for _, n := range c.Names {
			s, _ := fit(w, n)
			score = max(score, s)
		}
		for _, n := range c.Also {
			s, _ := fit(w, n)
			score = max(score, s*also)
		}
		if score == 0 {
			return Match{Name: -1}, false
		}
		total += score
	}
	for i, n := range c.Names {
		score, marks := all(words, n)
		if score > best.Score {
			best = Match{Score: score, Name: i, Marks: marks}
		}
	}
	best.Score = total
	return best, true
}

// all adds up how the words fit one name; those that do not fit add nothing.
func all(words []string, name string) (float64, []int) {
	total, marks := 0.0, []int(nil)
	for _, w := range words {
		s, m := fit(w, name)
		total += s
		marks = append(marks, m...)
	}
	slices.Sort(marks)
	return total, slices.Compact(marks)
}

// What a way of fitting is worth. Of two names that fit in the same way, the shorter one is meant.
const (
	whole       = 1000
	atStart     = 800
	atWord      = 600
	inside      = 350
	initials    = 300
	scattered   = 100
	perLetter   = 1.5 // taken off for each letter of the name that was not typed
	spreadLimit = 3   // scattered letters lie within so many times their number
)

// fit tells how well one typed word, in small letters, fits a name, and which runes of the name it stands for.
func fit(word, name string) (float64, []int) {
	w, n := []rune(word), []rune(strings.ToLower(name))
	if len(w) == 0 || len(n) == 0 || len(w) > len(n) {
		return 0, nil
	}
	rest := min(perLetter*float64(len(n)-len(w)), 60)
	if at, start := find(w, n); at >= 0 {
		marks := run(at, len(w))
		switch {
		case len(w) == len(n):
			return whole, marks
		case at == 0:
			return atStart - rest, marks
		case start:
			return atWord - rest, marks
		}
		return inside - rest, marks
	}
	if marks := firstLetters(w, n); marks != nil {
		return initials - rest, marks
	}
	if marks := spread(w, n); marks != nil {
		return scattered - rest, marks
	}
	return 0, nil
}

// find gives where the word stands in the name, at the start of a word where it can be, or -1.
func find(w, n []rune) (at int, start bool) {
	at = -1
	for i := 0; i+len(w) <= len(n); i++ {
		if !slices.Equal(w, n[i:i+len(w)]) {
			continue
		}
		if starts(n, i) {
			return i, true
		}
		if at < 0 {
			at = i
		}
	}
	return at, false
}

// starts tells whether a word starts at a rune; each Chinese character is a word.
func starts(n []rune, i int) bool {
	if i == 0 || unicode.Is(unicode.Han, n[i]) {
		return true
	}
	before := n[i-1]
	letter := unicode.IsLetter(n[i]) || unicode.IsDigit(n[i])
	return letter && (!unicode.IsLetter(before) && !unicode.IsDigit(before) || unicode.Is(unicode.Han, before))
}

// firstLetters fits a word to the first letters of the name's words, in order.
func firstLetters(w, n []rune) []int {
	var marks []int
	for i := range n {
		if len(marks) < len(w) && starts(n, i) && n[i] == w[len(marks)] {
			marks = append(marks, i)
		}
	}
	if len(marks) < len(w) {
		return nil
	}
	return marks
}

// spread fits a word whose letters stand in the name in order, not far apart, the first at the start of a word.
func spread(w, n []rune) []int {
	for from := range n {
		if n[from] != w[0] || !starts(n, from) {
			continue
		}
		marks := []int{from}
		for i := from + 1; i < len(n) && len(marks) < len(w); i++ {
			if n[i] == w[len(marks)] {
				marks = append(marks, i)
			}
		}
		if len(marks) == len(w) && marks[len(marks)-1]-from < spreadLimit*len(w) {
			return marks
		}
	}
	return nil
}

func run(from, length int) []int {
	marks := make([]int, length)
	for i := range marks {
		marks[i] = from + i
	}
	return marks
}
