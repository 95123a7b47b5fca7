package checklist

import (
	"testing"
	"time"

	"parity/model"
)

var night = time.Date(2026, 11, 24, 2, 14, 0, 0, time.UTC)

var instance = &model.Type{Name: "AWS::EC2::Instance", Plural: "instances"}

// difference is one as the tests write it: of a role's attribute in an environment.
func difference(name, attribute, environment string, verdict model.Verdict, findings ...model.Finding) *model.Entry {
	return &model.Entry{
		Type: instance, Name: name, Attribute: model.Dotted(attribute), Environment: environment, Verdict: verdict, Findings: findings,
	}
}

// comparison holds causes, one for each list of differences, and others without one.
func comparison(explained []*model.Entry, causes ...[]*model.Entry) *model.Comparison {
	c := &model.Comparison{Catalog: model.NewCatalog(instance), Baseline: 2}
	asked := []string{instance.Name}
	for name, role := range map[string]model.Role{"dev": model.Relaxed} {
		c.Inventories = append(c.Inventories, &model.Inventory{Environment: model.Environment{Name: name, Role: role}, Types: asked})
	}
	c.Inventories = append(c.Inventories,
		&model.Inventory{Environment: model.Environment{Name: "staging", Role: model.Mirror}, Types: asked},
		&model.Inventory{Environment: model.Environment{Name: "prod", Role: model.Baseline}, Types: asked})
	for _, entries := range causes {
		id := entries[0].Name + entries[0].Environment
		for _, e := range entries {
			e.Cause = id
		}
		c.Causes = append(c.Causes, &model.Cause{ID: id, Title: "cause " + id, Environment: entries[0].Environment, Entries: entries})
		c.Entries = append(c.Entries, entries...)
	}
	c.Entries = append(c.Entries, explained...)
	return c
}

func begun() Investigation {
	return Investigation{ID: "1", Opened: night, Baseline: "prod", Direction: Back, Environments: []Environment{
		{Name: "dev", Role: model.Relaxed}, {Name: "staging", Role: model.Mirror}, {Name: "prod", Role: model.Baseline},
	}}
}

func TestThePageFillsItself(t *testing.T) {
	recent := []*model.Entry{difference("web", "InstanceType", "staging", model.Drift, model.Recent)}
	many := []*model.Entry{
		difference("a", "Size", "staging", model.Drift), difference("b", "Size", "staging", model.Drift),
		difference("c", "Size", "staging", model.Drift), difference("d", "Size", "staging", model.Drift),
	}
	rare := []*model.Entry{difference("e", "Image", "staging", model.Missing)}
	relaxed := []*model.Entry{difference("f", "Image", "dev", model.Drift)}
	others := []*model.Entry{
		difference("g", "x", "staging", model.Unknown), difference("h", "x", "staging", model.Locked),
		difference("i", "x", "staging", model.Intentional), difference("j", "x", "dev", model.Unknown),
	}
	p := Fill(begun(), comparison(others, many, rare, relaxed, recent))
	if want := (Counts{InWindow: 1, Rare: 1, Common: 4, Explained: 1, Unread: 1, Locked: 1}); p.Different[0].Counts != want {
		t.Errorf("%+v, want %+v", p.Different[0].Counts, want)
	}
	var titles []string
	for _, todo := range p.Together {
		titles = append(titles, todo.Title)
	}
	want := []string{"cause webstaging", "cause astaging", "cause estaging", "application versions"}
	if len(titles) != len(want) {
		t.Fatalf("%q, want %q", titles, want)
	}
	for i := range want {
		if titles[i] != want[i] {
			t.Errorf("%q, want %q", titles, want)
		}
	}
	if p.Reproduce.Title != "Can I reproduce it in staging?" || p.Done != 0 || p.Of != 1+3+4+3 {
		t.Errorf("%q, %d of %d", p.Reproduce.Title, p.Done, p.Of)
	}
	if empty := Fill(begun(), nil); len(empty.Different) != 2 || len(empty.Together) != 1 {
		t.Errorf("without a comparison: %+v", empty)
	}
}

func TestARetestTicksWhatIsTheSameAndNothingElse(t *testing.T) {
	mended := []*model.Entry{difference("web", "InstanceType", "staging", model.Drift, model.Recent)}
	still := []*model.Entry{difference("db", "Class", "staging", model.Drift), difference("db2", "Class", "staging", model.Drift)}
	unread := []*model.Entry{difference("sg", "Ingress", "staging", model.Drift)}
	out := []*model.Entry{difference("ruled", "x", "staging", model.Drift)}
	was := comparison(nil, mended, still, unread, out)
	inv := begun().Decided(CauseKey(was.Causes[3]), func(d *Decision) {
		d.RuledOut, d.Reason, d.Of = night, "known", []string{EntryKey(out[0])}
	})
	is := comparison(
		[]*model.Entry{difference("sg", "", "staging", model.Unknown)},
		[]*model.Entry{difference("db2", "Class", "staging", model.Drift)},
		[]*model.Entry{difference("fresh", "x", "staging", model.Extra)},
		out,
	)
	inv = inv.Looked(was).Retested(is, night.Add(time.Minute))
	if got, want := inv.Retests[0], (Retest{At: night.Add(time.Minute), Of: 3, Differ: 1, Unknown: 1, New: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if d := inv.Decisions[CauseKey(was.Causes[0])]; !d.ByItself || d.Ticked.IsZero() || d.Title == "" {
		t.Errorf("what is the same is not ticked: %+v", d)
	}
	if len(inv.Decisions) != 2 {
		t.Errorf("%d decisions, want 2: %+v", len(inv.Decisions), inv.Decisions)
	}
	again := inv.Retested(was, night.Add(time.Hour))
	if d := again.Decisions[CauseKey(was.Causes[0])]; !d.Ticked.IsZero() {
		t.Error("what differs again is still ticked")
	}
}

func TestWhatIsRuledOutStaysOutUnderAnotherCause(t *testing.T) {
	one, two := difference("a", "x", "staging", model.Drift), difference("b", "x", "staging", model.Drift)
	was := comparison(nil, []*model.Entry{one, two})
	inv := begun().Decided(CauseKey(was.Causes[0]), func(d *Decision) {
		d.RuledOut, d.Reason, d.Of = night, "known", []string{EntryKey(one), EntryKey(two)}
	})
	is := comparison(nil, []*model.Entry{difference("b", "x", "staging", model.Drift)})
	is.Causes[0].ID = "another"
	if _, ok := inv.Out().Cause(is.Causes[0]); !ok {
		t.Error("it is ranked again")
	}
	is = comparison(nil, []*model.Entry{difference("b", "x", "staging", model.Drift), difference("c", "x", "staging", model.Drift)})
	if _, ok := inv.Out().Cause(is.Causes[0]); ok {
		t.Error("a cause that holds more than was ruled out is gone with it")
	}
}

func TestADecisionIsTakenBackWhole(t *testing.T) {
	inv := begun()
	ticked := inv.Decided(KeyFix, func(d *Decision) { d.Ticked = night })
	if len(inv.Decisions) != 0 || ticked.Decisions[KeyFix].Ticked != night {
		t.Error("a decision changes the investigation it was made of")
	}
	if back := ticked.Decided(KeyFix, func(d *Decision) { *d = Decision{} }); len(back.Decisions) != 0 {
		t.Errorf("%+v", back.Decisions)
	}
	turned := inv.Turned().Turned().Turned()
	if turned.Direction != inv.Direction || inv.Turned().Direction == inv.Direction {
		t.Error("t does not go round")
	}
}
