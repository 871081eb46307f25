// Package text holds what the engine says to people: every sentence in English and Chinese, so that one error value
// can be read in whichever language the reader has chosen. English is the source; further languages look sentences
// up by their English form.
package text

import "fmt"

// Language names a language by its IETF tag.
type Language string

// The languages that ship with every sentence.
const (
	English Language = "en"
	Chinese Language = "zh"
)

// Text is one phrase in each shipped language.
type Text struct{ EN, ZH string }

// In gives the phrase in a language; English stands in for one that is missing.
func (t Text) In(l Language) string {
	if l == Chinese && t.ZH != "" {
		return t.ZH
	}
	return t.EN
}

// Message is a phrase with numbers and names put in. Arguments that are themselves Texts or Messages are resolved in
// the same language.
type Message struct {
	Format Text
	Args   []any
}

// New makes a Message from an English and a Chinese format in the form of fmt.Sprintf, with the same arguments in the
// same order (a translation may reorder them with explicit indexes, %[2]s).
func New(en, zh string, args ...any) Message {
	return Message{Format: Text{en, zh}, Args: args}
}

// In renders the message in a language.
func (m Message) In(l Language) string {
	if len(m.Args) == 0 {
		return m.Format.In(l)
	}
	args := make([]any, len(m.Args))
	for i, a := range m.Args {
		switch v := a.(type) {
		case Text:
			args[i] = v.In(l)
		case Message:
			args[i] = v.In(l)
		default:
			args[i] = a
		}
	}
	return fmt.Sprintf(m.Format.In(l), args...)
}

// String is the English form.
func (m Message) String() string { return m.In(English) }

// Empty tells whether there is nothing to say.
func (m Message) Empty() bool { return m.Format.EN == "" }

// Error is a Message as an error value.
type Error struct {
	Message
	Cause error
}

// Errorf makes an error that can be read in both languages.
func Errorf(en, zh string, args ...any) *Error { return &Error{Message: New(en, zh, args...)} }

// Error is the English sentence.
func (e *Error) Error() string { return e.In(English) }

// Unwrap gives the error underneath, if any.
func (e *Error) Unwrap() error { return e.Cause }
