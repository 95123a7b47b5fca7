package compare

import (
	"slices"

	"parity/model"
	"parity/model/findings"
)

// found is what one environment's value of one attribute has of findings.
type found struct {
	slot     *slot
	findings []model.Finding
	// lifts is why same and expected become drift; empty where they do not.
	lifts string
}

// find looks at all values of one cell for findings of its own, whatever stands on the other side.
func (j *judge) find(row *model.Row, environment int, slots []slot) []found {
	var all []found
	for i := range slots {
		s := &slots[i]
		f := found{slot: s}
		switch {
		case s.any(findings.Unhealthy):
			f.findings = append(f.findings, model.Unhealthy)
		case s.any(findings.NotInEffect):
			f.findings = append(f.findings, model.NotInEffect)
		}
		if s.field.Class.Judged() {
			j.findJudged(&f, row, environment)
		}
		if len(f.findings) > 0 {
			all = append(all, f)
		}
	}
	return all
}

func (j *judge) findJudged(f *found, row *model.Row, environment int) {
	s := f.slot
	if len(s.several) > 0 && !j.nameless(environment, s) {
		f.findings = append(f.findings, model.SplitRole)
	}
	if findings.Plaintext(s.field, s.value) {
		f.findings = append(f.findings, model.PlaintextSecret)
	}
	if secret, ok := s.value.Secret(); ok && s.field.Class != model.Masked && !secret.Locked() {
		if other, ok := j.secretsOf.elsewhere(secret.Token(), environment, row.Cells[environment].Resources[0]); ok {
			f.findings = append(f.findings, model.SharedSecret)
			f.lifts = "a secret has the same value in " + j.environment(other).Name
		}
	}
	if s.field.Verbatim {
		return
	}
	for text := range s.texts {
		c, ok := findings.Cross(j.paired, environment, text, func(other int) bool {
			return slices.ContainsFunc(row.Cells[other].Resources, func(r *model.Resource) bool {
				return j.also(environment, s, text, other, seen(row.Type, s.raw, j.inPlace(environment, s, other, r)))
			})
		})
		if ok {
			f.findings = append(f.findings, model.CrossEnvironment)
			f.lifts = "names " + j.environment(c.Environment).Name + ": " + c.Text
			return
		}
	}
}

// also says that a value of another environment is that of this one, as it is or in its own words: what names that
// environment there is no word that was exchanged.
func (j *judge) also(environment int, s *slot, text string, other int, value model.Value) bool {
	return s.has(value) || slices.ContainsFunc(value.Elements(), func(element string) bool {
		_, ok := j.paired.Vocabulary.Align(environment, text, other, element, j.paired.Index)
		return ok
	})
}

// inPlace is the value that a resource of another environment has in the place of an attribute of this one: under
// the same path, or under keys that read so in its own words.
func (j *judge) inPlace(environment int, s *slot, other int, r *model.Resource) model.Value {
	if value := r.Get(s.raw); !value.IsAbsent() || len(s.field.Keys) == 0 {
		return value
	}
	key := j.key(environment, s.raw)
	for _, a := range r.Attributes {
		if a.Path.First() == s.raw.First() && a.Path.Len() == s.raw.Len() && j.key(other, a.Path) == key {
			return a.Value
		}
	}
	return model.Value{}
}

// texts yields the texts of a slot's values, and the keys that are texts themselves.
func (s *slot) texts(yield func(string) bool) {
	if s.field.Class == model.Reference && s.value.Kind() == model.Bool {
		yield(s.raw.Last())
		return
	}
	if !texts(s.value, yield) {
		return
	}
	for _, c := range s.several {
		if !texts(c.Value, yield) {
			return
		}
	}
}

// texts yields those of one value, and says whether more are wanted.
func texts(v model.Value, yield func(string) bool) bool {
	switch v.Kind() {
	case model.Text, model.Credential:
		return yield(v.Text())
	case model.List, model.Set:
		for _, element := range v.Elements() {
			if !yield(element) {
				return false
			}
		}
	}
	return true
}

// findIn adds an environment's findings to what was said of its attributes, or says something of an
// attribute that is alike but for a finding.
func (j *judge) findIn(m *matcher, mine []slot) {
	for _, f := range j.find(m.row, m.environment, mine) {
		i := slices.IndexFunc(m.out, func(o outcome) bool {
			return o.mine == f.slot || o.whole && f.slot.path.Under(o.path) && o.mine != nil
		})
		if i < 0 {
			if f.slot.field.Class.Judged() && f.lifts != "" && !m.unread(f.slot.raw) {
				m.same--
			}
			m.out = append(m.out, outcome{
				judgement: judgement{verdict: model.Same}, path: f.slot.path, field: f.slot.field,
				mine: f.slot, base: m.baseOf(f.slot),
			})
			i = len(m.out) - 1
		}
		o := &m.out[i]
		o.findings = append(o.findings, f.findings...)
		if f.lifts != "" {
			o.lift(f.lifts)
		}
	}
	m.foldFindings()
	for i := range m.out {
		m.out[i].findings = append(m.out[i].findings, betweenSides(&m.out[i])...)
	}
}

// lift makes a difference of what is alike but for a finding, and tells why. What could not be resolved is
// known as another environment's now.
func (o *outcome) lift(why string) {
	o.reason = why
	switch {
	case o.verdict > model.Unknown:
	case o.whole && o.verdict == model.Unknown:
		o.verdict = model.Extra
	default:
		o.verdict = model.Drift
	}
}

// foldFindings puts what names another environment, because what it follows does, under that.
func (m *matcher) foldFindings() {
	for i := range m.out {
		o := &m.out[i]
		if o.field.Follows.IsZero() || !slices.Contains(o.findings, model.CrossEnvironment) {
			continue
		}
		k := slices.IndexFunc(m.out, func(lead outcome) bool {
			return o.follows(lead.path) && slices.Contains(lead.findings, model.CrossEnvironment)
		})
		if k < 0 {
			continue
		}
		o.findings = slices.DeleteFunc(o.findings, func(f model.Finding) bool { return f == model.CrossEnvironment })
		o.verdict = model.Drift
		if o.folded.IsZero() {
			o.folded = m.out[k].path
			m.out[k].followers = append(m.out[k].followers, o.path.String())
		}
	}
}

// baseOf is the baseline's slot of the same path.
func (m *matcher) baseOf(s *slot) *slot {
	return slotAt(m.base, s.path)
}

// betweenSides are the findings that need both sides: what only one of them has.
func betweenSides(o *outcome) []model.Finding {
	var out []model.Finding
	if o.whole && findings.World(o.path) {
		out = append(out, model.OpenToWorld)
	}
	if o.verdict > model.Same && o.field.Class == model.Compared && !o.field.Verbatim {
		left, right := placeholder(o.mine), placeholder(o.base)
		if left != right {
			out = append(out, model.Placeholder)
		}
	}
	if o.base != nil && o.base.any(findings.NotInEffect) {
		out = append(out, model.NotInEffect)
	}
	return out
}

func placeholder(s *slot) bool {
	return s.uniform() && s.value.Kind() == model.Text && findings.Placeholder(s.value.Text())
}

// findWhole adds the findings of a resource that only this environment has to its entry.
func (j *judge) findWhole(entry *model.Entry, row *model.Row, environment int, slots []slot) {
	for _, f := range j.find(row, environment, slots) {
		entry.Findings = append(entry.Findings, f.findings...)
		if f.lifts != "" {
			entry.Reason = f.slot.path.String() + " " + f.lifts
		}
	}
	if row.Cells[j.baseline].State == model.Empty && open(slots) {
		entry.Findings = append(entry.Findings, model.OpenToWorld)
	}
	entry.Findings = ordered(entry.Findings)
}

// open says that a group lets everybody in.
func open(slots []slot) bool {
	return slices.ContainsFunc(slots, func(s slot) bool { return findings.World(s.path) })
}

// baselineEntries are the findings of the baseline itself. Those that may stand on a compared
// environment's entry do, where one is listed for the attribute.
func (j *judge) baselineEntries(row *model.Row, base []slot, listed []*model.Entry) []*model.Entry {
	var entries []*model.Entry
	all := j.find(row, j.baseline, base)
	for i := range all {
		f := &all[i]
		if f.follows(all) {
			continue
		}
		own := slices.DeleteFunc(f.findings, func(finding model.Finding) bool {
			if finding == model.SharedSecret {
				return true // the other environment's entry has it
			}
			return finding == model.NotInEffect && slices.ContainsFunc(listed, func(e *model.Entry) bool { return e.Attribute == f.slot.path })
		})
		if len(own) == 0 {
			continue
		}
		cell := &row.Cells[j.baseline]
		entry := &model.Entry{
			Type: row.Type, Name: row.Role, Attribute: f.slot.path, Environment: j.environment(j.baseline).Name,
			Verdict: model.Same, Findings: ordered(own), Row: row,
			Mine: f.slot.side(cell), Baseline: f.slot.side(cell),
		}
		j.show(j.baseline, &entry.Mine, f.slot)
		j.show(j.baseline, &entry.Baseline, f.slot)
		if slices.Contains(own, model.CrossEnvironment) {
			entry.Verdict, entry.Reason = model.Drift, f.lifts
		}
		entries = append(entries, entry)
	}
	return entries
}

// follows says that another environment is named here because it is in what this attribute follows.
func (f *found) follows(all []found) bool {
	if f.slot.field.Follows.IsZero() || !slices.Equal(f.findings, []model.Finding{model.CrossEnvironment}) {
		return false
	}
	o := outcome{path: f.slot.path, field: f.slot.field}
	return slices.ContainsFunc(all, func(lead found) bool {
		return o.follows(lead.slot.path) && slices.Contains(lead.findings, model.CrossEnvironment)
	})
}

// ordered lists findings gravest first, each once.
func ordered(list []model.Finding) []model.Finding {
	slices.SortFunc(list, func(a, b model.Finding) int { return a.Gravity() - b.Gravity() })
	return slices.Compact(list)
}

// secretIndex tells which environments hold a secret, by its token.
type secretIndex map[string][]holder

type holder struct {
	environment     int
	account, region string
	resource        *model.Resource
}

func (j *judge) indexSecrets() secretIndex {
	index := secretIndex{}
	for i, inv := range j.paired.Inventories {
		for _, r := range inv.Resources {
			t := j.paired.Catalog.Type(r.Type)
			for _, a := range r.Attributes {
				secret, ok := a.Value.Secret()
				if !ok || secret.Locked() || t == nil || t.FieldOf(a.Path, r).Class == model.Masked {
					continue
				}
				index[secret.Token()] = append(index[secret.Token()], holder{i, inv.Environment.Account, inv.Environment.Region, r})
			}
		}
	}
	return index
}

// elsewhere is another environment that holds the secret in another resource. One and the same resource is
// shared, which is something else.
func (x secretIndex) elsewhere(token string, environment int, r *model.Resource) (int, bool) {
	holders := x[token]
	own := slices.IndexFunc(holders, func(h holder) bool { return h.environment == environment && h.resource.ID == r.ID })
	for _, h := range holders {
		if h.environment == environment {
			continue
		}
		if own >= 0 && h.resource.ID == r.ID && h.account == holders[own].account && h.region == holders[own].region {
			continue
		}
		return h.environment, true
	}
	return 0, false
}
