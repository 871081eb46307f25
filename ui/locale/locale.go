// Package locale gives the window its words in the language that the person has chosen, and lets it change while the
// program runs.
package locale

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"unicode"
	"unicode/utf8"

	"netloom/engine/text"
	"netloom/ui/listeners"
)

// Words looks sentences up by key. It belongs to the window's thread.
type Words struct {
	language  text.Language
	catalogue map[text.Language]map[string]string
	listeners listeners.List
}

// Load reads every LANGUAGE/AREA.json of a file system; a key that stands in two areas is an error.
func Load(files fs.FS) (*Words, error) {
	w := &Words{language: text.English, catalogue: map[text.Language]map[string]string{}}
	names, err := fs.Glob(files, "*/*.json")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		var area map[string]string
		if err := json.Unmarshal(b, &area); err != nil {
			return nil, fmt.Errorf("translations %s: %w", name, err)
		}
		l := text.Language(path.Dir(name))
		if w.catalogue[l] == nil {
			w.catalogue[l] = map[string]string{}
		}
		for k, v := range area {
			if _, twice := w.catalogue[l][k]; twice {
				return nil, fmt.Errorf("translations %s: key %q stands in another file too", name, k)
			}
			w.catalogue[l][k] = v
		}
	}
	if w.catalogue[text.English] == nil {
		return nil, errors.New("translations: the folder en is missing")
	}
	return w, nil
}

// Get gives the sentence of a key, with arguments put in by fmt.Sprintf. English stands in for a sentence that the
// language lacks; a key that no language has is shown as it is, and a test of the catalogue fails.
func (w *Words) Get(key string, args ...any) string { return w.In(w.language, key, args...) }

// In gives the sentence of a key in a language that need not be the chosen one.
func (w *Words) In(l text.Language, key string, args ...any) string {
	s, ok := w.catalogue[l][key]
	if !ok {
		s, ok = w.catalogue[text.English][key]
	}
	if !ok {
		return key
	}
	if len(args) > 0 {
		return fmt.Sprintf(s, args...)
	}
	return s
}

// Text gives a phrase of the engine's in the chosen language.
func (w *Words) Text(t text.Text) string { return t.In(w.language) }

// Message gives a sentence of the engine's in the chosen language.
func (w *Words) Message(m text.Message) string { return m.In(w.language) }

// Sentence is Message for what stands by itself: errors begin with a small letter, so that they can be joined to others.
func (w *Words) Sentence(m text.Message) string {
	s := m.In(w.language)
	if first, _ := utf8.DecodeRuneInString(m.Format.EN); !unicode.IsLower(first) {
		return s // a large letter already, or a name, which is written as it is
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// Error says an error in the chosen language, if it can be said there.
func (w *Words) Error(err error) string {
	if m, ok := err.(interface{ In(text.Language) string }); ok {
		if e, plain := m.(*text.Error); plain {
			return w.Sentence(e.Message)
		}
		return m.In(w.language)
	}
	return err.Error()
}

// Language is the chosen one.
func (w *Words) Language() text.Language { return w.language }

// Languages lists those with a catalogue.
func (w *Words) Languages() []text.Language {
	var l []text.Language
	for k := range w.catalogue {
		l = append(l, k)
	}
	slices.Sort(l)
	return l
}

// Use changes the language and tells those who listen.
func (w *Words) Use(l text.Language) {
	if w.catalogue[l] == nil || l == w.language {
		return
	}
	w.language = l
	w.listeners.Tell()
}

// OnChange calls f after each change of language, until what it returns is called.
func (w *Words) OnChange(f func()) (forget func()) { return w.listeners.Add(f) }

// Catalogue gives the keys and sentences of one language, for tests.
func (w *Words) Catalogue(l text.Language) map[string]string { return w.catalogue[l] }
