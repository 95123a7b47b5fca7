package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"parity/model"
	"parity/model/counterparts"
	"parity/model/rules"
)

// InForce is what rules are told from.
type InForce struct {
	Rules    []rules.Rule
	Pins     []counterparts.Pin
	Accepted *rules.Accepted
	// Now is what rules and debts expire by.
	Now time.Time
}

// shownPlaces is how many of the places a rule explains are named.
const shownPlaces = 3

// Rules writes every rule in force, the built-in ones first, and what each explains now; what is accepted,
// by whom and until when; and which rules have expired or explain nothing any more.
func Rules(w io.Writer, c *model.Comparison, in InForce) error {
	out := bufio.NewWriter(w)
	explained := map[string][]*model.Entry{}
	for _, e := range c.Entries {
		if e.Rule != "" {
			explained[e.Rule] = append(explained[e.Rule], e)
		}
	}
	builtIn(out, c, explained[rules.BuiltIn])
	for i := range in.Rules {
		own(out, c, &in.Rules[i], explained[in.Rules[i].ID], in.Now)
	}
	for _, pin := range in.Pins {
		pinned(out, c, &pin)
	}
	debts(out, c, in)
	return out.Flush()
}

// builtIn tells the relaxed rules, by what they allow.
func builtIn(out *bufio.Writer, c *model.Comparison, entries []*model.Entry) {
	var relaxed []string
	for _, inv := range c.Inventories {
		if inv.Environment.Role == model.Relaxed {
			relaxed = append(relaxed, inv.Environment.Name)
		}
	}
	fmt.Fprintf(out, "built-in  an environment that is relaxed (%s) may have less than the baseline\n", cmp.Or(strings.Join(relaxed, ", "), "none is"))
	byWhy := map[string][]*model.Entry{}
	for _, e := range entries {
		byWhy[e.Relaxable] = append(byWhy[e.Relaxable], e)
	}
	for _, why := range allowed(c.Catalog) {
		fmt.Fprintf(out, "  %-18s explains %d%s\n", why, len(byWhy[why]), places(byWhy[why]))
	}
}

// allowed lists in which words a relaxed environment may be smaller, as the types declare them.
func allowed(catalog *model.Catalog) []string {
	words := map[string]bool{}
	for _, t := range catalog.Types() {
		for _, path := range t.Declared() {
			if field := t.Field(path); field.Size != model.NoSize {
				words[field.Why] = true
			}
		}
	}
	words["fewer replicas"], words["fewer zones"] = true, true
	return slices.Sorted(maps.Keys(words))
}

func own(out *bufio.Writer, c *model.Comparison, r *rules.Rule, entries []*model.Entry, now time.Time) {
	kind := "intentional"
	if r.MustDiffer {
		kind = "must differ"
	}
	where := strings.Join(slices.DeleteFunc([]string{r.Type, r.Name, r.Attribute}, func(s string) bool { return s == "" }), " ")
	if len(r.Environments) > 0 {
		where += " in " + strings.Join(r.Environments, ", ")
	}
	if len(r.Values) > 0 {
		var values []string
		for _, v := range r.Values {
			values = append(values, v.Text())
		}
		where += ", being " + strings.Join(values, " or ")
	}
	fmt.Fprintf(out, "\n%s  %s: %s\n", r.ID, kind, clean(where))
	fmt.Fprintf(out, "  %s\n", clean(r.Why()))
	switch {
	case r.Expired(now):
		fmt.Fprintf(out, "  expired: it explains nothing any more; renew it or take it out\n")
	case slices.Contains(c.Stale, r.ID):
		fmt.Fprintf(out, "  stale: it matches nothing; take it out\n")
	case slices.Contains(c.Expiring, r.ID):
		fmt.Fprintf(out, "  explains %d%s\n  expires within two weeks: renew it, or mend what it is for\n", len(entries), places(entries))
	default:
		fmt.Fprintf(out, "  explains %d%s\n", len(entries), places(entries))
	}
}

// pinned tells what plays one role whatever it is called.
func pinned(out *bufio.Writer, c *model.Comparison, pin *counterparts.Pin) {
	fmt.Fprintf(out, "\n%s  counterparts: %s %s\n", pin.ID, pin.Type, clean(pin.Role))
	for _, environment := range slices.Sorted(maps.Keys(pin.Members)) {
		fmt.Fprintf(out, "  %s of %s\n", clean(pin.Members[environment]), clean(environment))
	}
	if slices.Contains(c.Stale, pin.ID) {
		fmt.Fprintf(out, "  stale: not all of them are there; take it out, or name what is\n")
	}
}

// places names the first of the places that a rule explains.
func places(entries []*model.Entry) string {
	if len(entries) == 0 {
		return ""
	}
	var names []string
	for _, e := range entries {
		name := strings.TrimSpace(e.Environment + " " + e.Name + " " + e.Attribute.String())
		if len(names) == shownPlaces {
			names = append(names, "…")
			break
		}
		names = append(names, name)
	}
	return ": " + clean(strings.Join(names, ", "))
}

// debts tells what was accepted, those that are over or no longer there too.
func debts(out *bufio.Writer, c *model.Comparison, in InForce) {
	if in.Accepted == nil || len(in.Accepted.Debts) == 0 {
		return
	}
	held := map[string]*model.Entry{}
	for _, e := range c.Entries {
		if e.Verdict == model.Accepted {
			held[e.Rule] = e
		}
	}
	fmt.Fprintf(out, "\naccepted  %d differences, each until its day\n", len(in.Accepted.Debts))
	for _, d := range in.Accepted.Debts {
		what := "not there as it was accepted"
		if e := held[d.Fingerprint]; e != nil {
			what = strings.TrimPrefix(places([]*model.Entry{e}), ": ")
		}
		until := "until " + d.Expires.Format(time.DateOnly)
		if in.Now.After(d.Expires) {
			until = "over since " + d.Expires.Format(time.DateOnly)
		}
		fmt.Fprintf(out, "  %s  by %s: %s\n", until, clean(d.By), what)
	}
}
