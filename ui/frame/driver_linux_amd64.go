package frame

/*
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <x86intrin.h>

static uint64_t spentTicks;

static uint64_t spent(void) { return spentTicks; }
static uint64_t ticks(void) { return __rdtsc(); }

// TIMED puts a function before one of the driver's that adds up how long the driver takes.
#define TIMED(name, parameters, arguments) \
	static void (*real##name) parameters; \
	static void timed##name parameters { \
		uint64_t begun = __rdtsc(); \
		real##name arguments; \
		spentTicks += __rdtsc() - begun; \
	}

TIMED(ActiveTexture, (unsigned a), (a))
TIMED(BindBuffer, (unsigned a, unsigned b), (a, b))
TIMED(BindTexture, (unsigned a, unsigned b), (a, b))
TIMED(BlendFunc, (unsigned a, unsigned b), (a, b))
TIMED(BufferData, (unsigned a, ptrdiff_t b, const void *c, unsigned d), (a, b, c, d))
TIMED(BufferSubData, (unsigned a, ptrdiff_t b, ptrdiff_t c, const void *d), (a, b, c, d))
TIMED(Clear, (unsigned a), (a))
TIMED(ClearColor, (float a, float b, float c, float d), (a, b, c, d))
TIMED(DeleteTextures, (int a, const unsigned *b), (a, b))
TIMED(Disable, (unsigned a), (a))
TIMED(DrawArrays, (unsigned a, int b, int c), (a, b, c))
TIMED(Enable, (unsigned a), (a))
TIMED(EnableVertexAttribArray, (unsigned a), (a))
TIMED(GenTextures, (int a, unsigned *b), (a, b))
TIMED(Scissor, (int a, int b, int c, int d), (a, b, c, d))
TIMED(TexImage2D, (unsigned a, int b, int c, int d, int e, int f, unsigned g, unsigned h, const void *i), (a, b, c, d, e, f, g, h, i))
TIMED(TexParameteri, (unsigned a, unsigned b, int c), (a, b, c))
TIMED(Uniform1f, (int a, float b), (a, b))
TIMED(Uniform2f, (int a, float b, float c), (a, b, c))
TIMED(Uniform4f, (int a, float b, float c, float d, float e), (a, b, c, d, e))
TIMED(UseProgram, (unsigned a), (a))
TIMED(VertexAttribPointer, (unsigned a, int b, unsigned c, unsigned char d, int e, const void *f), (a, b, c, d, e, f))
TIMED(Viewport, (int a, int b, int c, int d), (a, b, c, d))

// timed gives what is to be called in place of one of the driver's functions.
static void *timed(const char *name, void *real) {
#define CASE(n) if (strcmp(name, "gl" #n) == 0) { real##n = real; return timed##n; }
	CASE(ActiveTexture) CASE(BindBuffer) CASE(BindTexture) CASE(BlendFunc) CASE(BufferData) CASE(BufferSubData)
	CASE(Clear) CASE(ClearColor) CASE(DeleteTextures) CASE(Disable) CASE(DrawArrays) CASE(Enable)
	CASE(EnableVertexAttribArray) CASE(GenTextures) CASE(Scissor) CASE(TexImage2D) CASE(TexParameteri)
	CASE(Uniform1f) CASE(Uniform2f) CASE(Uniform4f) CASE(UseProgram) CASE(VertexAttribPointer) CASE(Viewport)
	return real;
}
*/
import "C"

import (
	"errors"
	"fmt"
	"time"
	"unsafe"

	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.3/glfw"
)

// TimedDriver stands between Fyne and the graphics driver and times the functions that a frame calls. The processor's
// counter is read, since asking the system for the thread's time costs more than most of these functions.
type TimedDriver struct{ rate float64 } // nanoseconds a tick

// TimeDriver puts itself before the driver. It is to be called on the window's thread while the window's graphics are
// current, as when something is painted.
func TimeDriver() (*TimedDriver, error) {
	if glfw.GetCurrentContext() == nil { // glfw's functions panic without one
		return nil, errors.New("the window has no OpenGL of the desktop's kind to be timed")
	}
	if err := gl.InitWithProcAddrFunc(timedFunction); err != nil {
		return nil, fmt.Errorf("the graphics driver cannot be timed: it lacks %w", err)
	}
	const while = 20 * time.Millisecond
	begun, from := time.Now(), C.ticks()
	for time.Since(begun) < while {
	}
	return &TimedDriver{rate: float64(time.Since(begun)) / float64(C.ticks()-from)}, nil
}

func timedFunction(name string) unsafe.Pointer {
	real := glfw.GetProcAddress(name)
	if real == nil {
		return nil
	}
	c := append([]byte(name), 0)
	return C.timed((*C.char)(unsafe.Pointer(&c[0])), real)
}

// Spent is how long the driver's functions have taken since the driver is timed.
func (d *TimedDriver) Spent() time.Duration {
	return time.Duration(float64(C.spent()) * d.rate)
}
