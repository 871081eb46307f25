package look

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"netloom/assets/fonts"
	"netloom/assets/icons"
	"netloom/ui/listeners"
)

// Type sizes of the design, at 100 %.
const (
	SizeTick    = 10.5 // shapes and ticks
	SizeCaption = 11
	SizeSmall   = 12
	SizeBody    = 13
	SizeTitle   = 15
	SizeReadout = 22
)

// Radii of the design.
const (
	RadiusField  = 6
	RadiusButton = 8
	RadiusIsland = 10
)

// Look is the theme in use. It is Fyne's theme too, so that Fyne's own widgets wear the same clothes. It belongs to
// the window's thread.
type Look struct {
	Palette
	scale     float32
	still     bool
	apply     func(fyne.Theme)
	listeners listeners.List
	tinted    map[string]fyne.Resource
	regular   fyne.Resource
	semibold  fyne.Resource
	mono      fyne.Resource
}

// New makes a look; apply tells Fyne of a changed theme and may be nil.
func New(v Variant, scale float64, apply func(fyne.Theme)) *Look {
	l := &Look{
		apply: apply, tinted: map[string]fyne.Resource{},
		regular:  fyne.NewStaticResource("sans.ttf", fonts.SansRegular()),
		semibold: fyne.NewStaticResource("sans-semibold.ttf", fonts.SansSemiBold()),
		mono:     fyne.NewStaticResource("mono.ttf", fonts.MonoRegular()),
	}
	l.set(v, scale)
	return l
}

// Use changes theme and scale and tells those who listen.
func (l *Look) Use(v Variant, scale float64) {
	l.set(v, scale)
	l.changed()
}

func (l *Look) set(v Variant, scale float64) {
	l.Palette = PaletteOf(v)
	l.scale = float32(min(max(scale, 0.8), 2))
	if l.apply != nil {
		l.apply(l)
	}
}

// SetReducedMotion has everything that moves by itself stand still, or move again, and tells those who listen.
func (l *Look) SetReducedMotion(on bool) {
	if l.still != on {
		l.still = on
		l.changed()
	}
}

// ReducedMotion tells whether what moves by itself should stand still: marks do not run, and what would glide jumps.
func (l *Look) ReducedMotion() bool { return l.still }

func (l *Look) changed() { l.listeners.Tell() }

// OnChange calls f after each change of theme, scale or motion, until what it returns is called.
func (l *Look) OnChange(f func()) (forget func()) { return l.listeners.Add(f) }

// Scale is the interface scale, 0.8 to 2.
func (l *Look) Scale() float32 { return l.scale }

// S scales a length.
func (l *Look) S(v float32) float32 { return v * l.scale }

// Glyph gives an icon of the set in a colour; an unknown name gives a question mark.
func (l *Look) Glyph(name string, c color.NRGBA) fyne.Resource {
	text := "#" + hexText(c)
	key := name + text
	if r := l.tinted[key]; r != nil {
		return r
	}
	svg, ok := icons.Get(name)
	if !ok {
		svg, _ = icons.Get("circle-help")
	}
	r := fyne.NewStaticResource(key+".svg", []byte(strings.ReplaceAll(string(svg), "#000000", text)))
	l.tinted[key] = r
	return r
}

func hexText(c color.NRGBA) string {
	const digits = "0123456789ABCDEF"
	b := []byte{}
	for _, v := range []uint8{c.R, c.G, c.B} {
		b = append(b, digits[v>>4], digits[v&15])
	}
	return string(b)
}

// Font gives the face of a text style.
func (l *Look) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.Monospace:
		return l.mono
	case s.Bold:
		return l.semibold
	default:
		return l.regular
	}
}

// Icon gives the icons of Fyne's own widgets.
func (l *Look) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Color gives the colours of Fyne's own widgets.
func (l *Look) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	switch n {
	case theme.ColorNameBackground:
		return l.Window
	case theme.ColorNameButton, theme.ColorNameHeaderBackground, theme.ColorNameDisabledButton:
		return l.Card
	case theme.ColorNameInputBackground:
		return l.Card
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return l.Panel
	case theme.ColorNameInputBorder:
		return l.Edge
	case theme.ColorNameDisabled, theme.ColorNamePlaceHolder:
		return l.Text3
	case theme.ColorNameForeground:
		return l.Text
	case theme.ColorNamePrimary, theme.ColorNameFocus, theme.ColorNameHyperlink:
		return l.Accent
	case theme.ColorNameForegroundOnPrimary:
		return l.OnAccent
	case theme.ColorNameSelection:
		return Mix(l.Panel, l.Accent, 0.3)
	case theme.ColorNameHover:
		return l.Hover
	case theme.ColorNamePressed:
		return l.Hairline
	case theme.ColorNameSeparator:
		return l.Hairline
	case theme.ColorNameScrollBar:
		return Fade(l.Text3, 0.6)
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	case theme.ColorNameShadow:
		return l.Shadow
	case theme.ColorNameError:
		return l.Error
	case theme.ColorNameSuccess:
		return l.OK
	case theme.ColorNameWarning:
		return l.Live
	}
	return l.Text
}

// Size gives the sizes of Fyne's own widgets.
func (l *Look) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameText:
		return l.S(SizeBody)
	case theme.SizeNameCaptionText:
		return l.S(SizeCaption)
	case theme.SizeNameSubHeadingText:
		return l.S(SizeTitle)
	case theme.SizeNameHeadingText:
		return l.S(18)
	case theme.SizeNamePadding:
		return l.S(4)
	case theme.SizeNameInnerPadding:
		return l.S(6)
	case theme.SizeNameInlineIcon:
		return l.S(16)
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return l.S(RadiusField)
	case theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameScrollBar:
		return l.S(10)
	case theme.SizeNameScrollBarSmall:
		return l.S(4)
	case theme.SizeNameScrollBarRadius:
		return l.S(3)
	case theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameLineSpacing:
		return l.S(3)
	}
	return theme.DefaultTheme().Size(n)
}
