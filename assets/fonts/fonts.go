// Package fonts carries the fonts of the window: Latin, Greek and Cyrillic letters, signs, and the Chinese characters of
// GB 2312 level 1 in each, so that Chinese shows on a machine without a Chinese font.
package fonts

import _ "embed"

//go:embed NetloomSans-Regular.ttf
var sansRegular []byte

//go:embed NetloomSans-SemiBold.ttf
var sansSemiBold []byte

//go:embed NetloomMono-Regular.ttf
var monoRegular []byte

// SansRegular is the TrueType font of ordinary text, weight 400. It is only to be read, as the others are.
func SansRegular() []byte { return sansRegular }

// SansSemiBold is the TrueType font of titles and names, weight 600.
func SansSemiBold() []byte { return sansSemiBold }

// MonoRegular is the TrueType font of numbers and shapes, weight 400; Latin letters and digits have one width.
func MonoRegular() []byte { return monoRegular }
