// Package parity compares layers, losses, optimisers and whole training runs with PyTorch and Keras. It holds nothing
// but tests. What the other tools computed lies in testdata/FAMILY/CASE.json, small enough to be read, so that the tests
// need no Python; make/FAMILY.py wrote it, and writes it again:
//
//	python3 engine/parity/make/FAMILY.py
//
// A case is found by its place: a new one needs no line of Go. A layer kind, loss, optimiser or activation function
// without a case fails TestEverythingHasACase. The forms of a case are the types in case_test.go.
package parity
