package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/rules"
)

var (
	relax   = SetRole{"staging", model.Relaxed}
	teach   = AddWord{"staging", "stg.acme-pay.io"}
	pinning = AddPin{counterparts.Pin{
		Type: "AWS::EC2::Instance", Role: "batch", Members: map[string]string{"staging": "jobs-runner", "prod": "i-0abc"},
	}}
	except = AddRule{rules.Rule{
		Type: "AWS::RDS::DBInstance", Name: "orders", Attribute: "MultiAZ", Environments: []string{"staging"},
		Values: []model.Value{model.BoolValue(false)}, Reason: "it saves cost: nobody needs it", Owner: "platform",
		Expires: time.Date(2027, time.March, 31, 0, 0, 0, 0, time.UTC),
	}}
)

// TestEdits: what is added stands in the style of what is there, and all else stays as it was.
func TestEdits(t *testing.T) {
	for _, test := range []struct {
		name   string
		change Change
		file   string
		want   string
	}{
		{
			"a block", relax, "environments:\n  staging:\n    account: \"333301333301\"  # ours\n    # region: later\n\n  prod: {}\n",
			"environments:\n  staging:\n    account: \"333301333301\"  # ours\n    # region: later\n    role: relaxed\n\n  prod: {}\n",
		},
		{"brackets", relax, "environments:\n  staging: {profile: x}   # flow\n", "environments:\n  staging: {profile: x, role: relaxed}   # flow\n"},
		{"empty brackets", relax, "environments: {staging: {}, prod: {}}", "environments: {staging: {role: relaxed}, prod: {}}"},
		{"nothing", relax, "environments:\n  staging:  # to be said\n  prod:\n", "environments:\n  staging: {role: relaxed}  # to be said\n  prod:\n"},
		{"null", relax, "environments:\n  staging: null\n  prod: ~\n", "environments:\n  staging: {role: relaxed}\n  prod: ~\n"},
		{
			"another role", relax, "environments:\n  staging:\n    role: 'mirror'   # for now\n    region: eu-west-1\n",
			"environments:\n  staging:\n    role: relaxed   # for now\n    region: eu-west-1\n",
		},
		{
			"a name in quotes", relax, "\"environments\":\n    \"staging\":\n        region: eu-west-1",
			"\"environments\":\n    \"staging\":\n        region: eu-west-1\n        role: relaxed",
		},
		{
			"carriage returns", relax, "environments:\r\n  staging:\r\n    words: [a, # one\r\n      b]\r\n  prod: {}\r\n",
			"environments:\r\n  staging:\r\n    words: [a, # one\r\n      b]\r\n    role: relaxed\r\n  prod: {}\r\n",
		},
		{
			"a text of several lines", relax, "environments:\n  staging:\n    profile: >-\n      acme\n\n      staging\n  # prod\n  prod: {}\n",
			"environments:\n  staging:\n    profile: >-\n      acme\n\n      staging\n    role: relaxed\n  # prod\n  prod: {}\n",
		},
		{
			"an anchor", relax, "environments:\n  staging: &s\n    region: eu-west-1\n  prod: {}\n",
			"environments:\n  staging: &s\n    region: eu-west-1\n    role: relaxed\n  prod: {}\n",
		},

		{"a first word", teach, "environments:\n  staging: {profile: x}\n", "environments:\n  staging: {profile: x, words: [stg.acme-pay.io]}\n"},
		{"a word more", teach, "environments:\n  staging:\n    words: [ stg ]  # short\n", "environments:\n  staging:\n    words: [ stg, stg.acme-pay.io ]  # short\n"},
		{
			"a word in a line of its own", teach, "environments:\n  staging:\n    words: [\n      stg, # short\n      \"s-t\" # odd\n    ]\n",
			"environments:\n  staging:\n    words: [\n      stg, # short\n      \"s-t\", # odd\n      stg.acme-pay.io\n    ]\n",
		},
		{
			"a comma at the end", teach, "environments:\n  staging:\n    words: [\n      stg,\n    ]\n",
			"environments:\n  staging:\n    words: [\n      stg,\n      stg.acme-pay.io,\n    ]\n",
		},
		{
			"a dash", teach, "environments:\n  staging:\n    words:\n    - stg\n    # more of them\n    region: eu-west-1\n",
			"environments:\n  staging:\n    words:\n    - stg\n    # more of them\n    - stg.acme-pay.io\n    region: eu-west-1\n",
		},
		{
			"no words", teach, "environments:\n  staging:\n    words:\n    region: eu-west-1\n",
			"environments:\n  staging:\n    words: [stg.acme-pay.io]\n    region: eu-west-1\n",
		},

		{"a first environment", AddEnvironment{Name: "staging"}, "# ours\n", "# ours\nenvironments:\n  staging: {}\n"},
		{
			"an environment more",
			AddEnvironment{"staging", "acme-staging", "eu-west-1"},
			"environments:\n   prod:\n     region: eu-west-1\n# the end\n",
			"environments:\n   prod:\n     region: eu-west-1\n   staging:\n     profile: acme-staging\n     region: eu-west-1\n# the end\n",
		},
		{"an environment in brackets", AddEnvironment{Name: "staging", Profile: "x"}, "environments: {prod: {}}\n", "environments: {prod: {}, staging: {profile: x}}\n"},

		{"a first rule", except, "environments:\n  staging: {}\n", "environments:\n  staging: {}\n\nintentional:\n" + ruleInBlock},
		{"a file of its own", except, "", "intentional:\n" + ruleInBlock},
		{
			"a rule more", except, "intentional:\n  - type: AWS::EC2::Instance\n    reason: x\n    # owner: nobody\n\nmust_differ: []\n",
			"intentional:\n  - type: AWS::EC2::Instance\n    reason: x\n    # owner: nobody\n" + ruleInBlock + "\nmust_differ: []\n",
		},
		{"a rule in one line", except, "intentional:\n- {type: AWS::EC2::Instance, reason: x} # one\n", "intentional:\n- {type: AWS::EC2::Instance, reason: x} # one\n" +
			"- {type: AWS::RDS::DBInstance, name: orders, attribute: MultiAZ, environments: [staging], values: [false], reason: \"it saves cost: nobody needs it\", owner: platform, expires: 2027-03-31}\n"},
		{"another step", except, "intentional:\n-   type: AWS::EC2::Instance\n    reason: x\n", "intentional:\n-   type: AWS::EC2::Instance\n    reason: x\n" +
			strings.ReplaceAll(strings.ReplaceAll(ruleInBlock, "  - ", "-   "), "\n     ", "\n     ")},
		{"a section without rules", except, "intentional:\n# none yet\ncounterparts:\n", "intentional:\n" + ruleInBlock + "# none yet\ncounterparts:\n"},

		{
			"a first pin", pinning, "environments: {staging: , prod: }\n",
			"environments: {staging: , prod: }\n\ncounterparts:\n  - {type: AWS::EC2::Instance, role: batch, members: {prod: i-0abc, staging: jobs-runner}}\n",
		},
		{"no line at the end", pinning, "counterparts: []", "counterparts: [{type: AWS::EC2::Instance, role: batch, members: {prod: i-0abc, staging: jobs-runner}}]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Edit(FileName, []byte(test.file), types, test.change)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("wrong text (-want +got):\n%s", diff)
			}
			switch test.change.(type) {
			case SetRole, AddWord, AddEnvironment:
				if again, err := Edit(FileName, got, types, test.change); err != nil || string(again) != string(got) {
					t.Errorf("the same change once more: %v\n%s", err, again)
				}
			}
		})
	}
}

const ruleInBlock = `  - type: AWS::RDS::DBInstance
    name: orders
    attribute: MultiAZ
    environments: [staging]
    values: [false]
    reason: "it saves cost: nobody needs it"
    owner: platform
    expires: 2027-03-31
`

// TestEditsThatAreRefused: where one place would say two things, or nothing can be said, nothing is written.
func TestEditsThatAreRefused(t *testing.T) {
	for name, test := range map[string]struct {
		change Change
		file   string
		want   string
	}{
		"an alias":             {relax, "environments:\n  staging: &s {region: eu-west-1}\n  prod: *s\n", "write it by hand"},
		"nobody":               {relax, "environments: {prod: {}}\n", "parity.yaml"},
		"a file with mistakes": {relax, "environments:\n  staging: {regoin: x}\n", "region?"},
		"a second baseline":    {SetRole{"staging", model.Baseline}, "environments: {staging: {}, prod: {role: baseline}}\n", "by hand"},
	} {
		got, err := Edit(FileName, []byte(test.file), types, test.change)
		if name == "nobody" {
			if err != nil || string(got) != test.file {
				t.Errorf("%s: %q, %v, want the file as it was", name, got, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %q, %v, want an error that says %q", name, got, err, test.want)
		}
	}
}

// TestScalarsReadBack: whatever is written is read as that text.
func TestScalarsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-zA-Z0-9:#,{}'"~ -]{0,12}`),
			rapid.SampledFrom([]string{"true", "null", "0123", "1e3", "2027-03-31", "- x", "a: b", "no", "0x1f", ".inf", "a #b", "acme::x"})).Draw(t, "text")
		value := model.TextValue(text)
		if strings.TrimSpace(text) == "" {
			return
		}
		rule := rules.Rule{Type: "AWS::EC2::Instance", Reason: "x", Values: []model.Value{value, model.ListValue([]string{"x " + strings.TrimSpace(text)})}}
		data, err := Edit("f", nil, types, AddRule{rule})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		config, err := Parse("f", data, types)
		if err != nil || config.Rules[0].Values[0] != value {
			t.Fatalf("%q is read as %v, %v from\n%s", text, config, err, data)
		}
	})
}

// drawFile draws a file with comments in odd places, in one of several styles.
func drawFile(t *rapid.T) string {
	end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end")
	var out strings.Builder
	odd := func(margin int) {
		for range rapid.IntRange(0, 2).Draw(t, "odd lines") {
			out.WriteString(rapid.SampledFrom([]string{
				"", "# a comment", strings.Repeat(" ", margin) + "# one more: {a: [b", strings.Repeat(" ", margin+3) + "# far away - x", "   ",
			}).Draw(t, "odd") + end)
		}
	}
	tail := func() string { return rapid.SampledFrom([]string{"", " # why", "   # ] }", " "}).Draw(t, "tail") + end }
	step := strings.Repeat(" ", rapid.IntRange(1, 4).Draw(t, "step"))
	odd(0)
	sections := rapid.Permutation([]string{"environments", "intentional", "counterparts"}).Draw(t, "sections")
	for _, section := range sections[:rapid.IntRange(0, 3).Draw(t, "count")] {
		switch section {
		case "environments":
			out.WriteString("environments:" + tail())
			for _, name := range []string{"staging", "prod"} {
				odd(len(step))
				out.WriteString(step + name + ":" + rapid.SampledFrom([]string{"", " {}", " {region: eu-west-1}", " { words: [\"" + name + "-x\", '" + name + "-y' ,] }"}).Draw(t, "flow"))
				flat := strings.HasSuffix(out.String(), "}")
				out.WriteString(tail())
				if flat {
					continue
				}
				for _, field := range []string{"region: eu-west-1", "words: [" + name + "-a,  " + name + "-b]", "profile: \"acme # " + name + "\"", "parameters:" + end + step + step + "- /" + name} {
					if rapid.Bool().Draw(t, "has") {
						odd(2 * len(step))
						out.WriteString(step + step + field + tail())
					}
				}
			}
		case "intentional":
			out.WriteString("intentional:" + tail())
			for range rapid.IntRange(0, 2).Draw(t, "rules") {
				odd(2)
				if rapid.Bool().Draw(t, "one line") {
					out.WriteString("  - {type: AWS::EC2::Instance, reason: 'it''s so'}" + tail())
				} else {
					out.WriteString("  - name: web" + tail())
					odd(4)
					out.WriteString("    reason: |" + end + "      because # of" + end + end + "      it all" + end)
				}
			}
		default:
			out.WriteString("counterparts: []" + tail())
		}
	}
	odd(0)
	text := out.String()
	if rapid.Bool().Draw(t, "unended") {
		text = strings.TrimSuffix(text, end)
	}
	return text
}

// TestEditsLeaveTheRest: whatever the file looks like, an edit adds to it and takes nothing away.
func TestEditsLeaveTheRest(t *testing.T) {
	all := []Change{relax, teach, except, pinning, AddWord{"prod", "live: \"one\""}, AddEnvironment{Name: "dev"}}
	written := 0
	rapid.Check(t, func(t *rapid.T) {
		text := drawFile(t)
		before, err := Parse("f", []byte(text), types)
		if err != nil {
			t.Fatalf("the drawn file is wrong: %v\n%s", err, text)
		}
		changes := []Change{AddEnvironment{Name: "prod"}, AddEnvironment{Name: "staging"}}
		changes = append(changes, rapid.Permutation(all).Draw(t, "changes")[:rapid.IntRange(1, 4).Draw(t, "many")]...)
		got, err := Edit("f", []byte(text), types, changes...)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		for _, change := range changes {
			change.on(before)
		}
		after, err := Parse("f", got, types)
		if err != nil || !after.means(before) {
			t.Fatalf("another meaning, %v:\n%s", err, got)
		}
		if !within(text, string(got)) {
			t.Fatalf("bytes are lost:\n%q\n%q", text, got)
		}
		for _, line := range strings.Split(text, "\n") {
			if strings.Contains(line, "#") && !strings.Contains(string(got), line[strings.Index(line, "#"):]) {
				t.Fatalf("the comment of %q is torn:\n%s", line, got)
			}
		}
		if strings.Contains(text, "\r\n") && strings.Contains(strings.ReplaceAll(string(got), "\r\n", ""), "\n") {
			t.Fatalf("mixed endings: %q", got)
		}
		written++
	})
	if written == 0 {
		t.Error("nothing was written")
	}
}

// within says that a text has all of another's bytes in their order.
func within(part, whole string) bool {
	for i := 0; part != "" && i < len(whole); i++ {
		if whole[i] == part[0] {
			part = part[1:]
		}
	}
	return part == ""
}

func TestFilesOnDisk(t *testing.T) {
	folder := t.TempDir()
	real, link := filepath.Join(folder, "real.yaml"), filepath.Join(folder, FileName)
	if err := os.WriteFile(real, []byte("a"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.yaml", link); err != nil {
		t.Fatal(err)
	}
	file, err := ReadFile(link)
	if err != nil {
		t.Fatal(err)
	}
	next, err := file.Replace([]byte("b"))
	if err != nil {
		t.Fatal(err)
	}
	info, _ := os.Lstat(link)
	mode, _ := os.Stat(real)
	if data, _ := os.ReadFile(real); string(data) != "b" || info.Mode()&os.ModeSymlink == 0 || mode.Mode().Perm() != 0o640 {
		t.Errorf("the file holds %q, the link is %v, the mode %v", data, info.Mode(), mode.Mode())
	}
	if _, err := file.Replace([]byte("c")); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("written over what changed: %v", err)
	}
	if _, err := next.Replace(file.Data); err != nil {
		t.Errorf("it cannot be taken back: %v", err)
	}
	fresh, err := ReadFile(filepath.Join(folder, "new.yaml"))
	if err != nil || fresh.Data != nil {
		t.Fatal(fresh, err)
	}
	made, err := fresh.Replace([]byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fresh.Replace([]byte("y")); err == nil {
		t.Error("a file that was made meanwhile is written over")
	}
	if _, err := made.Replace(nil); err != nil {
		t.Error(err)
	}
	left, _ := os.ReadDir(folder)
	if names := fmt.Sprint(left); len(left) != 2 {
		t.Errorf("left behind: %s", names)
	}
}

func TestEditAccepted(t *testing.T) {
	entry := func(name string, findings ...model.Finding) *model.Entry {
		return &model.Entry{
			Type: &model.Type{Name: "AWS::SSM::Parameter"}, Name: name, Attribute: model.Dotted("Value"), Environment: "staging", Findings: findings,
			Verdict: model.Drift, Mine: model.Side{Value: model.TextValue("20")}, Baseline: model.Side{Value: model.TextValue("40")},
		}
	}
	at := time.Date(2026, time.November, 24, 2, 14, 0, 0, time.UTC)
	first, err := EditAccepted(AcceptedName, nil, []*model.Entry{entry("/a"), entry("/b", model.CrossEnvironment)}, "m.rossi", at)
	if err != nil {
		t.Fatal(err)
	}
	second, err := EditAccepted(AcceptedName, first, []*model.Entry{entry("/c", model.Recent)}, "a.silva", at)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(second), string(first)) || !strings.Contains(string(second), "what: \"AWS::SSM::Parameter /c Value, staging\"") {
		t.Errorf("the file is\n%s", second)
	}
	shelf, err := ParseAccepted(AcceptedName, second)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"/a": true, "/b": false, "/c": true} {
		debt, found := shelf.Find(entry(name), at.AddDate(0, 0, 90))
		if found != want || found && debt.Expires.Format(time.DateOnly) != "2027-02-22" {
			t.Errorf("%s: found %v, %+v", name, found, debt)
		}
		if _, found := shelf.Find(entry(name), at.AddDate(0, 0, 91)); found {
			t.Errorf("%s is accepted for more than 90 days", name)
		}
	}
	commented := "# ours\naccepted: # all\n- fingerprint: " + strings.Repeat("0", 64) + "\n  expires: 2027-01-01\nsalt: x\n# end\n"
	got, err := EditAccepted(AcceptedName, []byte(commented), []*model.Entry{entry("/a")}, "m", at)
	if err != nil || !slices.Equal(strings.Split(commented, "\n")[:4], strings.Split(string(got), "\n")[:4]) || !strings.HasSuffix(string(got), "\nsalt: x\n# end\n") {
		t.Errorf("%v\n%s", err, got)
	}
}
