package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

// newApp gives an app without an id, for which Fyne keeps no preferences: Netloom's own are in its folder ([projects.Home]).
// With an id Fyne writes an empty file of preferences when it ends and, as it watches that file, may read it half written and complain.
//
// Where the window is watched, as by its tests, Fyne complains of whatever touches the window from another thread. Elsewhere
// it need not ask which thread it is on each time that anything is drawn anew, which costs more than drawing it.
func newApp(watched bool) fyne.App {
	app.SetMetadata(fyne.AppMetadata{Name: "Netloom", Migrations: map[string]bool{"fyneDo": !watched}})
	return app.NewWithID("")
}
