package canvas

import (
	"image"
	"image/draw"

	scaling "golang.org/x/image/draw"

	"netloom/engine/graph"
	"netloom/ui/canvas/ink"
)

// thumbnail is a node's picture: maps, bars or a curve, drawn by whoever knows what it shows.
type thumbnail struct {
	image image.Image
	drawn *image.RGBA // in the size in which it was shown last; nil where that is out of date
}

// thumbnailRadius is that of its corners.
const thumbnailRadius = 3

// SetThumbnail gives a node a picture of those proportions, or takes it away with nil. Nodes with one are taller.
func (c *Canvas) SetThumbnail(id graph.NodeID, img image.Image) {
	t := c.thumbnails[id]
	switch {
	case img == nil && t == nil:
		return
	case img == nil:
		delete(c.thumbnails, id)
		c.sync()
	case t == nil:
		c.thumbnails[id] = &thumbnail{image: img}
		c.sync()
	default:
		t.image, t.drawn = img, nil
	}
	c.redraw()
}

// paint draws the picture into its slot.
func (t *thumbnail) paint(v *nodeView) {
	v.nodes.picture(t, v.x+v.s(8), v.y+v.s(58), v.w-v.s(16), v.s(ThumbnailHeight), v.opacity())
}

// scaled is the picture in a size: cells stay cells, drawings are smoothed.
func (t *thumbnail) scaled(w, h int) *image.RGBA {
	if t.drawn != nil && t.drawn.Rect.Dx() == w && t.drawn.Rect.Dy() == h {
		return t.drawn
	}
	t.drawn = image.NewRGBA(image.Rect(0, 0, max(w, 0), max(h, 0)))
	var by scaling.Interpolator = scaling.ApproxBiLinear
	if t.image.Bounds().Dx() < ThumbnailWidth {
		by = scaling.NearestNeighbor
	}
	by.Scale(t.drawn, t.drawn.Rect, t.image, t.image.Bounds(), draw.Src, nil)
	ink.RoundOff(t.drawn, thumbnailRadius)
	return t.drawn
}
