// Package house keeps the rules of the source that no compiler keeps: which way imports point, how long a file may be,
// that links in the documents lead somewhere. It holds tests only.
package house
