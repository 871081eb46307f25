package layer

import "testing"

func TestSearchPutsTheNearestNameFirst(t *testing.T) {
	kinds := Standard().All()
	for sought, want := range map[string]string{
		"dense": "dense", "conv 2": "conv2d", "DROP": "dropout", "平均": "average_pool2d", "average": "average", "nn.Linear": "dense", "max pool": "max_pool2d", "flat": "flatten",
	} {
		if found := Search(kinds, sought); len(found) == 0 || found[0].ID != want {
			t.Errorf("%q finds %v first, not %s", sought, ids(found), want)
		}
	}
	if n := len(Search(kinds, " ")); n != len(kinds) {
		t.Errorf("nothing sought finds %d of %d", n, len(kinds))
	}
	if found := Search(kinds, "no such layer"); len(found) != 0 {
		t.Errorf("nonsense finds %v", ids(found))
	}
}

func ids(kinds []*Kind) (list []string) {
	for _, k := range kinds {
		list = append(list, k.ID)
	}
	return list
}
