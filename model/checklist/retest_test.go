package checklist

import (
	"encoding/json"
	"testing"
	"time"

	"parity/model"
)

// fleet is a type in which one attribute follows another.
func fleet() *model.Type {
	t := &model.Type{Name: "AWS::EC2::Instance", Plural: "instances", Checklist: "instance types"}
	t.Declare(model.Dotted("Disks.*.Iops"), model.Field{Follows: model.Dotted("Disks.*.Size"), Besides: []model.Path{model.Dotted("Class")}})
	return t
}

// became is what a re-test makes of one difference, when a comparison with others follows it.
func became(t *testing.T, was *model.Entry, change func(*model.Comparison), is ...*model.Entry) (Investigation, Retest) {
	t.Helper()
	catalog := model.NewCatalog(fleet())
	typed := func(e *model.Entry) *model.Entry { e.Type = catalog.Types()[0]; return e }
	before := comparison(nil, []*model.Entry{typed(was)})
	before.Catalog = catalog
	inv := begun().Looked(before)
	// The program ends, and is started again.
	data, err := json.Marshal(inv)
	if err != nil {
		t.Fatal(err)
	}
	inv = Investigation{}
	if err := json.Unmarshal(data, &inv); err != nil {
		t.Fatal(err)
	}
	var causes [][]*model.Entry
	var others []*model.Entry
	for _, e := range is {
		if typed(e).Verdict.Unexplained() {
			causes = append(causes, []*model.Entry{e})
		} else {
			others = append(others, e)
		}
	}
	after := comparison(others, causes...)
	after.Catalog = catalog
	for _, cause := range after.Causes {
		cause.ID += " now"
	}
	if change != nil {
		change(after)
	}
	inv = inv.Retested(after, night)
	return inv, inv.Retests[0]
}

func TestWhatBecomesOfOneDifference(t *testing.T) {
	unreadIn := func(environment int, part string) func(*model.Comparison) {
		return func(c *model.Comparison) {
			c.Inventories[environment].Unread = []model.Unread{{Type: "AWS::EC2::Instance", Part: model.Dotted(part)}}
		}
	}
	const dev, staging, prod = 0, 1, 2
	iops := func() *model.Entry { return difference("web", "Disks.sda.Iops", "staging", model.Drift) }
	for name, test := range map[string]struct {
		was    *model.Entry
		is     []*model.Entry
		change func(*model.Comparison)
		want   Retest
	}{
		"the same":                      {was: iops(), want: Retest{}},
		"as it was":                     {was: iops(), is: []*model.Entry{iops()}, want: Retest{Differ: 1}},
		"of another verdict":            {was: iops(), is: []*model.Entry{difference("web", "Disks.sda.Iops", "staging", model.Missing)}, want: Retest{Differ: 1}},
		"the whole role is gone":        {was: iops(), is: []*model.Entry{difference("web", "", "staging", model.Missing)}, want: Retest{Differ: 1, New: 1}},
		"it follows what differs now":   {was: iops(), is: []*model.Entry{difference("web", "Disks.sda.Size", "staging", model.Drift)}, want: Retest{Differ: 1, New: 1}},
		"it follows another disk's":     {was: iops(), is: []*model.Entry{difference("web", "Disks.sdb.Size", "staging", model.Drift)}, want: Retest{New: 1}},
		"it follows a second attribute": {was: iops(), is: []*model.Entry{difference("web", "Class", "staging", model.Drift)}, want: Retest{Differ: 1, New: 1}},
		"what it follows is explained":  {was: iops(), is: []*model.Entry{difference("web", "Class", "staging", model.Intentional)}, want: Retest{Explained: 1}},
		"a rule explains it":            {was: iops(), is: []*model.Entry{difference("web", "Disks.sda.Iops", "staging", model.Intentional)}, want: Retest{Explained: 1}},
		"a word explains it":            {was: iops(), is: []*model.Entry{difference("web", "Disks.sda.Iops", "staging", model.Expected)}, want: Retest{Explained: 1}},
		"only a finding is left":        {was: iops(), is: []*model.Entry{difference("web", "Disks.sda.Iops", "staging", model.Same, model.Unhealthy)}, want: Retest{}},
		"it is unknown":                 {was: iops(), is: []*model.Entry{difference("web", "Disks.sda.Iops", "staging", model.Unknown)}, want: Retest{Unknown: 1}},
		"it is locked":                  {was: iops(), is: []*model.Entry{difference("web", "Disks.sda.Iops", "staging", model.Locked)}, want: Retest{Unknown: 1}},
		"its role is unknown":           {was: iops(), is: []*model.Entry{difference("web", "", "staging", model.Unknown)}, want: Retest{Unknown: 1}},
		"unread there":                  {was: iops(), change: unreadIn(staging, ""), want: Retest{Unknown: 1}},
		"unread in the baseline":        {was: iops(), change: unreadIn(prod, ""), want: Retest{Unknown: 1}},
		"unread elsewhere":              {was: iops(), change: unreadIn(dev, ""), want: Retest{}},
		"its part is unread":            {was: iops(), change: unreadIn(prod, "Disks.*.Iops"), want: Retest{Unknown: 1}},
		"its list is unread":            {was: iops(), change: unreadIn(prod, "Disks"), want: Retest{Unknown: 1}},
		"another part is unread":        {was: iops(), change: unreadIn(prod, "Class"), want: Retest{}},
		"nobody asked":                  {was: iops(), change: func(c *model.Comparison) { c.Inventories[staging].Types = nil }, want: Retest{Unknown: 1}},
		"still being read":              {was: iops(), change: func(c *model.Comparison) { c.Inventories[prod].Pending = []string{"AWS::EC2::Instance"} }, want: Retest{Unknown: 1}},
		"the environment is not there":  {was: iops(), change: func(c *model.Comparison) { c.Inventories[staging].Environment.Name = "other" }, want: Retest{Unknown: 1}},
		"another environment differs":   {was: iops(), is: []*model.Entry{difference("web", "Disks.sda.Iops", "dev", model.Drift)}, want: Retest{}},
		"the baseline's own is new":     {was: iops(), is: []*model.Entry{difference("web", "Host", "prod", model.Drift, model.CrossEnvironment)}, want: Retest{New: 1}},
	} {
		inv, got := became(t, test.was, test.change, test.is...)
		test.want.At, test.want.Of = night, 1
		if got != test.want {
			t.Errorf("%s: %+v, want %+v", name, got, test.want)
		}
		ticked := inv.Decisions["cause webstaging"]
		if same := test.want.Differ+test.want.Unknown+test.want.Explained == 0; !ticked.Ticked.IsZero() != same {
			t.Errorf("%s: %+v", name, ticked)
		}
		kept := len(inv.Seen) > 0 && inv.Seen[len(inv.Seen)-1].Key == "cause webstaging"
		if kept != (test.want.Unknown == 1) {
			t.Errorf("%s: it is remembered: %v", name, kept)
		}
	}
}

// TestWhatWasDecidedFollowsTheDifference to the cause that holds it now, and what is new says so.
func TestWhatWasDecidedFollowsTheDifference(t *testing.T) {
	was := comparison(nil, []*model.Entry{difference("web", "Size", "staging", model.Drift)})
	inv := begun().Looked(was).Decided(CauseKey(was.Causes[0]), func(d *Decision) { d.Note = "ask payments" })
	is := comparison(nil,
		[]*model.Entry{difference("web", "Size", "staging", model.Missing)}, []*model.Entry{difference("db", "Size", "staging", model.Drift)})
	is.Causes[0].ID = "another"
	inv = inv.Retested(is, night.Add(time.Minute))
	if len(inv.Decisions) != 1 || inv.Decisions["cause another"].Note != "ask payments" {
		t.Errorf("%+v", inv.Decisions)
	}
	for _, todo := range Fill(inv, is).Together {
		if want := todo.Entry != nil && todo.Entry.Name == "db"; !todo.New.IsZero() != want {
			t.Errorf("%s is new since %v", todo.Title, todo.New)
		}
	}
	if again := inv.Retested(is, night.Add(time.Hour)); !again.Seen[1].New.Equal(night.Add(time.Minute)) {
		t.Errorf("a second re-test finds it again: %+v", again.Seen)
	}
}

// TestWhatNoRetestHasToldYetStaysOnThePage: after the program was started again, nothing is gone without a word.
func TestWhatNoRetestHasToldYetStaysOnThePage(t *testing.T) {
	mended, unread := difference("web", "Size", "staging", model.Drift), difference("db", "Size", "staging", model.Drift)
	inv := begun().Looked(comparison(nil, []*model.Entry{mended}, []*model.Entry{unread}))
	is := comparison([]*model.Entry{difference("db", "Size", "staging", model.Unknown)})
	fates := map[string]Fate{}
	for _, todo := range Fill(inv, is).Together {
		if todo.Ticked.IsZero() && !todo.ByHand {
			fates[todo.Title] = todo.Fate
		}
	}
	if before := Fill(inv, nil).Together; len(before) != 3 || before[0].Title != "cause webstaging" || before[0].Fate != Unsure {
		t.Errorf("before anything is read: %+v", before)
	}
	if len(fates) != 2 || fates["cause webstaging"] != Gone || fates["cause dbstaging"] != Unsure {
		t.Errorf("%v", fates)
	}
}

// TestAnotherBaselineDecidesNothing: what differs from staging says nothing of what differed from prod.
func TestAnotherBaselineDecidesNothing(t *testing.T) {
	inv := begun().Looked(comparison(nil, []*model.Entry{difference("web", "Size", "staging", model.Drift)}))
	turned := comparison(nil)
	turned.Baseline = 1
	if got := inv.Retested(turned, night); len(got.Decisions) > 0 || len(got.Retests) > 0 {
		t.Errorf("%+v", got)
	}
	if got := begun().Looked(turned); len(got.Seen) > 0 {
		t.Errorf("%+v", got.Seen)
	}
}

// TestALineForEachQuestion: the types that one question asks for are one line, in the catalog's order, those that nobody
// asked for have none, and what was not read is never clean.
func TestALineForEachQuestion(t *testing.T) {
	types := []*model.Type{
		{Name: "db", Plural: "databases", Checklist: "database versions"},
		{Name: "group", Plural: "parameter groups", Checklist: "database configuration"},
		{Name: "cluster", Plural: "clusters", Checklist: "database versions"},
		{Name: "queue", Plural: "queues"},
		{Name: "topic", Plural: "topics"},
	}
	c := comparison(nil)
	c.Catalog = model.NewCatalog(types...)
	for i, inv := range c.Inventories {
		inv.Types = []string{"db", "group", "cluster", "queue"}
		if i == 1 {
			inv.Unread = []model.Unread{{Type: "cluster", Part: model.Dotted("Port")}}
		}
	}
	want := []struct {
		key, title string
		types      int
		unread     int
	}{
		{"differ database versions", "database versions", 2, 1},
		{"differ database configuration", "database configuration", 1, 0},
		{"differ queues", "queues", 1, 0},
	}
	lines := Fill(begun(), c).Different
	if len(lines) != len(want)+2 {
		t.Fatalf("%d lines: %+v", len(lines), lines)
	}
	for i, w := range want {
		if l := lines[i]; l.Key != w.key || l.Title != w.title || len(l.Types) != w.types || l.Counts != (Counts{Unread: w.unread}) {
			t.Errorf("%+v, want %+v", l, w)
		}
	}
}

// TestWithoutAComparisonWhatWasDecidedStands.
func TestWithoutAComparisonWhatWasDecidedStands(t *testing.T) {
	inv := begun().Decided("differ parameters", func(d *Decision) { d.Ticked = night })
	if p := Fill(inv, nil); len(p.Different) != 3 || p.Different[0].Title != "parameters" || p.Different[0].Ticked != night || p.Done != 1 {
		t.Errorf("%+v", p)
	}
}

// TestTwoPlacesNeverHaveOneKey, whatever stands in names.
func TestTwoPlacesNeverHaveOneKey(t *testing.T) {
	keys := map[string]*model.Entry{}
	for _, e := range []*model.Entry{
		difference("a b", "c", "staging", model.Drift), difference("a", "b c", "staging", model.Drift), difference("a", "b", "c staging", model.Drift),
		{Type: instance, Name: "a", Attribute: model.NewPath("b.c"), Environment: "staging"},
		difference("a", "b.c", "staging", model.Drift),
		{Type: instance, Name: `a\`, Attribute: model.NewPath("b"), Environment: "staging"},
		{Type: instance, Name: "a", Attribute: model.NewPath(`\`, "b"), Environment: "staging"},
	} {
		if other := keys[EntryKey(e)]; other != nil {
			t.Errorf("%+v and %+v are %s", e, other, EntryKey(e))
		}
		keys[EntryKey(e)] = e
	}
}
