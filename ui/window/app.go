package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

// newApp gives an app without an id, for which Fyne keeps no preferences: Netloom's own are in its folder ([projects.Home]).
// With an id Fyne writes an empty file of preferences when it ends and, as it watches that file, may read it half written and complain.
func newApp() fyne.App { return app.NewWithID("") }
