package kernel_test

import (
	"syscall"
	"testing"
	"unsafe"
)

// guarded gives n elements that end where memory that must not be touched begins: one element read or written too far
// stops the test.
func guarded[T any](t *testing.T, n int) []T {
	t.Helper()
	const page = 4096
	size := n * int(unsafe.Sizeof(*new(T)))
	whole := (size + page - 1) / page * page
	memory, err := syscall.Mmap(-1, 0, whole+page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(memory) })
	if err := syscall.Mprotect(memory[whole:], syscall.PROT_NONE); err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*T)(unsafe.Pointer(&memory[whole-size])), n)
}
