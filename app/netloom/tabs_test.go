//go:build linux && !headless

package main

import (
	"testing"

	"netloom/ui/projects"
)

// killedWithTwoProjects opens a project and draws in another one that has no name; then the machine dies. After the start
// both are there, and the one that was seen is seen.
func killedWithTwoProjects(t *testing.T, binary string) {
	t.Helper()
	home, project := largeWindow(t), copied(t, binary)
	s := newScreen(t)
	r := run(t, s, binary, home, project)
	s.press(t, keyControl, keyN)
	empty := r.until(t, "the second tab", func(v shown) bool { return len(v.Tabs) == 2 && v.Tabs[1].Shown && len(v.Nodes) == 0 })
	added := dragIn(t, r, empty)
	r.until(t, "the save", func(v shown) bool { return v.says("Saved") && !v.Tabs[1].Unsaved })
	check(t, r.process.Process.Kill())
	_ = r.process.Wait()

	r = run(t, s, binary, home, "")
	again := r.until(t, "both projects", func(v shown) bool { return len(v.Tabs) == 2 })
	if !again.Tabs[1].Shown || again.Tabs[0].Path != project || again.Tabs[1].Path != "" || again.named(added) == 0 {
		t.Errorf("after the kill the tabs are %+v, with the layers %+v", again.Tabs, again.Nodes)
	}
	s.press(t, keyControl, keyTab)
	r.until(t, "the first project", func(v shown) bool { return v.Tabs[0].Shown && v.named("Dense 1") != 0 && v.Path == project })
	s.press(t, keyControl, keyQ)
	if err := r.process.Wait(); err != nil || r.said.Len() > 0 {
		t.Errorf("closed, the program ended with %v and said %q", err, r.said)
	}
	if m := projects.Recall(home); len(m.Open) != 1 || m.Open[0] == project {
		t.Errorf("closed in order, the window leaves %v open", m.Open)
	}
}
