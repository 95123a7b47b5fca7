package config_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parity/command/config"
	"parity/model"
)

func TestFirstText(t *testing.T) {
	got := string(config.FirstText([]config.Environment{
		{Name: "prod", Account: "111122223333", Region: "eu-west-1", Role: model.Baseline, Aliases: []string{"Prod: live"}, Parameters: []string{"/acme/prd"}},
		{Name: "staging", Select: &config.Select{Tags: map[string]string{"Environment": "staging"}}, Parameters: []string{"/staging", "/stg"}},
		{Name: "no"},
	}))
	want := `environments:
  prod:    {account: "111122223333", region: eu-west-1, role: baseline, aliases: ["Prod: live"], parameters: [/acme/prd]}
  staging: {select: {tag: {Environment: staging}}, parameters: [/staging, /stg]}
  no:      {}
`
	if _, after, _ := strings.Cut(got, "\n"); after != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestFirstTextReadsBack: what is written means what was meant, whatever tags and paths are called.
func TestFirstTextReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab9-_ :,{}[]#'\"é日%&*!|>@`~?")), 1, 12, -1).Filter(func(s string) bool {
			return strings.TrimSpace(s) == s && !strings.Contains(s, "{") && !strings.Contains(s, "}")
		})
		env := config.Environment{
			Name: rapid.StringMatching(`[a-z][a-z0-9.-]{0,8}`).Draw(t, "name"), Account: rapid.StringMatching(`[0-9]{12}`).Draw(t, "account"),
			Region: "eu-west-1", Aliases: []string{text.Draw(t, "alias")},
			Select: &config.Select{Tags: map[string]string{text.Draw(t, "key"): text.Draw(t, "value")}}, Parameters: []string{"/" + rapid.StringMatching(`[a-zA-Z0-9_.-]{1,9}`).Draw(t, "root")},
		}
		data := config.FirstText([]config.Environment{env})
		read, err := config.Parse("parity.yaml", data, nil)
		if err != nil {
			if strings.Contains(err.Error(), "alias") || strings.Contains(err.Error(), "tag") {
				return // the file's own rules for names refuse it; nothing was misread
			}
			t.Fatalf("%v\n%s", err, data)
		}
		got := read.Environments[0]
		got.At = config.Place{}
		if !reflect.DeepEqual(got, env) {
			t.Fatalf("%s\nis read as %+v, want %+v", data, got, env)
		}
	})
}
