package canvas

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// The sizes of a note's headings, as factors of its text.
var headings = [...]float32{1.45, 1.25, 1.1}

// paragraph is one block of a note: a heading, a paragraph, an item of a list, a line of code.
type paragraph struct {
	words  []word
	scale  float32 // of the text's size
	indent float32 // in text sizes
	mark   string  // what stands before the first line: a bullet or a number
	before float32 // room above, in text sizes
}

// word is a run of letters between spaces in one style.
type word struct {
	text  string
	style fyne.TextStyle
	glued bool // no space stands before it
}

// markdown reads a note's text (CommonMark): headings, lists, emphasis and code. What it does not draw, such as pictures,
// it shows as the words that it holds.
func markdown(source string) []paragraph {
	reader := &noteReader{source: []byte(source)}
	reader.blocks(goldmark.DefaultParser().Parse(text.NewReader(reader.source)), 0)
	return reader.list
}

type noteReader struct {
	source []byte
	list   []paragraph
}

func (r *noteReader) blocks(parent ast.Node, indent float32) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			r.add(n, paragraph{scale: headings[min(n.Level, len(headings))-1], indent: indent, before: 0.5}, semibold)
		case *ast.List:
			r.items(n, indent)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				code := strings.TrimRight(string(line.Value(r.source)), "\n")
				r.list = append(r.list, paragraph{words: []word{{text: code, style: mono}}, scale: 0.92, indent: indent + 0.6})
			}
		case *ast.Blockquote:
			r.blocks(n, indent+1)
		case *ast.ThematicBreak:
			r.list = append(r.list, paragraph{words: []word{{text: "———"}}, scale: 1, indent: indent, before: 0.3})
		default:
			if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeBlock {
				r.blocks(n, indent)
				continue
			}
			r.add(n, paragraph{scale: 1, indent: indent, before: 0.35}, plain)
		}
	}
}

func (r *noteReader) items(list *ast.List, indent float32) {
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "•"
		if list.IsOrdered() {
			mark = strconv.Itoa(number) + "."
			number++
		}
		first := len(r.list)
		r.blocks(item, indent+1.2)
		if len(r.list) > first {
			r.list[first].mark, r.list[first].before = mark, 0.1
		}
	}
}

func (r *noteReader) add(n ast.Node, p paragraph, style fyne.TextStyle) {
	w := wordReader{source: r.source, glued: true}
	w.inline(n, style)
	p.words = w.words
	if len(p.words) > 0 {
		r.list = append(r.list, p)
	}
}

// wordReader splits the inside of a block into words.
type wordReader struct {
	source []byte
	words  []word
	glued  bool // no space has come since the last word
}

func (r *wordReader) inline(parent ast.Node, style fyne.TextStyle) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			r.put(string(n.Value(r.source)), style)
			if n.SoftLineBreak() || n.HardLineBreak() {
				r.glued = false
			}
		case *ast.String:
			r.put(string(n.Value), style)
		case *ast.AutoLink:
			r.put(string(n.URL(r.source)), style)
		case *ast.CodeSpan:
			r.inline(n, mono)
		case *ast.Emphasis:
			r.inline(n, semibold) // the fonts have no italics
		default:
			r.inline(n, style)
		}
	}
}

func (r *wordReader) put(s string, style fyne.TextStyle) {
	for i, part := range strings.Split(s, " ") {
		if i > 0 {
			r.glued = false
		}
		if part != "" {
			r.words = append(r.words, word{part, style, r.glued && len(r.words) > 0})
			r.glued = true
		}
	}
}
