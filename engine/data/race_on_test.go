//go:build race

package data

// raceDetector tells whether the tests run under the race detector, which makes decoding pictures some fifty times slower.
const raceDetector = true
