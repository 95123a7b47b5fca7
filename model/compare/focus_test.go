package compare_test

import (
	"testing"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
)

// TestTheFocusRanksWhatIsNear: of causes that are as rare as each other, what a reference leads to comes first.
func TestTheFocusRanksWhatIsNear(t *testing.T) {
	fleet := func(name, size string) *model.Inventory {
		web := modeltest.Resource(modeltest.Instance, "i-0"+name, "acme-"+name+"-payments")
		web.Set(model.Dotted("SecurityGroups"), model.SetValue([]string{"sg-0z" + name}))
		other := modeltest.Resource(modeltest.Instance, "i-1"+name, "acme-"+name+"-alpha", "Architecture="+size)
		group := modeltest.Resource(modeltest.Group, "sg-0z"+name, "acme-"+name+"-zulu")
		if name == "staging" {
			modeltest.Rule(group, "Ingress", "tcp", "8080", "192.168.7.0/24")
		}
		return modeltest.Inventory(name, web, other, group)
	}
	inventories := []*model.Inventory{fleet("staging", "arm64"), fleet("prod", "x86_64")}
	first := func(word string) string {
		result, err := compare.Run(modeltest.Catalog(), inventories, compare.Options{Focus: word})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Causes) != 2 {
			t.Fatalf("%d causes", len(result.Causes))
		}
		for _, again := range []string{"", word} {
			if result = result.Explained(compare.Options{Focus: again}); result.About(again).Len() > 0 != (again != "") {
				t.Errorf("after %q, %q is about %d rows", word, again, result.About(again).Len())
			}
		}
		return result.Causes[0].Entries[0].Name
	}
	for word, want := range map[string]string{"": "acme-alpha", "alpha": "acme-alpha", "zulu": "acme-zulu", "payments": "acme-zulu"} {
		if got := first(word); got != want {
			t.Errorf("about %q: %s comes first, want %s", word, got, want)
		}
	}
}
