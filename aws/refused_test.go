package aws

import (
	"strings"
	"testing"
)

// TestPitfall13OneSelectionTwice: two environments that are the same resources would be perfectly alike.
func TestPitfall13OneSelectionTwice(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = &account{parameters: []parameterFixture{{name: "/shared/x", kind: "String", value: "1"}}}
	for name, c := range map[string]struct {
		only         []string
		first, other Wanted
		refused      bool
	}{
		"tags tell them apart":         {nil, Wanted{Name: "a", Parameters: []string{"/shared"}}, Wanted{Name: "b", Parameters: []string{"/shared"}}, false},
		"tags play no part":            {[]string{"parameters"}, Wanted{Name: "a", Parameters: []string{"/shared"}}, Wanted{Name: "b", Parameters: []string{"/shared"}}, true},
		"all of the account twice":     {nil, Wanted{Name: "a", Select: Select{All: true}, Parameters: []string{"/x"}}, Wanted{Name: "b", Select: Select{All: true}, Parameters: []string{"/x"}}, true},
		"roots tell them apart":        {[]string{"parameters"}, Wanted{Name: "a"}, Wanted{Name: "b"}, false},
		"one name in another spelling": {[]string{"instances"}, Wanted{Name: "stage"}, Wanted{Name: "stage", Region: "eu-west-1"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			options := w.options()
			options.Only, options.AllowEmpty = c.only, true
			_, err := NewSource(options).Load(t.Context(), []Wanted{c.first, c.other}, nil)
			if refused := err != nil && strings.Contains(err.Error(), "same resources"); refused != c.refused {
				t.Errorf("refused %v, want %v: %v", refused, c.refused, err)
			}
		})
	}
}
