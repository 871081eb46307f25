// Package format writes numbers as people read them: with separators, units and few digits.
package format

import (
	"fmt"
	"strconv"
	"time"
)

// Count writes 101770 as 101,770.
func Count(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Bytes writes a size in B, KiB, MiB or GiB.
func Bytes(n int64) string {
	v, unit := float64(n), "B"
	for _, next := range []string{"KiB", "MiB", "GiB", "TiB"} {
		if v < 1024 {
			break
		}
		v, unit = v/1024, next
	}
	return short(v) + " " + unit
}

// FLOPs writes a number of floating point operations.
func FLOPs(n float64) string {
	unit := "FLOP"
	for _, next := range []string{"kFLOP", "MFLOP", "GFLOP", "TFLOP"} {
		if n < 1000 {
			break
		}
		n, unit = n/1000, next
	}
	return short(n) + " " + unit
}

// short keeps three digits.
func short(v float64) string {
	switch {
	case v >= 100 || v == float64(int64(v)):
		return strconv.FormatFloat(v, 'f', 0, 64)
	case v >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	default:
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
}

// Spent writes how long something takes, in few digits.
func Spent(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "< 1 ms"
	case d < time.Second:
		return strconv.Itoa(int(d.Milliseconds())) + " ms"
	case d < time.Minute:
		return strconv.FormatFloat(d.Seconds(), 'f', 1, 64) + " s"
	case d < 100*time.Hour:
		return Left(d)
	default:
		return strconv.Itoa(int(d.Hours())) + " h"
	}
}

// Left writes a time to wait.
func Left(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()+0.5))
	case d < time.Hour:
		return fmt.Sprintf("%d:%02d min", int(d.Minutes()), int(d.Seconds())%60)
	default:
		return fmt.Sprintf("%d:%02d h", int(d.Hours()), int(d.Minutes())%60)
	}
}
