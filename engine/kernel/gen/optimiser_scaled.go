package main

import (
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/reg"
)

// scaled generates the optimisers that divide the gradient by the root of a mean of its square.
func scaled(w width) {
	numbers := []string{"half", "tiny"}
	divide := func(s *stepper, d, a reg.VecVirtual, rate, epsilon int) {
		VADDPS(s.constant(epsilon), a, a)
		VMULPS(s.constant(rate), d, d)
		VMULPS(s.inverseRoot(a), d, d)
		s.subtract(d)
	}
	step(w, "adagrad", 1, []int{0, 1}, numbers, func(s *stepper) {
		d, a := s.load(s.pd), s.load(s.slots[0])
		VFMADD231PS(d, d, a)
		s.store(a, s.slots[0])
		divide(s, d, a, 0, 1)
	})
	step(w, "rmsprop", 1, []int{0, 1, 2, 3}, numbers, func(s *stepper) {
		d := s.load(s.pd)
		divide(s, d, s.follow(s.slots[0], 0, 1, s.square(d)), 2, 3)
	})
	step(w, "rmspropRolling", 3, []int{0, 1}, numbers, func(s *stepper) {
		d := s.load(s.pd)
		size, mean := s.follow(s.slots[0], 0, 1, s.square(d)), s.follow(s.slots[1], 0, 1, d)
		VMULPS(mean, mean, mean)
		VFNMADD231PS(s.constant(5), mean, size)
		w.zero(mean)
		VMAXPS(size, mean, size) // of two, NaN in the first operand is kept
		VADDPS(s.constant(3), size, size)
		VMULPS(s.constant(2), d, d)
		VMULPS(s.inverseRoot(size), d, d)
		VFMADD231PS(s.at(s.slots[2]), s.constant(4), d)
		s.store(d, s.slots[2])
		s.subtract(d)
	})
	step(w, "adadelta", 2, []int{0, 1, 2, 3}, numbers, func(s *stepper) {
		d := s.load(s.pd)
		a, t := s.follow(s.slots[0], 0, 1, s.square(d)), s.load(s.slots[1])
		VADDPS(s.constant(3), a, a)
		VMULPS(s.inverseRoot(a), d, d)
		VADDPS(s.constant(3), t, t)
		s.root(t)
		VMULPS(t, d, d)
		s.follow(s.slots[1], 0, 1, s.square(d))
		VMULPS(s.constant(2), d, d)
		s.subtract(d)
	})
}
