package checklist

import (
	"slices"
	"strings"
	"time"

	"parity/model"
)

// Seen is a to-do as it was when it was looked at last, so that what becomes of it can be told after the program has
// ended and began again. It holds no value.
type Seen struct {
	// Key is the to-do's, Title what it is called, Environment the one it is about.
	Key         string `json:"key"`
	Title       string `json:"title"`
	Environment string `json:"environment"`
	// New is when a re-test found it; zero where it was there from the beginning.
	New time.Time `json:"new,omitzero"`
	// Places are where its differences are.
	Places []Place `json:"places"`
}

// Place is where a difference is: the type, the role, and the segments of the attribute, none for the whole resource.
type Place struct {
	Type      string   `json:"type"`
	Name      string   `json:"name,omitempty"`
	Attribute []string `json:"attribute,omitempty"`
}

func placeOf(e *model.Entry) Place {
	p := Place{Name: e.Name, Attribute: e.Attribute.Segments()}
	if e.Type != nil {
		p.Type = e.Type.Name
	}
	return p
}

// seen is a to-do as it is remembered.
func seen(cause *model.Cause) Seen {
	s := Seen{Key: CauseKey(cause), Title: cause.Title, Environment: cause.Environment}
	for _, e := range cause.Entries {
		s.Places = append(s.Places, placeOf(e))
	}
	return s
}

// signature tells the places of to-dos apart, whatever cause holds them.
func (s *Seen) signature() string {
	keys := make([]string, len(s.Places))
	for i, p := range s.Places {
		keys[i] = p.in(s.Environment).text()
	}
	slices.Sort(keys)
	return strings.Join(keys, "\n")
}

// located is a place in an environment, as it can be looked up.
type located struct {
	of, name, environment string
	attribute             model.Path
}

func (p Place) in(environment string) located {
	return located{p.Type, p.Name, environment, model.NewPath(p.Attribute...)}
}

func locate(e *model.Entry) located { return placeOf(e).in(e.Environment) }

// text is the place as a key: no two places have the same.
func (l located) text() string {
	segments := l.attribute.Segments()
	for i := range segments {
		segments[i] = strings.ReplaceAll(escaped.Replace(segments[i]), ".", `\.`)
	}
	return strings.Join([]string{"entry", escaped.Replace(l.of), escaped.Replace(l.name), strings.Join(segments, "."), escaped.Replace(l.environment)}, " ")
}

// escaped keeps what a name holds from being taken for what stands between names.
var escaped = strings.NewReplacer(`\`, `\\`, " ", `\ `, "\n", `\n`)

// Looked is the investigation with the to-dos of a comparison, if it has not looked at any yet. A re-test tells what has
// become of them.
func (inv Investigation) Looked(c *model.Comparison) Investigation {
	if len(inv.Seen) > 0 || c == nil || c.BaselineName() != inv.Baseline || pending(c) {
		return inv
	}
	inv.Seen = nil
	for _, t := range together(inv, c) {
		if t.Cause != nil {
			inv.Seen = append(inv.Seen, seen(t.Cause))
		}
	}
	return inv
}

// pending says that something is still being read.
func pending(c *model.Comparison) bool {
	return slices.ContainsFunc(c.Inventories, func(inv *model.Inventory) bool { return len(inv.Pending) > 0 })
}

// Fate is what a to-do has come to in another comparison.
type Fate uint8

// The fates.
const (
	// Differs: it is there as it was, or under another cause.
	Differs Fate = iota
	// Unsure: something of it could not be read, and nothing of it is known to differ.
	Unsure
	// Excused: what differs is explained.
	Excused
	// Gone: it is the same in both environments, or in neither.
	Gone
)

// fates says of places what has become of them.
type fates struct {
	comparison *model.Comparison
	at         map[located]model.Verdict
	// parts are what could not be read, by type and environment.
	parts map[located][]model.Path
	index map[string]*model.Inventory
}

func newFates(c *model.Comparison) *fates {
	f := &fates{comparison: c, at: map[located]model.Verdict{}, parts: map[located][]model.Path{}, index: map[string]*model.Inventory{}}
	for _, e := range c.Entries {
		l := locate(e)
		f.at[l] = max(f.at[l], e.Verdict)
	}
	for _, inv := range c.Inventories {
		name := inv.Environment.Name
		f.index[name] = inv
		for _, u := range inv.Unread {
			key := located{of: u.Type, environment: name}
			f.parts[key] = append(f.parts[key], u.Part)
		}
	}
	return f
}

// of is the gravest fate of a to-do's places.
func (f *fates) of(s *Seen) Fate {
	fate := Gone
	for _, p := range s.Places {
		fate = min(fate, f.place(p.in(s.Environment)))
	}
	return fate
}

// place is what has become of one difference.
func (f *fates) place(l located) Fate {
	whole := l
	whole.attribute = model.Path{}
	switch worst := max(f.at[l], f.at[whole], f.before(l)); {
	case worst.Unexplained():
		return Differs
	case worst == model.Unknown || worst == model.Locked || f.unread(l, l.environment) || f.unread(l, f.comparison.BaselineName()):
		return Unsure
	case worst > model.Same:
		return Excused
	default:
		return Gone
	}
}

// before is the verdict on what the attribute follows: while that differs, nothing is said of the attribute itself.
func (f *fates) before(l located) model.Verdict {
	t := f.comparison.Catalog.Type(l.of)
	if t == nil || l.attribute.IsZero() {
		return model.Undecided
	}
	field := t.Field(l.attribute)
	worst := model.Undecided
	for _, path := range append([]model.Path{field.Follows}, field.Besides...) {
		if path.IsZero() {
			continue
		}
		leader := l
		leader.attribute = filled(path, l.attribute)
		worst = max(worst, f.at[leader])
	}
	return worst
}

// filled is a pattern with the keys of the lists that both it and the attribute stand in.
func filled(pattern, attribute model.Path) model.Path {
	segments, mine := pattern.Segments(), attribute.Segments()
	for i := range segments {
		if segments[i] == model.Any && i < len(mine) {
			segments[i] = mine[i]
		}
	}
	return model.NewPath(segments...)
}

// unread says that an environment's side of a place was not read.
func (f *fates) unread(l located, environment string) bool {
	inv := f.index[environment]
	if inv == nil || !inv.Asked(l.of) || slices.Contains(inv.Pending, l.of) {
		return true
	}
	return slices.ContainsFunc(f.parts[located{of: l.of, environment: environment}], func(part model.Path) bool {
		return l.attribute.IsZero() || part.IsZero() || l.attribute.Matches(part) || l.attribute.Under(part)
	})
}
