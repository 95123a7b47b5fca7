package checklist_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parity/model"
	"parity/model/checklist"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

func compared(t interface{ Fatal(...any) }, inventories ...*model.Inventory) *model.Comparison {
	result, err := compare.Run(mt.Catalog(), inventories, compare.Options{Now: mt.Loaded, Baseline: "prod"})
	if err != nil {
		t.Fatal(err)
	}
	return result.Comparison
}

// spoiled are names and values that would run into what stands between them, were they only put side by side.
var spoiled = []string{"a b", "a", "b a", "x.y", "x", `back\slash`, "line\nbreak", ""}

// company draws dev, staging and prod, some of them partly unread.
func company(t *rapid.T, label string) []*model.Inventory {
	var all []*model.Inventory
	for _, name := range []string{"dev", "staging", "prod"} {
		inv := mt.Templates().Draw(t, label+name).Render(name)
		for _, r := range inv.Resources {
			if rapid.IntRange(0, 3).Draw(t, "spoil") > 0 {
				continue
			}
			text := rapid.SampledFrom(spoiled).Draw(t, "text")
			r.Set(model.NewPath("Tags", text), model.TextValue(text))
		}
		unread(t, inv)
		all = append(all, inv)
	}
	return all
}

// unread takes a type, or a part of it, from an inventory.
func unread(t *rapid.T, inv *model.Inventory) {
	if rapid.IntRange(0, 2).Draw(t, "readable") > 0 {
		return
	}
	name := rapid.SampledFrom(inv.Types).Draw(t, "unread")
	u := model.Unread{Type: name, Operation: "x:Describe", Code: "AccessDenied", Message: "no"}
	if rapid.Bool().Draw(t, "partly") {
		u.Part = rapid.SampledFrom([]model.Path{model.Dotted("Tags.*"), model.Dotted("InstanceType"), model.Dotted("Value")}).Draw(t, "part")
	}
	inv.Unread = append(inv.Unread, u)
	inv.Resources = slices.DeleteFunc(inv.Resources, func(r *model.Resource) bool { return r.Type == name && u.Part.IsZero() })
	if !u.Part.IsZero() {
		for _, r := range inv.Of(name) {
			r.Attributes = slices.DeleteFunc(r.Attributes, func(a model.Attribute) bool { return a.Path.Matches(u.Part) })
		}
	}
}

func opened(c *model.Comparison) checklist.Investigation {
	inv := checklist.Investigation{ID: "1", Title: "t", Opened: mt.Loaded, Baseline: "prod", Direction: checklist.Back}
	var environments []model.Environment
	for _, i := range c.Inventories {
		environments = append(environments, i.Environment)
	}
	return inv.Placed(checklist.Of(environments), c.Since).Looked(c)
}

func TestEveryDifferenceIsUnderOneTodo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := compared(t, company(t, "")...)
		p := checklist.Fill(opened(c), c)
		if again := checklist.Fill(opened(c), c); !reflect.DeepEqual(p, again) {
			t.Fatal("the page of the same is another one")
		}
		keys := map[string]bool{}
		once := func(key string) {
			if keys[key] {
				t.Fatalf("two lines have the key %q", key)
			}
			keys[key] = true
		}
		under := map[*model.Entry]int{}
		once(p.Reproduce.Key)
		for _, lines := range [][]checklist.Line{p.Different, p.Finally} {
			for i := range lines {
				once(lines[i].Key)
			}
		}
		recent := true
		for i := range p.Together {
			todo := &p.Together[i]
			once(todo.Key)
			if todo.Cause == nil {
				continue
			}
			if todo.Recent && !recent {
				t.Fatalf("%s changed in the window and comes after what did not", todo.Title)
			}
			recent = todo.Recent
			for _, e := range todo.Cause.Entries {
				under[e]++
			}
		}
		counted := 0
		for _, e := range c.Entries {
			asked := e.Environment != "dev" // staging must be like prod, dev need not
			if want := asked && e.Verdict.Unexplained(); want && under[e] != 1 {
				t.Fatalf("%s %s %s of %s is under %d to-dos", e.Type.Name, e.Name, e.Attribute, e.Environment, under[e])
			}
			if asked && e.Verdict > model.Expected {
				counted++
			}
		}
		unread := 0
		for i := range p.Different {
			n := p.Different[i].Counts
			counted -= n.InWindow + n.Rare + n.Common + n.Explained + n.Unread + n.Locked
			for _, of := range p.Different[i].Types {
				for _, inv := range c.Inventories[1:] {
					if !inv.Complete(of.Name) && n.Unread == 0 {
						t.Fatalf("%s of %s was not read, and its line does not say so", of.Name, inv.Environment.Name)
					}
				}
			}
			unread += n.Unread
		}
		if counted != 0 && (counted > 0 || -counted > unread) {
			t.Fatalf("%d differences are counted too few", counted)
		}
	})
}

// TestARetestTicksOnlyWhatIsTheSame: whatever became of the environments, what is ticked has no difference left where
// it had some, and every side of it was read.
func TestARetestTicksOnlyWhatIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := company(t, "before ")
		was := compared(t, before...)
		inv := opened(was)
		after := make([]*model.Inventory, len(before))
		for i, old := range before {
			after[i] = mt.Inventory(old.Environment.Name, slices.Clone(old.Resources)...)
			after[i].Unread = slices.Clone(old.Unread)
			if i == 1 && rapid.Bool().Draw(t, "mended") { // some of staging becomes what prod is in other words
				after[i].Resources = mt.Templates().Draw(t, "after").Render("staging").Resources
			}
			unread(t, after[i])
		}
		is := compared(t, after...)
		at := mt.Loaded.Add(time.Hour)
		tested := inv.Retested(is, at)
		r := tested.Retests[0]
		ticked := 0
		for _, s := range inv.Seen {
			if d := tested.Decisions[s.Key]; d.Ticked.IsZero() {
				continue
			}
			ticked++
			for _, p := range s.Places {
				for _, e := range is.Entries {
					if e.Type.Name == p.Type && e.Name == p.Name && e.Environment == s.Environment && slices.Equal(e.Attribute.Segments(), p.Attribute) && e.Verdict > model.Same {
						t.Fatalf("%s is ticked, and %s %s %s is %s", s.Title, p.Type, p.Name, p.Attribute, e.Verdict)
					}
				}
				path := model.NewPath(p.Attribute...)
				for _, side := range is.Inventories {
					if name := side.Environment.Name; name != s.Environment && name != "prod" {
						continue
					}
					if slices.ContainsFunc(side.Unread, func(u model.Unread) bool {
						return u.Type == p.Type && (u.Part.IsZero() || path.IsZero() || path.Matches(u.Part))
					}) {
						t.Fatalf("%s is ticked, and %s of %s could not be read", s.Title, p.Type, side.Environment.Name)
					}
				}
			}
		}
		if r.Of != len(inv.Seen) || r.Of != ticked+r.Differ+r.Unknown+r.Explained {
			t.Fatalf("of %d to-dos %d are ticked: %+v", len(inv.Seen), ticked, r)
		}
		if r.Unknown+r.Differ == 0 && r.New == 0 && len(is.Causes) > 0 && slices.ContainsFunc(is.Causes, func(c *model.Cause) bool { return c.Environment == "staging" }) {
			t.Fatalf("staging differs and the re-test does not say so: %+v", r)
		}
		// The same again tells nothing new, and nothing of what was ticked differs.
		if twice := tested.Retested(is, at.Add(time.Minute)).Retests[1]; twice.New != 0 || twice.Unknown != r.Unknown {
			t.Fatalf("nothing was changed, and the re-test says %+v after %+v", twice, r)
		}
	})
}

// TestAnInvestigationIsTheSameInJSON, and what is saved of it holds no secret.
func TestAnInvestigationIsTheSameInJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		environments := company(t, "")
		sealer := model.NewSealer([]byte("0123456789abcdef0123456789abcdef"))
		canary := func(environment string) string {
			_, label, _ := strings.Cut(sealer.Token("canary of "+environment), ":")
			return label
		}
		for _, inv := range environments {
			for _, r := range inv.Of(mt.Parameter) {
				r.Set(model.Dotted("Value"), sealer.Seal("canary of "+inv.Environment.Name))
			}
		}
		c := compared(t, environments...)
		inv := opened(c).Retested(compared(t, company(t, "after ")...), mt.Loaded)
		data, err := json.Marshal(inv)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range c.Inventories {
			if strings.Contains(string(data), canary(e.Environment.Name)) {
				t.Fatalf("what stands for a secret is saved: %s", data)
			}
		}
		var back checklist.Investigation
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(data) {
			t.Fatalf("it is another one (%v):\n%s\n%s", err, data, again)
		}
		if a, b := checklist.Fill(inv, c), checklist.Fill(back, c); len(a.Together) != len(b.Together) || a.Done != b.Done || a.Of != b.Of {
			t.Fatal("its page is another one")
		}
	})
}
