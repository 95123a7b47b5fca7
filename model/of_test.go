package model_test

import (
	"testing"

	"parity/model"
)

func TestOfListsTheResourcesOfAType(t *testing.T) {
	inv := &model.Inventory{}
	for name, n := range map[string]int{"B": 3, "D": 1, "F": 2} {
		for range n {
			inv.Resources = append(inv.Resources, &model.Resource{Type: name})
		}
	}
	inv.Sort()
	for name, want := range map[string]int{"A": 0, "B": 3, "C": 0, "D": 1, "E": 0, "F": 2, "G": 0} {
		got := inv.Of(name)
		if len(got) != want {
			t.Errorf("%d of %s, want %d", len(got), name, want)
		}
		for _, r := range got {
			if r.Type != name {
				t.Errorf("a %s among those of %s", r.Type, name)
			}
		}
	}
	if got := (&model.Inventory{}).Of("A"); len(got) != 0 {
		t.Errorf("%d of nothing", len(got))
	}
}
