package wayback

import (
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// What was kept of an environment is not changed: the command would change the environment as it is, in words that nobody
// uses. Where it stands for an environment of its own, its age is said before its commands.
func TestOfWhatWasKept(t *testing.T) {
	at := func(name string, resources ...*model.Resource) *model.Inventory {
		inv := mt.Inventory(name, resources...)
		inv.Environment.Account, inv.Environment.Region = "777702777702", "eu-west-1"
		return inv
	}
	for _, c := range []struct {
		name string
		kept *model.Inventory
		want []string
	}{
		{
			"its own past", at("staging", mt.Param("/prod/x", "800")),
			[]string{"prod to 800: aws x set --of /prod/x --at Value --to 800 --region eu-west-1"},
		},
		{
			"another one's", at("staging", mt.Param("/staging/x", "800")),
			[]string{
				"staging to 3000: staging comes from a file of 2026-11-20 16:12 UTC: load it and look again before anything is changed there",
				"staging to 3000: aws x set --of /staging/x --at Value --to 3000 --region eu-west-1",
				"prod to 800: aws x set --of /prod/x --at Value --to 800 --region eu-west-1",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.kept.Environment.Source, c.kept.Environment.LoadedAt = "snapshot", time.Date(2026, 11, 20, 16, 12, 0, 0, time.UTC)
			if c.kept.Resources[0].ID == "/prod/x" {
				c.kept.Environment.Roots = []string{"/prod"}
			}
			now := at("prod", mt.Param("/prod/x", "3000"))
			now.Environment.LoadedAt = c.kept.Environment.LoadedAt.Add(time.Hour)
			result, err := compare.Run(echoing(nil), []*model.Inventory{c.kept, now}, compare.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range result.Entries {
				for _, w := range Of(result, e) {
					for _, s := range w.Steps {
						got = append(got, w.Title+": "+s.Command+s.Words)
					}
				}
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}
