package command

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parity/aws"
	"parity/command/config"
	"parity/command/snapshot"
	"parity/model"
)

const acme = `environments:
  dev:     {profile: acme-dev, role: relaxed}
  staging: {account: "333301333301", region: eu-west-1, select: {tag: {Environment: staging}}, parameters: [/staging], words: [stg.acme-pay.io]}
  prod:    {account: "777702777702", role: baseline, aliases: [live], select: all}
`

func resolve(t *testing.T, yaml string, flags sourceFlags, words ...string) ([]environment, error) {
	t.Helper()
	c, err := config.Parse("parity.yaml", []byte(yaml), nil)
	if err != nil {
		t.Fatal(err)
	}
	if yaml == "" {
		c.File = ""
	}
	r := resolver{flags: &flags, config: c, catalog: model.NewCatalog(aws.Types()...), commands: commandNames}
	return r.environments(words)
}

func TestWordsToWanted(t *testing.T) {
	for _, c := range []struct {
		name, yaml, word string
		flags            sourceFlags
		want             aws.Wanted
	}{
		{name: "by convention", word: "staging", want: aws.Wanted{Name: "staging"}},
		{name: "a profile", word: "staging=@acme", want: aws.Wanted{Name: "staging", Profile: "acme"}},
		{name: "a profile and a region", word: "staging=@acme/eu-west-1", want: aws.Wanted{Name: "staging", Profile: "acme", Region: "eu-west-1"}},
		{name: "a region alone", word: "staging=@/eu-west-1", want: aws.Wanted{Name: "staging", Region: "eu-west-1"}},
		{name: "not in the file, said outright", yaml: acme, word: "qa=@", want: aws.Wanted{Name: "qa"}},
		{
			name: "of the file", yaml: acme, word: "staging",
			want: aws.Wanted{
				Name: "staging", Account: "333301333301", Region: "eu-west-1", Words: []string{"stg.acme-pay.io"}, Written: true,
				Select: aws.Select{Tags: map[string]string{"Environment": "staging"}}, Parameters: []string{"/staging"},
			},
		},
		{
			name: "of the file by an alias", yaml: acme, word: "live",
			want: aws.Wanted{Name: "prod", Role: model.Baseline, Account: "777702777702", Aliases: []string{"live"}, Select: aws.Select{All: true}, Written: true},
		},
		{
			name: "the word before the file", yaml: acme, word: "dev=@other/us-east-1",
			want: aws.Wanted{Name: "dev", Role: model.Relaxed, Profile: "other", Region: "us-east-1"},
		},
		{
			name: "flags where the file says nothing", yaml: acme, word: "dev",
			flags: sourceFlags{tags: []string{"Stage", "Team=pay"}, parameters: []string{"/acme/{env}"}},
			want: aws.Wanted{
				Name: "dev", Role: model.Relaxed, Profile: "acme-dev", Written: true,
				Select: aws.Select{Tags: map[string]string{"Stage": "{env}", "Team": "pay"}}, Parameters: []string{"/acme/{env}"},
			},
		},
		{
			name: "the file before flags", yaml: acme, word: "staging", flags: sourceFlags{tags: []string{"Stage"}},
			want: aws.Wanted{
				Name: "staging", Account: "333301333301", Region: "eu-west-1", Words: []string{"stg.acme-pay.io"}, Written: true,
				Select: aws.Select{Tags: map[string]string{"Environment": "staging"}}, Parameters: []string{"/staging"},
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := resolve(t, c.yaml, c.flags, c.word)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got[0].wanted); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPathsOfOneEnvironment: alone, an environment can be looked at below any path; beside another one it keeps
// those of the file.
func TestPathsOfOneEnvironment(t *testing.T) {
	flags := sourceFlags{parameters: []string{"/aws/service/{env}"}}
	for want, words := range map[string][]string{"/aws/service/{env}": {"staging"}, "/staging": {"staging", "prod"}} {
		got, err := resolve(t, acme, flags, words...)
		if err != nil {
			t.Fatal(err)
		}
		if paths := got[0].wanted.Parameters; len(paths) != 1 || paths[0] != want {
			t.Errorf("%q: %q, want %s", words, paths, want)
		}
	}
	if _, err := resolve(t, acme, sourceFlags{parameters: []string{"other"}}, "staging"); err == nil || !strings.Contains(err.Error(), "begins with a slash") {
		t.Errorf("%v", err)
	}
}

// TestPathsOfOneKeptEnvironment: the same of the demo or a snapshot.
func TestPathsOfOneKeptEnvironment(t *testing.T) {
	p := &program{Process: Process{Demo: os.DirFS(demoFolder)}}
	for _, c := range []struct {
		words []string
		psp   bool
	}{{[]string{"prod"}, true}, {[]string{"staging", "prod"}, false}} {
		pl, err := p.plan(&sourceFlags{demo: true, timeout: 1, parameters: []string{"/{env}/payments/psp/"}}, &comparisonFlags{}, c.words)
		if err != nil {
			t.Fatal(err)
		}
		inv := pl.environments[0].kept
		all := inv.Of("AWS::SSM::Parameter")
		if (len(all) == 8) != c.psp || (inv.Environment.Roots[0] == "/prod/payments/psp") != c.psp || len(inv.Of("AWS::EC2::SecurityGroup")) == 0 {
			t.Errorf("%q: %d parameters below %q", c.words, len(all), inv.Environment.Roots)
		}
	}
}

func TestWithoutWordsAllOfTheFile(t *testing.T) {
	got, err := resolve(t, acme, sourceFlags{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, env := range got {
		names = append(names, env.name)
	}
	if diff := cmp.Diff([]string{"dev", "staging", "prod"}, names); diff != "" {
		t.Error(diff)
	}
	if _, err := resolve(t, "", sourceFlags{}); err == nil || !strings.Contains(err.Error(), "parity staging prod") {
		t.Errorf("nobody is named, and that is told as %v", err)
	}
}

// taken makes a snapshot file of environments.
func taken(t *testing.T, at time.Time, names ...string) string {
	t.Helper()
	var inventories []*model.Inventory
	for _, name := range names {
		inventories = append(inventories, &model.Inventory{
			Environment: model.Environment{Name: name, Role: model.Baseline, Aliases: []string{name + "-alias"}, Words: []string{name + ".word"}, LoadedAt: at},
			Types:       []string{"AWS::EC2::Instance"},
		})
	}
	path := t.TempDir() + "/taken.json"
	if err := snapshot.WriteFile(path, model.NewCatalog(aws.Types()...), inventories); err != nil {
		t.Fatal(err)
	}
	return path
}

var friday = time.Date(2026, time.November, 20, 16, 12, 0, 0, time.UTC)

func TestASnapshotKeepsItsWords(t *testing.T) {
	got, err := resolve(t, acme, sourceFlags{}, "live="+taken(t, friday, "staging", "prod"), "mine="+taken(t, friday, "old"))
	if err != nil {
		t.Fatal(err)
	}
	prod, mine := got[0].kept.Environment, got[1].kept.Environment
	if prod.Name != "prod" || prod.Role != model.Baseline || !cmp.Equal(prod.Aliases, []string{"prod-alias", "live"}) {
		t.Errorf("prod of a file is %+v", prod)
	}
	// A role is of the run in which the snapshot was taken, and not of this one.
	if mine.Name != "mine" || mine.Role != "" || !cmp.Equal(mine.Aliases, []string{"old-alias", "old"}) || !cmp.Equal(mine.Words, []string{"old.word"}) {
		t.Errorf("the only environment of a file is %+v", mine)
	}
}

func TestTypesAFileWasNotAskedForAreUnread(t *testing.T) {
	c := config.Config{}
	r := resolver{flags: &sourceFlags{}, config: &c, catalog: model.NewCatalog(aws.Types()...), only: []string{"AWS::SSM::Parameter"}}
	got, err := r.environments([]string{"prod=" + taken(t, friday, "prod")})
	if err != nil {
		t.Fatal(err)
	}
	inv := got[0].kept
	if !cmp.Equal(inv.Types, []string{"AWS::SSM::Parameter"}) || len(inv.Unread) != 1 || inv.Unread[0].Code != snapshot.NotRecorded {
		t.Errorf("types %v, unread %+v", inv.Types, inv.Unread)
	}
}

func TestNamesAndRoles(t *testing.T) {
	const day = "2026-11-20"
	for _, c := range []struct {
		name, yaml string
		words      []string
		baseline   string
		want       map[string]model.Role
	}{
		{name: "prod by family", words: []string{"prod", "staging", "dev"}, want: map[string]model.Role{"prod": "baseline", "staging": "mirror", "dev": "relaxed"}},
		{name: "the last", words: []string{"a", "b"}, want: map[string]model.Role{"a": "mirror", "b": "baseline"}},
		{name: "as the file says", yaml: acme + "  eu: {role: relaxed}\n", words: []string{"eu", "prod"}, want: map[string]model.Role{"eu": "relaxed", "prod": "baseline"}},
		{name: "as the flag says", yaml: acme, words: []string{"staging", "prod"}, baseline: "staging", want: map[string]model.Role{"staging": "baseline", "prod": "mirror"}},
		{name: "the flag by alias", yaml: acme, words: []string{"staging", "prod"}, baseline: "live", want: map[string]model.Role{"staging": "mirror", "prod": "baseline"}},
		{name: "a snapshot against now", words: []string{"prod=FILE", "prod"}, want: map[string]model.Role{"prod@" + day: "baseline", "prod": "mirror"}},
		{name: "now against a snapshot", words: []string{"prod", "prod=FILE"}, want: map[string]model.Role{"prod@" + day: "baseline", "prod": "mirror"}},
		{name: "its past, the flag turned", words: []string{"prod=FILE", "prod"}, baseline: "prod", want: map[string]model.Role{"prod@" + day: "mirror", "prod": "baseline"}},
		{name: "dev is no smaller than its past", yaml: acme, words: []string{"dev=FILE", "dev"}, want: map[string]model.Role{"dev@" + day: "baseline", "dev": "mirror"}},
		{name: "a snapshot alone keeps its name", words: []string{"prod=FILE", "staging"}, want: map[string]model.Role{"prod": "baseline", "staging": "mirror"}},
		{
			name: "the past of a mirror is a mirror of prod", words: []string{"staging=FILE", "staging", "prod"},
			want: map[string]model.Role{"staging@" + day: "mirror", "staging": "mirror", "prod": "baseline"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i, word := range c.words {
				name, _, _ := strings.Cut(word, "=")
				c.words[i] = strings.ReplaceAll(word, "FILE", taken(t, friday, name))
			}
			environments, err := resolve(t, c.yaml, sourceFlags{}, c.words...)
			if err != nil {
				t.Fatal(err)
			}
			if err := settleRoles(environments, c.baseline); err != nil {
				t.Fatal(err)
			}
			got := map[string]model.Role{}
			for _, env := range environments {
				got[env.name] = env.described().Role
				if env.wanted.Name != "" && env.wanted.Role != env.role {
					t.Errorf("%s is loaded as %s", env.name, env.wanted.Role)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTwoSnapshotsOfADayAreToldApartByTheHour(t *testing.T) {
	first, second := taken(t, friday, "prod"), taken(t, friday.Add(time.Hour), "prod")
	environments, err := resolve(t, "", sourceFlags{}, "prod="+first, "prod="+second)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := environments[0].name, environments[1].name; a != "prod@2026-11-20T16:12" || b != "prod@2026-11-20T17:12" {
		t.Errorf("they are called %s and %s", a, b)
	}
	if err := settleRoles(environments, ""); err != nil || environments[0].role != model.Baseline {
		t.Errorf("the older one is %s, %v", environments[0].role, err)
	}
}
