package ui

import (
	"testing"

	"parity/model"
)

func TestWhatASideShows(t *testing.T) {
	for name, c := range map[string]struct {
		side   model.Side
		text   string
		absent bool
	}{
		"nothing":      {model.Side{}, "", true},
		"a value":      {model.Side{Value: model.TextValue("400")}, "400", false},
		"by default":   {model.Side{Default: model.TextValue("100")}, "100 (default)", false},
		"by reference": {model.Side{Value: model.TextValue("sg-1"), Shown: "web"}, "web", false},
		"several": {model.Side{Several: []model.Counted{
			{Value: model.TextValue("t3.small"), Count: 2}, {Value: model.TextValue("sg-1"), Shown: "web", Count: 1},
		}}, "2 × t3.small, 1 × web", false},
	} {
		if got := shownSide(c.side, ""); got != c.text || absent(c.side) != c.absent {
			t.Errorf("%s is %q, absent %t", name, got, absent(c.side))
		}
	}
}
