package wayback

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parity/model"
)

// shell runs a command line in which aws is a function that prints its arguments, each behind NUL's stand-in, and
// returns them.
func shell(t interface{ Fatalf(string, ...any) }, line string, set ...string) (args []string, complaint string) {
	script := "aws() { for a in \"$@\"; do printf '%s\\0' \"$a\"; done; }\n" + line
	cmd := exec.Command("/bin/sh", "-c", script)
	cmd.Env = set
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && stderr.Len() == 0 {
		t.Fatalf("%v of %s", err, line)
	}
	if stdout.Len() > 0 {
		args = strings.Split(strings.TrimSuffix(stdout.String(), "\x00"), "\x00")
	}
	return args, stderr.String()
}

var environment = &model.Environment{Name: "prod", Region: "eu-west-1"}

// anything is a text of what breaks shells, and of what the CLI takes for something else.
var anything = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"'", `"`, "$(touch x)", "`id`", "\\", "\n", "\r", "\t", "-", "--region", "file://", "https://", "!", "$HOME", "${X}", "*", "~", "#", ";", "&", "|", "=", ",", "[", "{", "é", "\u202e", "\u0085", "🦆", "\U000E0001", " ", "%s", `\0`}),
		rapid.StringN(0, 8, -1).Filter(func(s string) bool { return !strings.Contains(s, "\x00") }))
	return strings.ToValidUTF8(strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces"), ""), "")
})

// Whatever a value holds, the CLI gets it byte for byte: as an option's text, or in JSON.
func TestNothingIsLostInTheShell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(anything, 3, 3).Draw(t, "texts")
		step := &model.Step{Service: "ssm", Operation: "put-parameter", Input: []model.Input{
			{Name: "Name", Value: texts[0]}, {Name: "Nested", Value: map[string]any{"K": texts[1]}}, {Name: "List", Value: []string{texts[2]}}, {Name: "Overwrite", Value: true},
		}}
		line := command(step, environment)
		args, complaint := shell(t, line)
		if complaint != "" || len(args) < 2 || args[0] != "ssm" || args[1] != "put-parameter" {
			t.Fatalf("%q comes of %s: %s", args, line, complaint)
		}
		got := understood(t, args[2:])
		want := map[string]any{"name": texts[0], "nested": map[string]any{"K": texts[1]}, "list": []any{texts[2]}, "overwrite": true, "region": "eu-west-1"}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		if string(a) != string(b) {
			t.Fatalf("%s\nis understood as %s\nnot as         %s", line, a, b)
		}
		for _, r := range line {
			if r < ' ' || r == 0x7f || r == '\u202e' {
				t.Fatalf("%q is pasted", r)
			}
		}
	})
}

// understood is what the CLI makes of options, and refuses what it would take for something else.
func understood(t *rapid.T, args []string) map[string]any {
	got := map[string]any{}
	for len(args) > 0 {
		name, ok := strings.CutPrefix(args[0], "--")
		if !ok {
			t.Fatalf("%q is no option", args[0])
		}
		n := 1 + slices.IndexFunc(append(args[1:len(args):len(args)], "--"), func(a string) bool { return strings.HasPrefix(a, "-") })
		values := args[1:n]
		args = args[n:]
		for _, v := range values {
			for _, scheme := range []string{"file://", "fileb://", "http://", "https://"} {
				if strings.HasPrefix(v, scheme) {
					t.Fatalf("%q is read from elsewhere", v)
				}
			}
		}
		switch {
		case name == "cli-input-json":
			var members map[string]any
			if err := json.Unmarshal([]byte(values[0]), &members); err != nil {
				t.Fatalf("%s: %v", values[0], err)
			}
			for k, v := range members {
				got[option(k)] = v
			}
		case len(values) == 0:
			got[name] = true
		case name == "nested" || name == "list" && strings.HasPrefix(values[0], "["):
			var v any
			if err := json.Unmarshal([]byte(values[0]), &v); err != nil {
				t.Fatalf("%s: %v", values[0], err)
			}
			got[name] = v
		case name == "list":
			var list []any
			for _, v := range values {
				list = append(list, v)
			}
			got[name] = list
		default:
			got[name] = values[0]
		}
	}
	return got
}

// A command with a blank refuses to run until it is filled in, and then holds what was filled in.
func TestABlankRefuses(t *testing.T) {
	blank := &model.Blank{Variable: "VALUE", Secret: true, Hint: `staging's own "$(touch x)" in the place of prod} db`}
	for name, value := range map[string]any{
		"an option": blank, "in JSON": []map[string]any{{"Key": "password", "Value": blank}},
	} {
		t.Run(name, func(t *testing.T) {
			line := command(&model.Step{Service: "ssm", Operation: "put-parameter", Input: []model.Input{{Name: "Value", Value: value}}}, environment)
			args, complaint := shell(t, line)
			if args != nil || !strings.Contains(complaint, "set VALUE first, e.g. read -rs VALUE") {
				t.Errorf("%q comes of %s: %s", args, line, complaint)
			}
			args, complaint = shell(t, line, "VALUE=it's $X")
			if complaint != "" || !strings.Contains(strings.Join(args, " "), "it's $X") {
				t.Errorf("%q comes of %s: %s", args, line, complaint)
			}
		})
	}
}

func TestOptions(t *testing.T) {
	for name, want := range map[string]string{
		"DBInstanceIdentifier": "db-instance-identifier", "MultiAZ": "multi-az", "EnableIAMDatabaseAuthentication": "enable-iam-database-authentication",
		"PerformanceInsightsKMSKeyId": "performance-insights-kms-key-id", "CACertificateIdentifier": "ca-certificate-identifier", "Name": "name", "IpPermissions": "ip-permissions",
	} {
		if got := option(name); got != want {
			t.Errorf("%s is --%s, want --%s", name, got, want)
		}
	}
}

// What takes away does not run before what comes in its place can, and what was filled in is forgotten with the last command
// that asks for it.
func TestNothingGoesBeforeWhatIsNeeded(t *testing.T) {
	blank := &model.Blank{Variable: "VALUE", Secret: true}
	steps := []Step{
		{Command: command(&model.Step{Service: "ssm", Operation: "delete-parameter", Needs: blank, Input: []model.Input{{Name: "Name", Value: "/x"}}}, environment)},
		{Command: command(&model.Step{Service: "ssm", Operation: "put-parameter", Input: []model.Input{{Name: "Value", Value: blank}}}, environment)},
		{Words: "and that is all"},
	}
	forgetting(steps)
	if args, complaint := shell(t, steps[0].Command); args != nil || !strings.Contains(complaint, "set VALUE first") {
		t.Errorf("%s ran with %q (%s)", steps[0].Command, args, complaint)
	}
	for i, want := range []string{"v", ""} {
		line := steps[i].Command + "\naws \"$VALUE\""
		args, _ := shell(t, line, "VALUE=v")
		if got := args[len(args)-1]; got != want {
			t.Errorf("after step %d VALUE is %q, want %q", i+1, got, want)
		}
	}
}

// What every member of a group asks for is done once, and what one member asks for twice stays.
func TestMembersShareTheirSteps(t *testing.T) {
	before := []Step{{Words: "tell the group"}, {Command: "aws refresh"}}
	got := further(before, []Step{{Words: "tell the group"}, {Command: "aws refresh"}, {Command: "aws wait"}, {Command: "aws wait"}})
	if len(got) != 2 || got[0].Command != "aws wait" {
		t.Errorf("%+v", got)
	}
}
