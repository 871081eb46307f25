package format

import (
	"testing"
	"time"
)

func TestFormats(t *testing.T) {
	for got, want := range map[string]string{
		Count(0): "0", Count(999): "999", Count(101770): "101,770", Count(-1234567): "-1,234,567",
		Bytes(512): "512 B", Bytes(407080): "398 KiB", Bytes(74036): "72.3 KiB", Bytes(1 << 30): "1 GiB",
		FLOPs(203432): "203 kFLOP", FLOPs(4.46e6): "4.46 MFLOP", FLOPs(12): "12 FLOP",
		Left(7 * time.Second): "7 s", Left(95 * time.Second): "1:35 min", Left(2*time.Hour + 5*time.Minute): "2:05 h",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
