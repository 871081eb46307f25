//go:build !linux

package frame

// softwareRasteriser is not known here: the systems that Netloom runs on besides Linux draw on a GPU.
func softwareRasteriser() bool { return false }
