package aws

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"parity/aws/awstest"
	"parity/model"
	"parity/model/wayback"
)

// errand is what a command is to bring about: an attribute, and the values that have to be in the request, where that can
// be said without the way.
type errand struct {
	of        *model.Type
	attribute model.Path
	values    []string
}

// Every command of every way is one that AWS's own command line understands: every option is AWS's, every value of its
// type; and what an attribute shall be goes to AWS.
func TestEveryCommandIsUnderstood(t *testing.T) {
	var mu sync.Mutex
	of := map[string]errand{}
	t.Run("of", func(t *testing.T) {
		waysOfEveryLeaf(t, func(_ *trial, e *model.Entry, ways []offered) {
			mu.Lock()
			defer mu.Unlock()
			for _, way := range ways {
				for i, s := range way.Steps {
					if s.Command == "" {
						continue
					}
					asked := errand{of: e.Type, attribute: e.Attribute}
					if f := e.Type.Field(e.Attribute); f.Verbatim && way.Direction == wayback.ToBaseline && i == changes(way.Steps) && !way.wanted.IsAbsent() {
						asked.values = way.wanted.Elements()
					}
					line, _, _ := strings.Cut(s.Command, " && unset ") // all of them run in one shell
					if kept, ok := of[line]; !ok || len(kept.values) == 0 {
						of[line] = asked
					}
				}
			}
		})
	})
	var lines []string
	kinds := map[string]int{}
	for _, line := range slices.Sorted(maps.Keys(of)) {
		a := of[line]
		// One of each attribute and command: the ways of other values are alike.
		words := strings.Fields(line)
		kind := a.of.Name + " " + strings.Join(patternOf(a), ".") + " " + words[1] + " " + words[2]
		if len(a.values) > 0 {
			kind += " with its value"
		}
		if kinds[kind]++; kinds[kind] == 1 && !strings.Contains(line, nobody) {
			lines = append(lines, line)
		}
	}
	understood, ok := awstest.Understand(t, lines, filled(lines)...)
	if !ok {
		return
	}
	held := 0
	for _, u := range understood {
		a := of[u.Line]
		switch {
		case u.Request == nil:
			t.Errorf("%s %s: %s\nis not understood: %s", a.of.Name, a.attribute, u.Line, u.Said)
			continue
		case u.Said != "" && !strings.HasPrefix(u.Request.Get("Action"), "Describe"):
			t.Errorf("%s\nsays: %s", u.Line, u.Said)
		}
		for _, value := range a.values {
			if implied[u.Request.Get("Action")] || implied[a.attribute.String()] {
				continue
			}
			held++
			if !carries(u, value) {
				t.Errorf("%s %s shall be %s, and AWS would get %v of %s", a.of.Name, a.attribute, value, u.Request, u.Line)
			}
		}
	}
	t.Logf("%d commands of %d understood, %d values arrive", len(understood), len(of), held)
}

// nobody is a name that is no ARN, where one has to be.
const nobody = " acme-omega"

// implied are the calls whose name alone says what shall be, and the attributes whose values calls write otherwise: a
// status is a switch, and of a list the call says what comes and goes.
var implied = map[string]bool{
	"MonitorInstances": true, "UnmonitorInstances": true, "StopActivityStream": true, "StartActivityStream": true, "EnableHttpEndpoint": true,
	"DisableHttpEndpoint": true, "GlobalWriteForwardingStatus": true, "LocalWriteForwardingStatus": true, "EnabledCloudwatchLogsExports": true,
}

// changes is the step of a way that brings the value about.
func changes(steps []wayback.Step) int {
	return slices.IndexFunc(steps, func(s wayback.Step) bool {
		return strings.Contains(s.Command, " modify-") || strings.Contains(s.Command, "-metadata-options") || strings.Contains(s.Command, "reset-")
	})
}

func carries(u awstest.Understood, value string) bool {
	for _, values := range u.Request {
		for _, v := range values {
			if v == value || strings.EqualFold(v, value) && (value == "true" || value == "false") {
				return true
			}
		}
	}
	return false
}

var blank = regexp.MustCompile(`\$\{([A-Z0-9_]+):\?`)

// filled are the variables that a person would fill in.
func filled(lines []string) (variables []string) {
	for _, m := range blank.FindAllStringSubmatch(strings.Join(lines, "\n"), -1) {
		if v := m[1] + "=1"; !slices.Contains(variables, v) {
			variables = append(variables, v)
		}
	}
	return variables
}

// patternOf is the declaration that an attribute is of.
func patternOf(a errand) []string {
	for _, p := range a.of.Declared() {
		if a.attribute.Matches(p) {
			return p.Segments()
		}
	}
	return a.attribute.Segments()
}
