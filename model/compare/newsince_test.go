package compare_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
	"parity/model/rules"
)

// pair is a comparison's environments, the baseline last.
type pair []*model.Inventory

// earlier are the environments a few days before.
func (p pair) earlier() pair {
	for _, inv := range p {
		inv.Environment.LoadedAt = mt.Loaded.AddDate(0, 0, -4)
	}
	return p
}

func looked(t testing.TB, p pair, o compare.Options) *compare.Result {
	t.Helper()
	o.Baseline, o.Now = "prod", mt.Loaded
	result, err := compare.Run(mt.Catalog(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// fresh is what of a pair is new since another, an entry a line, and what became of the differences of then.
func fresh(t *testing.T, then, now pair) []string {
	t.Helper()
	c := looked(t, now, compare.Options{}).NewSince(looked(t, then.earlier(), compare.Options{}), "friday.json")
	if wrong := sums(&compare.Result{Comparison: c}); wrong != "" {
		t.Error(wrong)
	}
	lines := []string{fmt.Sprintf("%d known: %d as they were, %d changed, %d gone, %d unread",
		c.NewSince.Known, c.NewSince.As, c.NewSince.Changed, c.NewSince.Gone, c.NewSince.Unread)}
	for _, e := range c.Entries {
		line := fmt.Sprintf("%s %s %s %s %s", e.Type.Singular, e.Name, e.Attribute, e.Environment, e.Verdict)
		if len(e.Findings) > 0 {
			line += fmt.Sprint(" ", e.Findings)
		}
		if e.Verdict == model.Unknown {
			line += ": " + e.Reason
		}
		lines = append(lines, strings.Join(strings.Fields(line), " "))
		if e.Verdict.Unexplained() != (e.Cause != "") {
			t.Errorf("%s: its cause is %q", line, e.Cause)
		}
		if e.Row != nil && !slices.Contains(e.Row.Entries, e) {
			t.Errorf("%s is not in its row", line)
		}
	}
	slices.Sort(lines)
	return lines
}

func param(env, name, value string, attributes ...string) *model.Resource {
	return mt.Param("/"+env+name, value, attributes...)
}

// apart are two environments whose parameter has the two values.
func apart(mine, base string) pair {
	return pair{inv("staging", param("staging", "/x", mine)), inv("prod", param("prod", "/x", base))}
}

func TestWhatIsNew(t *testing.T) {
	const x = "parameter /x Value staging drift"
	server := func(env, id, groups string) *model.Inventory {
		i := inv(env, mt.Resource(mt.Instance, id, "web-"+env, "SecurityGroups=["+groups+"]"),
			mt.Resource(mt.Group, "sg-0000000"+id[2:], "a-"+env), mt.Resource(mt.Group, "sg-1000000"+id[2:], "b-"+env))
		return i
	}
	for name, c := range map[string]struct {
		then, now pair
		want      []string
	}{
		"a known difference is not":                        {apart("1", "2"), apart("1", "2"), []string{"1 known: 1 as they were, 0 changed, 0 gone, 0 unread"}},
		"a difference where there was none is":             {apart("2", "2"), apart("1", "2"), []string{"0 known: 0 as they were, 0 changed, 0 gone, 0 unread", x}},
		"a difference with another value is":               {apart("1", "2"), apart("3", "2"), []string{"1 known: 0 as they were, 1 changed, 0 gone, 0 unread", x}},
		"with another value of the baseline too":           {apart("1", "2"), apart("1", "3"), []string{"1 known: 0 as they were, 1 changed, 0 gone, 0 unread", x}},
		"a difference that went away is counted":           {apart("1", "2"), apart("2", "2"), []string{"1 known: 0 as they were, 0 changed, 1 gone, 0 unread"}},
		"a resource that is missing now is":                {apart("2", "2"), pair{inv("staging"), inv("prod", param("prod", "/x", "2"))}, []string{"0 known: 0 as they were, 0 changed, 0 gone, 0 unread", "parameter /x staging missing"}},
		"an attribute is not gone with its whole resource": {apart("1", "2"), pair{inv("staging"), inv("prod", param("prod", "/x", "2"))}, []string{"1 known: 0 as they were, 1 changed, 0 gone, 0 unread", "parameter /x staging missing"}},
		"new ids are no news": {
			pair{server("staging", "i-1", "sg-00000001"), server("prod", "i-2", "sg-10000002")},
			pair{server("staging", "i-3", "sg-00000003"), server("prod", "i-4", "sg-10000004")},
			[]string{"1 known: 1 as they were, 0 changed, 0 gone, 0 unread"},
		},
		"a finding is, although the difference was there": {
			apart("192.0.2.9", "192.0.2.77"),
			pair{inv("staging", param("staging", "/x", "192.0.2.9")), inv("prod", param("prod", "/x", "192.0.2.77"), web("prod", "PrivateIpAddress=192.0.2.9"))},
			[]string{"1 known: 0 as they were, 1 changed, 0 gone, 0 unread", "instance role web staging missing", x + " [cross-environment]"},
		},
		"that it was written again in the window is no finding of its own": {
			pair{inv("staging", param("staging", "/x", "1")), inv("prod", param("prod", "/x", "2", "Version=1", "LastModifiedDate=2026-11-01T10:00:00Z"))},
			pair{inv("staging", param("staging", "/x", "1")), inv("prod", param("prod", "/x", "2", "Version=2", "LastModifiedDate=2026-11-24T01:00:00Z"))},
			[]string{"1 known: 1 as they were, 0 changed, 0 gone, 0 unread"},
		},
		"what was looked for by convention and found on neither side was not there": {
			pair{looking("staging"), looking("prod")},
			apart("1", "2"),
			[]string{"0 known: 0 as they were, 0 changed, 0 gone, 0 unread", x},
		},
		"a finding of what is alike is": {
			pair{inv("staging", web("staging", "State.Name=running")), inv("prod", web("prod", "State.Name=running"))},
			pair{inv("staging", web("staging", "State.Name=stopped")), inv("prod", web("prod", "State.Name=running"))},
			[]string{"0 known: 0 as they were, 0 changed, 0 gone, 0 unread", "instance role web State.Name staging same [unhealthy]"},
		},
		"a known finding is not": {
			pair{inv("staging", web("staging", "State.Name=stopped")), inv("prod", web("prod", "State.Name=running"))},
			pair{inv("staging", web("staging", "State.Name=stopped")), inv("prod", web("prod", "State.Name=running"))},
			[]string{"0 known: 0 as they were, 0 changed, 0 gone, 0 unread"},
		},
		"environments one by one": {
			pair{inv("dev", param("dev", "/x", "1")), inv("staging", param("staging", "/x", "2")), inv("prod", param("prod", "/x", "2"))},
			pair{inv("dev", param("dev", "/x", "1")), inv("staging", param("staging", "/x", "1")), inv("prod", param("prod", "/x", "2"))},
			[]string{"1 known: 1 as they were, 0 changed, 0 gone, 0 unread", x},
		},
	} {
		t.Run(name, func(t *testing.T) { expect(t, fresh(t, c.then, c.now), c.want...) })
	}
}

// looking is an environment in which no parameters were found by its name.
func looking(env string) *model.Inventory {
	i := inv(env)
	i.Selection = model.Selection{LookedFor: map[string]string{mt.Parameter: "parameters under /" + env}}
	return i
}

// A default is a value too: where it is another one, so is the difference.
func TestAnotherDefaultIsNew(t *testing.T) {
	at := func(standing string) *compare.Result {
		p := pair{settingsOf("staging", "postgres15", []string{"max_connections", "400"}), settingsOf("prod", "postgres15", nil, "max_connections", standing)}
		result, err := compare.Run(withSettings(), p, compare.Options{Baseline: "prod"})
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	if c := at("100").NewSince(at("100"), ""); len(c.Entries) != 0 {
		t.Errorf("%d entries", len(c.Entries))
	}
	if c := at("200").NewSince(at("100"), ""); len(c.Entries) != 1 || c.NewSince.Changed != 1 {
		t.Errorf("%d entries, %+v", len(c.Entries), c.NewSince)
	}
}

// A rule that replaces one that is known stands alone: the other is not told.
func TestWhatIsReplacedByWhatIsNewIsNotTold(t *testing.T) {
	at := func(sources ...string) *compare.Result {
		var rules [][]string
		for _, source := range sources {
			rules = append(rules, in("tcp", "1", source))
		}
		return looked(t, pair{inv("staging", group("staging", in("tcp", "1", "192.0.2.0/24"))), inv("prod", group("prod", rules...))}, compare.Options{})
	}
	both := at("198.51.100.0/24")
	if len(both.Entries) != 2 || both.Entries[0].Replaces != both.Entries[1] {
		t.Fatalf("%v", both.Entries)
	}
	c := both.NewSince(at(), "")
	if len(c.Entries) != 1 || c.Entries[0].Verdict != model.Missing || c.Entries[0].Replaces != nil {
		t.Errorf("%v", c.Entries)
	}
	if c = both.NewSince(looked(t, pair{inv("staging", group("staging")), inv("prod", group("prod"))}, compare.Options{}), ""); len(c.Entries) != 2 || c.Entries[0].Replaces != c.Entries[1] {
		t.Error("both are new, and do not replace each other")
	}
}

// What the older pair had not read is not known to be new, and not known to be old.
func TestWhatWasNotReadThenIsUnknown(t *testing.T) {
	const none = "0 known: 0 as they were, 0 changed, 0 gone, 0 unread"
	denied := model.Unread{Type: mt.Parameter, Operation: "ssm:Get", Code: "AccessDenied"}
	one := func(env, size string, attributes ...string) *model.Inventory {
		return inv(env, web(env, append(attributes, "InstanceType="+size)...))
	}
	part := model.Unread{Type: mt.Instance, Part: model.Dotted("InstanceType"), Operation: "ec2:X", Code: "Throttled"}
	elsewhere := part
	elsewhere.Resources = []string{"i-other"}
	unasked := apart("1", "2")
	for _, i := range unasked {
		i.Types, i.Resources = []string{mt.Instance}, nil
	}
	const was, not = "whether it is new: not read in ", " of Fri 20 Nov 02:14 UTC: "
	for name, c := range map[string]struct {
		then, now pair
		want      []string
	}{
		"a type": {
			pair{lost(inv("staging"), denied), inv("prod", param("prod", "/x", "2"))},
			apart("1", "2"),
			[]string{none, "parameter /x Value staging unknown: " + was + "staging" + not + "ssm:Get AccessDenied"},
		},
		"a type of the baseline": {
			pair{inv("staging", param("staging", "/x", "1")), lost(inv("prod"), denied)},
			apart("1", "2"),
			[]string{none, "parameter /x Value staging unknown: " + was + "prod" + not + "ssm:Get AccessDenied"},
		},
		"what is alike now cannot be new": {
			pair{lost(inv("staging"), denied), inv("prod", param("prod", "/x", "2"))}, apart("2", "2"), []string{none},
		},
		"a type nobody asked for": {
			unasked, apart("1", "2"),
			[]string{none, "parameter /x Value staging unknown: " + was + "staging" + not + "not asked for"},
		},
		"a part": {
			pair{lost(one("staging", "a.b"), part), one("prod", "a.b")},
			pair{one("staging", "a.c"), one("prod", "a.b")},
			[]string{none, "instance role web InstanceType staging unknown: " + was + "staging" + not + "ec2:X Throttled"},
		},
		"a part of other resources": {
			pair{lost(one("staging", "a.b"), elsewhere), one("prod", "a.b")},
			pair{one("staging", "a.c"), one("prod", "a.b")},
			[]string{none, "instance role web InstanceType staging drift"},
		},
		"a part it has nothing to do with": {
			pair{lost(one("staging", "a.b", "Tags.Team=x"), part), one("prod", "a.b", "Tags.Team=x")},
			pair{one("staging", "a.b", "Tags.Team=y"), one("prod", "a.b", "Tags.Team=x")},
			[]string{none, "instance role web Tags.Team staging drift"},
		},
		"a resource behind where the list broke off": {
			pair{lost(inv("staging"), brokenOff(mt.Parameter)), inv("prod")},
			pair{inv("staging", param("staging", "/x", "1")), inv("prod")},
			[]string{none, "parameter /x staging unknown: " + was + "staging" + not + "the list broke off, a:Call Throttling"},
		},
		"a number of replicas": {
			pair{lost(inv("staging", named("staging", "web-1")), brokenOff(mt.Instance)), inv("prod", named("prod", "web-1"))},
			pair{inv("staging", named("staging", "web-1")), inv("prod", named("prod", "web-1"), named("prod", "web-2"))},
			[]string{none, "instance role web Count staging unknown: " + was + "staging" + not + "the list broke off, a:Call Throttling"},
		},
		"not one before it": {
			pair{lost(inv("staging", param("staging", "/x", "2")), brokenOff(mt.Parameter)), inv("prod", param("prod", "/x", "2"))},
			apart("1", "2"),
			[]string{none, "parameter /x Value staging drift"},
		},
		"an ambiguous role": {
			pair{inv("staging", mt.Resource(mt.Database, "a", "staging-orders"), mt.Resource(mt.Database, "b", "orders-staging")), inv("prod", mt.Resource(mt.Database, "c", "orders-prod", "EngineVersion=1"))},
			pair{inv("staging", mt.Resource(mt.Database, "b", "orders-staging", "EngineVersion=2")), inv("prod", mt.Resource(mt.Database, "c", "orders-prod", "EngineVersion=1"))},
			[]string{none, "database orders EngineVersion staging unknown: whether it is new: not known in staging of Fri 20 Nov 02:14 UTC: ambiguous: orders-staging (b), staging-orders (a) would play one role; name them apart, or pin one under counterparts:"},
		},
		"an environment": {
			pair{inv("prod", param("prod", "/x", "2"))},
			apart("1", "2"),
			[]string{none, "parameter /x Value staging unknown: whether it is new: staging was not loaded then"},
		},
	} {
		t.Run(name, func(t *testing.T) { expect(t, fresh(t, c.then, c.now), c.want...) })
	}
}

func named(env, name string) *model.Resource {
	return mt.Resource(mt.Instance, "i-"+env+name, env+"-"+name, "InstanceType=a.b")
}

// What is not read now is unknown, however often it was so, and nothing in it is called gone.
func TestWhatIsNotReadNow(t *testing.T) {
	denied := model.Unread{Type: mt.Parameter, Operation: "ssm:Get", Code: "AccessDenied"}
	blind := func() pair { return pair{lost(inv("staging"), denied), inv("prod", param("prod", "/x", "2"))} }
	expect(t, fresh(t, apart("1", "2"), blind()), "1 known: 0 as they were, 0 changed, 0 gone, 1 unread",
		"parameter staging unknown: staging: ssm:Get AccessDenied")
	expect(t, fresh(t, blind(), blind()), "0 known: 0 as they were, 0 changed, 0 gone, 0 unread",
		"parameter staging unknown: staging: ssm:Get AccessDenied")
}

// An explained difference stays explained whether or not it is known to be new.
func TestWhatIsExplainedStaysSo(t *testing.T) {
	denied := model.Unread{Type: mt.Parameter, Operation: "ssm:Get", Code: "AccessDenied"}
	then := pair{lost(inv("staging"), denied), inv("prod")}
	expect(t, fresh(t, then, apart("db.staging.acme", "db.prod.acme")), "0 known: 0 as they were, 0 changed, 0 gone, 0 unread",
		"parameter /x Value staging expected")

	meant := compare.Options{Rules: []rules.Rule{{ID: "parity.yaml:1", Type: mt.Parameter, Name: "/x", Reason: "because"}}}
	now, before := looked(t, apart("1", "2"), meant), looked(t, apart("1", "2").earlier(), meant)
	if c := now.NewSince(before, ""); len(c.Entries) != 0 || c.NewSince.Known != 0 || c.Summary[model.Intentional] != 0 {
		t.Errorf("%v", c.Entries)
	}
	third := looked(t, apart("1", "3"), meant)
	if c := third.NewSince(before, ""); len(c.Entries) != 1 || c.Summary[model.Intentional] != 1 {
		t.Errorf("%v", c.Entries)
	}
}

// A secret's value is in no older load: whether it is another one is told by its version and date.
func TestSecretsAreNewWhereTheyWereWritten(t *testing.T) {
	key := func(env string, v model.Value, version, date string) *model.Inventory {
		r := valued(env, v, "Type=SecureString")
		if version != "" {
			r.Set(model.Dotted("Version"), model.NumberValue(version))
			r.Set(model.Dotted("LastModifiedDate"), model.TextValue(date))
		}
		return inv(env, r)
	}
	other := model.NewSealer([]byte("another run's key"))
	const monday, friday = "2026-11-16T10:00:00Z", "2026-11-20T10:00:00Z"
	locked := func(version, date string) pair {
		return pair{key("staging", model.LockedValue(), version, date), key("prod", model.LockedValue(), "1", monday)}
	}
	shared := func(s *model.Sealer, version, date string) pair {
		return pair{key("staging", s.Seal("a"), version, date), key("prod", s.Seal("a"), "1", monday)}
	}
	const none, one = "0 known: 0 as they were, 0 changed, 0 gone, 0 unread", "1 known: 1 as they were, 0 changed, 0 gone, 0 unread"
	const isShared = "parameter /x Value staging drift [shared-secret]"
	for name, c := range map[string]struct {
		then, now pair
		want      []string
	}{
		"as it was":                        {locked("3", friday), locked("3", friday), []string{none}},
		"another version":                  {locked("3", friday), locked("4", friday), []string{none, "parameter /x Value staging locked"}},
		"made anew":                        {locked("1", monday), locked("1", friday), []string{none, "parameter /x Value staging locked"}},
		"without either nothing is told":   {locked("", ""), locked("", ""), []string{none}},
		"a shared one":                     {shared(other, "1", monday), shared(sealer, "1", monday), []string{one}},
		"a shared one that is another now": {shared(other, "1", monday), shared(sealer, "2", friday), []string{"1 known: 0 as they were, 1 changed, 0 gone, 0 unread", isShared}},
		"decrypted now alone, as it was":   {locked("1", monday), shared(sealer, "1", monday), []string{none}},
		"decrypted now alone, another":     {locked("1", monday), shared(sealer, "2", friday), []string{none, "parameter /x Value staging unknown [shared-secret]: whether it is new: not known in staging of Fri 20 Nov 02:14 UTC: not decrypted"}},
		"decrypted then alone":             {shared(sealer, "1", monday), locked("1", monday), []string{"1 known: 0 as they were, 0 changed, 0 gone, 1 unread", "parameter /x Value staging locked"}},
	} {
		t.Run(name, func(t *testing.T) { expect(t, fresh(t, c.then, c.now), c.want...) })
	}
}

// A rule whose source could not be resolved then may be any rule of its direction, protocol and ports.
func TestRulesThatWereUnresolvedThen(t *testing.T) {
	then := func() pair {
		return pair{inv("staging", group("staging", in("tcp", "1", "sg:sg-0000000e"))), inv("prod", group("prod"))}
	}
	now := func(port string) pair {
		return pair{inv("staging", group("staging", in("tcp", port, "192.0.2.0/24"))), inv("prod", group("prod"))}
	}
	const none, extra = "0 known: 0 as they were, 0 changed, 0 gone, 0 unread", "security group web Ingress.tcp.%s.192.0.2.0/24 staging "
	expect(t, fresh(t, then(), now("1")), none, fmt.Sprintf(extra, "1")+
		"unknown: whether it is new: not known in staging of Fri 20 Nov 02:14 UTC: what sg:sg-0000000e is could not be resolved")
	expect(t, fresh(t, then(), now("2")), none, fmt.Sprintf(extra, "2")+"extra")
}

func TestCausesAreThoseOfWhatIsNew(t *testing.T) {
	many := func(n int) pair {
		var staging, prod []*model.Resource
		for i := range 41 {
			value := "same"
			if i < n {
				value = fmt.Sprint("other ", i)
			}
			staging = append(staging, param("staging", fmt.Sprint("/p", i), value))
			prod = append(prod, param("prod", fmt.Sprint("/p", i), "same"))
		}
		return pair{inv("staging", staging...), inv("prod", prod...)}
	}
	now := looked(t, many(41), compare.Options{})
	before := told(now)
	c := now.NewSince(looked(t, many(40).earlier(), compare.Options{}), "friday.json")
	if len(c.Causes) != 1 || len(c.Causes[0].Entries) != 1 || c.Causes[0].Entries[0].Name != "/p40" || c.Summary[model.Drift] != 1 {
		t.Errorf("%d causes, %v", len(c.Causes), c.Summary)
	}
	if c.NewSince.As != 40 || !c.NewSince.Oldest().Equal(mt.Loaded.AddDate(0, 0, -4)) {
		t.Errorf("%+v", c.NewSince)
	}
	if told(now) != before {
		t.Error("the comparison it was made of has changed")
	}
}

// Whatever two environments are and become: what is kept was not there then, what is not kept was, and every
// difference of then has one fate.
func TestNewSinceIsTheDifferenceOfDifferences(t *testing.T) {
	kept, dropped := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		template := mt.Templates().Draw(t, "staging")
		then := pair{template.Render("staging"), mt.Templates().Draw(t, "prod").Render("prod")}
		if rapid.Bool().Draw(t, "alike") {
			then[1] = template.Render("prod")
		}
		now := pair{then[0], then[1]}
		if rapid.Bool().Draw(t, "changed") {
			now[0] = mt.Templates().Draw(t, "staging now").Render("staging")
		}
		run := func(p pair) *compare.Result {
			r, err := compare.Run(mt.Catalog(), p, compare.Options{Baseline: "prod", Now: time.Time{}})
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		before, after := run(then), run(now)
		was := map[string]bool{}
		for _, e := range before.Entries {
			was[rules.Fingerprint("", e)] = true
		}
		c := after.NewSince(before, "")
		if wrong := sums(&compare.Result{Comparison: c}); wrong != "" {
			t.Fatal(wrong)
		}
		got := map[string]bool{}
		for _, e := range c.Entries {
			got[rules.Fingerprint("", e)] = true
		}
		unknown := false
		for _, e := range after.Entries {
			id := rules.Fingerprint("", e)
			unknown = unknown || e.Verdict == model.Unknown
			switch {
			case e.Verdict == model.Unknown && !got[id]:
				t.Fatalf("%s %s is unknown, and not told", e.Name, e.Attribute)
			case e.Verdict == model.Unknown:
			case was[id] && got[id]:
				t.Fatalf("%s %s was there", e.Name, e.Attribute)
			case !was[id] && !got[id] && c.Summary[model.Unknown] == 0:
				t.Fatalf("%s %s is new, and not told", e.Name, e.Attribute)
			case was[id]:
				dropped++
			default:
				kept++
			}
		}
		if n := c.NewSince; n.As+n.Changed+n.Gone+n.Unread != n.Known {
			t.Fatalf("%+v", n)
		}
		if same := after.NewSince(after, ""); len(same.Causes) > 0 || !unknown && len(same.Entries) > 0 || same.NewSince.As != same.NewSince.Known {
			t.Fatalf("new since itself: %v", same.Entries)
		}
	})
	if kept == 0 || dropped == 0 {
		t.Error("never anything", kept, dropped)
	}
}
