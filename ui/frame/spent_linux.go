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

// threadTime is the time that the calling thread has had on a processor, and that it has waited for one.
func threadTime() (cpu, queued time.Duration) {
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t) != nil {
		return 0, 0
	}
	b, err := os.ReadFile("/proc/thread-self/schedstat")
	if err != nil {
		return time.Duration(t.Nano()), 0
	}
	if f := bytes.Fields(b); len(f) > 1 {
		n, _ := strconv.ParseInt(string(f[1]), 10, 64)
		queued = time.Duration(n)
	}
	return time.Duration(t.Nano()), queued
}
