package param

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"netloom/engine/text"
)

// The limits of what is read: a person types less, and what nests deeper is no calculation.
const (
	longestExpression = 200
	deepestExpression = 40
	longestList       = 64
)

// Calculate reads a number or a calculation: 64, 1e-3, 28*28, (32-3)/2+1, 2^10, 25%. A decimal comma is understood.
func Calculate(s string) (float64, error) {
	r, err := newReader(s, false)
	if err != nil {
		return 0, err
	}
	v, err := r.sum()
	if err == nil && !r.end() {
		err = r.unexpected()
	}
	if err != nil {
		return 0, err
	}
	return v, r.finite(v)
}

// CalculateList reads numbers or calculations side by side: "28, 28, 1", "28x28x1" or "28 28 1", in brackets or not.
func CalculateList(s string) ([]float64, error) {
	r, err := newReader(unbracketed(s), true)
	if err != nil {
		return nil, err
	}
	var list []float64
	for {
		v, err := r.sum()
		if err == nil {
			err = r.finite(v)
		}
		if err != nil {
			return nil, err
		}
		if list = append(list, v); len(list) > longestList {
			return nil, text.Errorf("at most %d numbers can stand here", "此处最多可填 %d 个数字", longestList)
		}
		if r.end() {
			return list, nil
		}
		if r.take(",;x") && r.end() {
			return nil, r.unexpected()
		}
	}
}

// unbracketed takes the brackets off a list that has them: [28, 28, 1], (3, 3).
func unbracketed(s string) string {
	s = strings.TrimSpace(plain(s))
	if len(s) < 2 || s[0] != '[' && s[0] != '(' || s[0] == '(' && !strings.ContainsAny(s, ",;x") {
		return s
	}
	depth := 0
	for i, c := range s {
		switch c {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth == 0 && i < len(s)-1 {
			return s
		}
	}
	if depth != 0 {
		return s
	}
	return s[1 : len(s)-1]
}

// plain writes signs that are typed in other ways, such as the wide ones of Chinese keyboards, as the plain ones.
func plain(s string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case '×', '✕', 'X':
			return 'x'
		case '·', '⋅':
			return '*'
		case '÷':
			return '/'
		case '−', '–':
			return '-'
		case '，', '、':
			return ','
		case '；':
			return ';'
		case '\u3000':
			return ' '
		}
		if c >= '！' && c <= '～' {
			return c - '！' + '!'
		}
		return c
	}, s)
}

// reader goes through an expression from left to right: sums of products of powers.
type reader struct {
	typed string // as it was typed, for messages
	s     string
	at    int
	depth int
	list  bool // x and comma part numbers; else x multiplies and a comma is a decimal point
}

func newReader(s string, list bool) (*reader, error) {
	r := &reader{typed: strings.TrimSpace(s), s: strings.ReplaceAll(plain(s), "**", "^"), list: list}
	if r.end() {
		return nil, text.Errorf("type a number, or a calculation such as 28*28", "请输入数字，或算式如 28*28")
	}
	if len(s) > longestExpression {
		return nil, text.Errorf("that is too long: a number has at most %d characters", "内容过长：数字最多 %d 个字符", longestExpression)
	}
	return r, nil
}

// end tells whether nothing is left.
func (r *reader) end() bool {
	for r.at < len(r.s) && unicode.IsSpace(rune(r.s[r.at])) {
		r.at++
	}
	return r.at >= len(r.s)
}

// peek is the next sign, or 0 at the end.
func (r *reader) peek() byte {
	if r.end() {
		return 0
	}
	return r.s[r.at]
}

// take steps over the next sign if it is one of these.
func (r *reader) take(signs string) bool {
	if c := r.peek(); c != 0 && strings.IndexByte(signs, c) >= 0 {
		r.at++
		return true
	}
	return false
}

func (r *reader) sum() (float64, error) {
	v, err := r.product()
	for err == nil {
		sign := r.peek()
		if !r.take("+-") {
			break
		}
		var w float64
		if w, err = r.product(); sign == '-' {
			w = -w
		}
		v += w
	}
	return v, err
}

func (r *reader) product() (float64, error) {
	times := "*/x"
	if r.list {
		times = "*/"
	}
	v, err := r.signed()
	for err == nil {
		sign := r.peek()
		if !r.take(times) {
			break
		}
		var w float64
		if w, err = r.signed(); err != nil {
			break
		}
		if sign != '/' {
			v *= w
			continue
		}
		if w == 0 {
			return 0, text.Errorf("%q divides by zero", "%q 除以了零", r.typed)
		}
		v /= w
	}
	return v, err
}

// signed is a power with signs before it: −2² is −4, as in mathematics.
func (r *reader) signed() (float64, error) {
	if r.depth++; r.depth > deepestExpression {
		return 0, text.Errorf("%q is nested too deeply", "%q 的嵌套过深", r.typed)
	}
	defer func() { r.depth-- }()
	if r.take("-") {
		v, err := r.signed()
		return -v, err
	}
	if r.take("+") {
		return r.signed()
	}
	v, err := r.atom()
	if err == nil && r.take("^") { // from the right: 2^3^2 is 2^9
		var w float64
		if w, err = r.signed(); err == nil {
			v = math.Pow(v, w)
		}
	}
	return v, err
}

// atom is a number, perhaps in per cent, or what stands in brackets.
func (r *reader) atom() (float64, error) {
	var v float64
	var err error
	if r.take("(") {
		if v, err = r.sum(); err == nil && !r.take(")") {
			return 0, text.Errorf("%q lacks a closing bracket", "%q 缺少右括号", r.typed)
		}
	} else {
		v, err = r.number()
	}
	if err == nil && r.take("%") {
		v /= 100
	}
	return v, err
}

func (r *reader) number() (float64, error) {
	r.end()
	rest := r.s[r.at:]
	n := digits(rest)
	if n < len(rest) && (rest[n] == '.' || rest[n] == ',' && !r.list) {
		after := digits(rest[n+1:])
		if rest[n] == ',' && after == 3 && n >= 1 && n <= 3 && rest[0] != '0' {
			whole, part := rest[:n], rest[n+1:n+4]
			return 0, text.Errorf("%s,%s can mean two things: type %[1]s%[2]s, or %[1]s.%[2]s", "%s,%s 有两种含义：请输入 %[1]s%[2]s 或 %[1]s.%[2]s", whole, part)
		}
		if n+after > 0 {
			n += 1 + after
		}
	}
	if n == 0 {
		return 0, r.unexpected()
	}
	n += exponent(rest[n:])
	v, err := strconv.ParseFloat(strings.Replace(rest[:n], ",", ".", 1), 64)
	if err != nil {
		return 0, text.Errorf("%s is too large a number", "%s 过大", rest[:n])
	}
	r.at += n
	return v, nil
}

// digits is how many figures a text begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// exponent is the length of a power of ten that a text begins with: e-3.
func exponent(s string) int {
	if s == "" || s[0] != 'e' && s[0] != 'E' {
		return 0
	}
	n := 1
	if n < len(s) && (s[n] == '+' || s[n] == '-') {
		n++
	}
	d := digits(s[n:])
	if d == 0 {
		return 0
	}
	return n + d
}

// unexpected says what cannot be read.
func (r *reader) unexpected() error {
	if r.end() {
		return text.Errorf("%q ends too soon: a number is missing", "%q 不完整：缺少一个数字", r.typed)
	}
	rest := []rune(r.s[r.at:])
	return text.Errorf("%q is not a number: %q cannot be read", "%q 不是数字：无法识别 %q", r.typed, string(rest[:1]))
}

// finite refuses what no number can hold.
func (r *reader) finite(v float64) error {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return text.Errorf("%q has no finite result", "%q 没有有限的结果", r.typed)
	}
	return nil
}
