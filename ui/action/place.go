package action

import "fyne.io/fyne/v2"

// placed gives the Latin letter that a US keyboard has at a key's place, or "". Fyne tells of a key by what the keyboard
// writes, so that on a Russian or Greek one a letter's key has no name; its place is told as the system's scan code.
func placed(scan int, system string) fyne.KeyName {
	switch system {
	case "darwin":
		return macPlaces[scan]
	case "windows":
		return rowPlace(scan)
	}
	return rowPlace(scan - 8) // X11 counts from 8
}

// rowPlace finds a letter by the codes of the first PC keyboards, which Linux and Windows keep: each row is numbered
// from left to right.
func rowPlace(scan int) fyne.KeyName {
	for _, row := range [...]struct {
		from    int
		letters string
	}{{16, "QWERTYUIOP"}, {30, "ASDFGHJKL"}, {44, "ZXCVBNM"}} {
		if i := scan - row.from; i >= 0 && i < len(row.letters) {
			return fyne.KeyName(row.letters[i])
		}
	}
	return ""
}

// macPlaces are the virtual key codes of macOS (Events.h, kVK_ANSI_A and on).
var macPlaces = map[int]fyne.KeyName{
	0: "A", 1: "S", 2: "D", 3: "F", 4: "H", 5: "G", 6: "Z", 7: "X", 8: "C", 9: "V", 11: "B", 12: "Q", 13: "W", 14: "E", 15: "R",
	16: "Y", 17: "T", 31: "O", 32: "U", 34: "I", 35: "P", 37: "L", 38: "J", 40: "K", 45: "N", 46: "M",
}
