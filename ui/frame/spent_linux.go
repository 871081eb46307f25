package frame

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// rasterisers finds the threads on which Mesa draws where it has no GPU, by where their times are told.
func rasterisers() (times []string) {
	names, _ := filepath.Glob("/proc/self/task/*/comm")
	for _, name := range names {
		if b, err := os.ReadFile(name); err == nil && bytes.HasPrefix(b, []byte("llvmpipe")) {
			times = append(times, filepath.Join(filepath.Dir(name), "schedstat"))
		}
	}
	return times
}

// spent is the time that the calling thread and the rasterisers have had on the processor.
func spent(rasterisers []string) (total time.Duration) {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_THREAD, &u) == nil {
		total = time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	for _, name := range rasterisers {
		b, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		first, _, _ := bytes.Cut(b, []byte(" "))
		if n, err := strconv.ParseInt(string(first), 10, 64); err == nil {
			total += time.Duration(n)
		}
	}
	return total
}

// spentByAll is the time that the whole program has had on the processor.
func spentByAll() time.Duration {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// threadClock gives what tells the times of the calling thread, always the same one. Opening the file each time would cost
// more than a frame should.
func threadClock() func() threadTimes {
	var file *os.File
	var text [96]byte
	return func() (now threadTimes) {
		var t unix.Timespec
		var u unix.Rusage
		if unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t) != nil || unix.Getrusage(unix.RUSAGE_THREAD, &u) != nil {
			return now
		}
		now.cpu, now.sleeps = time.Duration(t.Nano()), u.Nvcsw
		if file == nil {
			var err error
			if file, err = os.Open("/proc/thread-self/schedstat"); err != nil {
				return now
			}
		}
		n, _ := file.ReadAt(text[:], 0)
		if f := bytes.Fields(text[:n]); len(f) > 1 {
			waited, _ := strconv.ParseInt(string(f[1]), 10, 64)
			now.queued = time.Duration(waited)
		}
		return now
	}
}
