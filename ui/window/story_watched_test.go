package window

import (
	"testing"

	"netloom/engine/graph"
	"netloom/engine/train"
)

// Layers that views watch fall out of use: their rows say so, and nobody is bothered with it.
func TestStoryWatchedLayersFallOutOfUse(t *testing.T) {
	p := sitDown(t, t.TempDir())
	p.untilReady()
	p.until("all layers are watched", func() bool { return p.reads("none silent") || p.reads(" silent") })
	var told []string
	p.w.studio.OnDigest(func(d train.Digest) {
		for _, x := range d.Problems {
			told = append(told, x.Message.String())
		}
	})
	dropout := p.node("Dropout").ID
	for _, edit := range []graph.Edit{
		graph.SetState{Nodes: []graph.NodeID{dropout}, State: graph.Bypassed},
		graph.SetState{Nodes: []graph.NodeID{dropout}, State: graph.Active},
		graph.RemoveNodes{Nodes: []graph.NodeID{dropout}},
		graph.Connect{From: graph.Endpoint{Node: p.node("Dense 1").ID, Port: "out"}, To: graph.Endpoint{Node: p.node("Dense 2").ID, Port: "in"}},
		graph.AddNode{Kind: "dense", Name: "Aside"},
		graph.Connect{From: graph.Endpoint{Node: p.node("Flatten").ID, Port: "out"}, To: graph.Endpoint{Node: graph.NodeID(p.w.studio.Document().NextID() + 1), Port: "in"}},
	} {
		p.w.do(edit)
		if !p.w.studio.Report().Trainable() {
			continue
		}
		p.untilReady()
		answer, heard := p.node("Dense 2").ID, false
		id := p.w.studio.Watch(train.Probe{Node: answer, Samples: []int{1}, Rate: 100}, func(train.Reading) { heard = true })
		p.until("the network is looked into again", func() bool { return heard })
		p.w.studio.Unwatch(id)
		if s, bypassed := edit.(graph.SetState); bypassed && p.reads("takes no part") != (s.State == graph.Bypassed) {
			t.Errorf("after %s, \"takes no part\" is to be read: %v", edit.Label(), p.reads("takes no part"))
		}
	}
	p.mustRead("takes no part")
	if len(told) > 0 {
		t.Errorf("people were told: %q", told)
	}
}
