package formula

import (
	"fmt"
	"strings"
	"unicode"
)

// symbols are the commands that stand for one sign, with the spaces around it.
var symbols = map[string]struct {
	sign  string
	space float64 // on both sides, in ems
}{
	"alpha": {"α", 0}, "beta": {"β", 0}, "gamma": {"γ", 0}, "delta": {"δ", 0}, "epsilon": {"ε", 0}, "eta": {"η", 0}, "theta": {"θ", 0},
	"lambda": {"λ", 0}, "mu": {"μ", 0}, "pi": {"π", 0}, "rho": {"ρ", 0}, "sigma": {"σ", 0}, "tau": {"τ", 0}, "phi": {"φ", 0}, "omega": {"ω", 0},
	"Delta": {"Δ", 0}, "Sigma": {"Σ", 0}, "partial": {"∂", 0}, "infty": {"∞", 0}, "sum": {"∑", 0.08}, "prod": {"∏", 0.08},
	"times": {"×", 0.16}, "cdot": {"·", 0.12}, "in": {"∈", 0.26}, "sim": {"~", 0.26}, "leftarrow": {"←", 0.26}, "rightarrow": {"→", 0.26}, "to": {"→", 0.26},
	"le": {"≤", 0.26}, "ge": {"≥", 0.26}, "ne": {"≠", 0.26}, "approx": {"≈", 0.26}, "odot": {"⊙", 0.16}, "nabla": {"∇", 0}, "leq": {"≤", 0.26}, "geq": {"≥", 0.26},
	"nearrow": {"↗", 0.1}, "searrow": {"↘", 0.1}, "ldots": {"…", 0.1}, "cdots": {"…", 0.1}, "dots": {"…", 0.1},
	"zeta": {"ζ", 0}, "kappa": {"κ", 0}, "nu": {"ν", 0}, "xi": {"ξ", 0}, "chi": {"χ", 0}, "psi": {"ψ", 0}, "varepsilon": {"ε", 0},
	"Gamma": {"Γ", 0}, "Theta": {"Θ", 0}, "Lambda": {"Λ", 0}, "Phi": {"Φ", 0}, "Psi": {"Ψ", 0}, "Omega": {"Ω", 0}, "Pi": {"Π", 0},
	"pm": {"±", 0.16}, "neq": {"≠", 0.26}, "ll": {"<<", 0.26}, "gg": {">>", 0.26}, "mid": {"|", 0.2}, "top": {"T", 0}, "prime": {"′", 0}, "int": {"∫", 0.08},
	"uparrow": {"↑", 0.1}, "downarrow": {"↓", 0.1},
}

// spaces are the commands of one sign that only leave room, in ems.
var spaces = map[rune]float64{',': 0.17, ':': 0.22, ';': 0.28, ' ': 0.25, '!': -0.17}

// functions are the commands that are set upright as they are called.
var functions = map[string]bool{
	"max": true, "min": true, "exp": true, "log": true, "ln": true, "tanh": true, "sin": true, "cos": true, "softmax": true,
	"sign": true, "arg": true, "argmax": true, "argmin": true, "mean": true, "var": true, "Pr": true,
}

// parser reads a formula and makes its boxes.
type parser struct {
	text []rune
	at   int
	pen  *pen
}

func (p *parser) peek() rune {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// row reads to the end, or to a closing brace.
func (p *parser) row(size float64) (box, error) {
	var r row
	for p.at < len(p.text) && p.peek() != '}' {
		b, err := p.scripted(size)
		if err != nil {
			return nil, err
		}
		r = append(r, b)
	}
	return r, nil
}

// scripted reads one thing with what stands below and above on its right.
func (p *parser) scripted(size float64) (box, error) {
	base, err := p.atom(size)
	if err != nil {
		return nil, err
	}
	s := scripts{base: base, size: size}
	for p.peek() == '_' || p.peek() == '^' {
		mark := p.peek()
		p.at++
		b, err := p.argument(size * 0.7)
		if err != nil {
			return nil, err
		}
		if mark == '_' {
			s.below = b
		} else {
			s.above = b
		}
	}
	if s.below == nil && s.above == nil {
		return base, nil
	}
	return s, nil
}

// argument reads a group in braces or one thing.
func (p *parser) argument(size float64) (box, error) {
	for p.peek() == ' ' {
		p.at++
	}
	if p.peek() != '{' {
		return p.atom(size)
	}
	p.at++
	b, err := p.row(size)
	if err != nil {
		return nil, err
	}
	if p.peek() != '}' {
		return nil, fmt.Errorf("formula %q: a brace is not closed", string(p.text))
	}
	p.at++
	return b, nil
}

// atom reads one sign, command or group.
func (p *parser) atom(size float64) (box, error) {
	r := p.peek()
	switch {
	case r == 0:
		return nil, fmt.Errorf("formula %q ends too soon", string(p.text))
	case r == '\\':
		return p.command(size)
	case r == '{':
		return p.argument(size)
	}
	p.at++
	switch {
	case r == ' ':
		return space(0), nil
	case unicode.IsLetter(r):
		return p.pen.word(string(r), size, italic), nil
	case strings.ContainsRune("=+-<>", r):
		if r == '-' {
			r = '−'
		}
		return row{space(0.24 * size), p.pen.word(string(r), size, upright), space(0.24 * size)}, nil
	case r == ',':
		return row{p.pen.word(",", size, upright), space(0.16 * size)}, nil
	}
	return p.pen.word(string(r), size, upright), nil
}

// command reads what begins with a backslash.
func (p *parser) command(size float64) (box, error) {
	p.at++
	start := p.at
	for unicode.IsLetter(p.peek()) {
		p.at++
	}
	name := string(p.text[start:p.at])
	if name == "" {
		return p.escaped(size)
	}
	switch {
	case name == "left" || name == "right":
		for p.peek() == ' ' {
			p.at++
		}
		return p.atom(size)
	case name == "quad":
		return space(size), nil
	case name == "frac":
		above, err := p.argument(size * 0.85)
		if err != nil {
			return nil, err
		}
		below, err := p.argument(size * 0.85)
		return fraction{above: above, below: below, size: size, pen: p.pen}, err
	case name == "lfloor" || name == "rfloor":
		return floor{right: name == "rfloor", size: size, pen: p.pen}, nil
	case name == "sqrt":
		b, err := p.argument(size)
		return root{below: b, size: size, pen: p.pen}, err
	case name == "hat" || name == "tilde" || name == "bar":
		b, err := p.argument(size)
		return accent{base: b, mark: p.pen.word(map[string]string{"hat": "ˆ", "tilde": "˜", "bar": "¯"}[name], size, upright), size: size}, err
	case name == "mathrm" || name == "text" || name == "mathbf" || name == "operatorname":
		return p.upright(size)
	case functions[name]:
		return row{p.pen.word(name, size, upright), space(0.1 * size)}, nil
	}
	s, known := symbols[name]
	if !known {
		return nil, fmt.Errorf("formula %q: the command \\%s is not known", string(p.text), name)
	}
	face := upright
	if r := []rune(s.sign)[0]; unicode.IsLetter(r) && unicode.IsLower(r) {
		face = italic
	}
	return row{space(s.space * size), p.pen.word(s.sign, size, face), space(s.space * size)}, nil
}

// escaped reads a command of one sign: a space, or a sign that would mean something else without the backslash.
func (p *parser) escaped(size float64) (box, error) {
	r := p.peek()
	if room, known := spaces[r]; known {
		p.at++
		return space(room * size), nil
	}
	if strings.ContainsRune("{}_%#&|", r) && r != 0 {
		p.at++
		return p.pen.word(string(r), size, upright), nil
	}
	return nil, fmt.Errorf("formula %q: the command \\%c is not known", string(p.text), r)
}

// upright reads a group as a word.
func (p *parser) upright(size float64) (box, error) {
	if p.peek() != '{' {
		return p.atom(size)
	}
	end := p.at
	for end < len(p.text) && p.text[end] != '}' {
		end++
	}
	if end == len(p.text) {
		return nil, fmt.Errorf("formula %q: a brace is not closed", string(p.text))
	}
	word := string(p.text[p.at+1 : end])
	p.at = end + 1
	return p.pen.word(word, size, upright), nil
}
