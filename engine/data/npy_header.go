package data

import (
	"encoding/binary"
	"io"
	"strconv"
	"strings"

	"netloom/engine/text"
)

// npyHeader is what a .npy file says of its array.
type npyHeader struct {
	descr   string
	fortran bool
	shape   []int
}

// readNPYHeader reads the header; start is where the numbers begin.
func readNPYHeader(r io.Reader) (h *npyHeader, start int64, err error) {
	var head [12]byte
	if _, err := io.ReadFull(r, head[:8]); err != nil || string(head[:6]) != npyMagic {
		return nil, 0, text.Errorf("not a .npy file: it does not begin as one", "不是 .npy 文件：开头不符")
	}
	wide := 2 // bytes of the header's length: version 1 has 2, versions 2 and 3 have 4
	switch version := head[6]; {
	case version < 1 || version > 3 || head[7] != 0:
		return nil, 0, text.Errorf("version %d.%d of the .npy format is not known: use 1.0 to 3.0", "不支持 .npy 格式版本 %d.%d：请使用 1.0 到 3.0", version, head[7])
	case version > 1:
		wide = 4
	}
	length := int64(-1)
	if _, err := io.ReadFull(r, head[8:8+wide]); err == nil {
		length = int64(binary.LittleEndian.Uint32(head[8:]))
	}
	if length < 0 || length > maxNPYHeader {
		return nil, 0, text.Errorf("its header is cut off or longer than %d bytes", "文件头不完整或超过 %d 字节", maxNPYHeader)
	}
	b := make([]byte, length)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, 0, text.Errorf("its header is cut off", "文件头不完整")
	}
	h, ok := parseNPYHeader(string(b))
	if !ok {
		return nil, 0, text.Errorf("its header %.80q is not that of an array of numbers", "文件头 %.80q 不是数值数组的文件头", b)
	}
	return h, int64(8+wide) + length, nil
}

// literal reads the Python dictionary of a header, no more of the language than NumPy writes.
type literal struct{ rest string }

// parseNPYHeader reads a header; each of its three keys must stand there once.
func parseNPYHeader(s string) (*npyHeader, bool) {
	l := &literal{rest: s}
	h, seen := &npyHeader{}, map[string]bool{}
	if !l.take("{") {
		return nil, false
	}
	for !l.take("}") {
		key, ok := l.quoted()
		if !ok || seen[key] || !l.take(":") {
			return nil, false
		}
		seen[key] = true
		switch key {
		case "descr":
			h.descr, ok = l.quoted()
		case "fortran_order":
			h.fortran, ok = l.boolean()
		case "shape":
			h.shape, ok = l.tuple()
		default:
			return nil, false
		}
		if !ok {
			return nil, false
		}
		if !l.take(",") && !strings.HasPrefix(l.rest, "}") {
			return nil, false
		}
	}
	return h, len(seen) == 3 && strings.TrimRight(l.rest, " \n") == ""
}

// take skips spaces and takes what comes, if it is what is wanted; it skips spaces after it too.
func (l *literal) take(want string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(l.rest, " "), want)
	if ok {
		l.rest = strings.TrimLeft(rest, " ")
	}
	return ok
}

// quoted takes a string without escapes.
func (l *literal) quoted() (string, bool) {
	for _, quote := range []string{"'", `"`} {
		if l.take(quote) {
			s, rest, ok := strings.Cut(l.rest, quote)
			if !ok || strings.ContainsAny(s, "\\\n") {
				return "", false
			}
			l.rest = strings.TrimLeft(rest, " ")
			return s, true
		}
	}
	return "", false
}

func (l *literal) boolean() (value, ok bool) {
	if l.take("True") {
		return true, true
	}
	return false, l.take("False")
}

// tuple takes a tuple of whole numbers from 0 on.
func (l *literal) tuple() ([]int, bool) {
	if !l.take("(") {
		return nil, false
	}
	shape := []int{}
	for !l.take(")") {
		end := 0
		for end < len(l.rest) && l.rest[end] >= '0' && l.rest[end] <= '9' {
			end++
		}
		d, err := strconv.Atoi(l.rest[:end])
		if err != nil || len(shape) == maxNPYRank || end > 1 && l.rest[0] == '0' {
			return nil, false
		}
		l.rest = l.rest[end:]
		shape = append(shape, d)
		comma := l.take(",")
		if closes := strings.HasPrefix(strings.TrimLeft(l.rest, " "), ")"); !comma && (!closes || len(shape) == 1) {
			return nil, false // (3) is a number, not a tuple
		}
	}
	return shape, true
}
