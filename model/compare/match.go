package compare

import (
	"cmp"
	"slices"
	"strings"

	"parity/model"
)

// matcher holds the attributes of two cells against each other.
type matcher struct {
	judge       *judge
	row         *model.Row
	environment int
	base        []slot
	out         []outcome
	// left and right are the attributes that only this environment, or only the baseline, has.
	left, right []*slot
	// deferred are the paths of elements both have, under a key that holds the baseline's own words: the
	// environment may have a counterpart in its own, and then this one is something else.
	deferred map[model.Path]bool
	// same counts the judged attributes that are alike.
	same int
}

// begin makes a matcher ready for a pair of cells, in the memory it had for the last one.
func (m *matcher) begin(j *judge, row *model.Row, environment int, base []slot) {
	*m = matcher{judge: j, row: row, environment: environment, base: base, out: m.out[:0], left: m.left[:0], right: m.right[:0]}
}

// both judges an attribute that both cells have.
func (m *matcher) both(mine, base *slot, a, b *model.Cell) {
	if !mine.field.Class.Judged() || !base.field.Class.Judged() || m.unread(mine.raw) || m.unread(base.raw) {
		return
	}
	got := m.judge.slots(m.environment, mine, base, a, b)
	if got.verdict == model.Same && mine.raw != base.raw && !strings.Contains(mine.path.String(), selfKey) {
		got.verdict, got.reason = model.Expected, leadAlike
	}
	if got.verdict == model.Same {
		m.same++
		return
	}
	if mine.field == countField || mine.field == zonesField {
		got = m.brokenOff(got)
	}
	m.out = append(m.out, outcome{judgement: got, path: base.path, field: mine.field, mine: mine, base: base})
}

// leadAlike is why elements of other spellings are counterparts: their keys are references.
const leadAlike = "both lead to counterparts"

// brokenOff makes a difference in number unknown where either list broke off: the others may stand behind.
func (m *matcher) brokenOff(got judgement) judgement {
	for _, side := range []int{m.environment, m.judge.baseline} {
		if u := m.judge.hidden[side].brokenOff(m.row.Type.Name); u != nil {
			return judgement{verdict: model.Unknown, reason: m.judge.broke(side, u)}
		}
	}
	return got
}

// foreign says that an element's key holds words of the baseline's, and keeps it for later.
func (m *matcher) foreign(s *slot) bool {
	ends := s.field.Elements()
	if len(ends) == 0 {
		return false
	}
	element := s.path.Head(ends[len(ends)-1])
	if m.deferred[element] {
		return true
	}
	key := element.Last()
	if m.judge.paired.Vocabulary.Key(m.judge.baseline, key) == key {
		return false
	}
	if m.deferred == nil {
		m.deferred = map[model.Path]bool{}
	}
	m.deferred[element] = true
	return true
}

// selfKey is how a security group's reference to itself is written; it is the same everywhere.
const selfKey = "sg:self"

func (m *matcher) unread(path model.Path) bool {
	return m.judge.hidden[m.environment].covers(m.row.Type.Name, path, &m.row.Cells[m.environment]) ||
		m.judge.hidden[m.judge.baseline].covers(m.row.Type.Name, path, &m.row.Cells[m.judge.baseline])
}

// element is a list element that only one side has, or a scalar that only one side has.
type element struct {
	path  model.Path
	slots []*slot
	// keyed says that it is an element of a list.
	keyed bool
}

// leftovers judges what only one side has: elements whose keys differ in the environments' words are
// counterparts; the others are missing or extra, once for each element.
func (m *matcher) leftovers(mine, base []slot, a, b *model.Cell) {
	left := elements(m.left, base, m.deferred)
	right := elements(m.right, mine, m.deferred)
	right = m.pairByWords(left, right, a, b)
	m.pairEqual(left, right, a, b)
	for _, e := range left {
		if e != nil {
			m.alone(e, model.Extra)
		}
	}
	for _, e := range right {
		if e != nil {
			m.alone(e, model.Missing)
		}
	}
	m.link()
	m.doubtUnresolved()
	m.doubtNetworks()
	m.noteCovered(mine, base)
}

// elements groups one side's leftovers by the outermost list element that the other side lacks.
func elements(leftovers []*slot, other []slot, deferred map[model.Path]bool) []*element {
	if len(leftovers) == 0 {
		return nil
	}
	there := map[model.Path]bool{}
	for i := range other {
		for _, end := range other[i].field.Elements() {
			if head := other[i].path.Head(end); !deferred[head] {
				there[head] = true
			}
		}
	}
	var out []*element
	at := map[model.Path]*element{}
	for _, s := range leftovers {
		e := &element{path: s.path}
		for _, end := range s.field.Elements() {
			if head := s.path.Head(end); !there[head] {
				e = &element{path: head, keyed: true}
				break
			}
		}
		if known := at[e.path]; known != nil && known.keyed {
			known.slots = append(known.slots, s)
			continue
		}
		e.slots = []*slot{s}
		at[e.path] = e
		out = append(out, e)
	}
	return out
}

// counterparts judges two list elements whose keys are counterparts, leaf by leaf. The printed path takes
// the baseline's spelling. An element that has a leaf of its own name is one attribute; another is only
// the place of its leaves.
func (m *matcher) counterparts(mine, base *element, exchange []model.Exchange, a, b *model.Cell) {
	below := map[model.Path]*slot{}
	for _, s := range base.slots {
		below[s.path] = s
	}
	spell := func(p model.Path) model.Path {
		return base.path.Append(p.Segments()[mine.path.Len():]...)
	}
	for _, s := range mine.slots {
		path := spell(s.path)
		other := below[path]
		delete(below, path)
		if other == nil {
			m.scalar(path, s, nil)
			continue
		}
		before := len(m.out)
		m.both(s, other, a, b)
		if len(m.out) > before && len(exchange) > 0 {
			o := &m.out[before]
			o.exchange = distinct(slices.Concat(exchange, o.exchange))
			if o.reason == leadAlike {
				o.reason = ""
			}
		}
	}
	for _, s := range base.slots {
		if below[s.path] != nil {
			m.scalar(s.path, nil, s)
		}
	}
}

// alone judges an element or scalar that one side lacks.
func (m *matcher) alone(e *element, verdict model.Verdict) {
	// What is not set has a value all the same.
	scalar := !e.keyed || !e.slots[0].field.DefaultsBy.IsZero()
	switch {
	case scalar && verdict == model.Extra:
		m.scalar(e.path, e.slots[0], nil)
		return
	case scalar:
		m.scalar(e.path, nil, e.slots[0])
		return
	}
	judged := slices.IndexFunc(e.slots, func(s *slot) bool { return s.field.Class.Judged() && !m.unread(s.raw) })
	if judged < 0 {
		return
	}
	o := outcome{judgement: judgement{verdict: verdict}, path: e.path, field: e.slots[judged].field, whole: true}
	own := e.slots[0]
	if own.path != e.path { // the element has no leaf of its own name: what stands there is its leaves
		own = &slot{path: e.path, raw: e.path, field: o.field, value: leaves(e), unresolved: own.unresolved}
	}
	if verdict == model.Extra {
		o.mine = own
	} else {
		o.base = own
	}
	m.out = append(m.out, o)
}

// leaves are an element's attributes as one value, for people to read.
func leaves(e *element) model.Value {
	if len(e.slots) == 1 && e.slots[0].several == nil {
		return e.slots[0].value
	}
	var texts []string
	for _, s := range e.slots {
		if s.field.Class.Judged() && s.several == nil {
			name := strings.Join(s.path.Segments()[e.path.Len():], ".")
			texts = append(texts, name+"="+s.value.Text())
		}
	}
	return model.ListValue(texts)
}

// scalar judges an attribute that only one side has; the other is nil.
func (m *matcher) scalar(path model.Path, mine, base *slot) {
	s := cmp.Or(mine, base)
	if !s.field.Class.Judged() || m.unread(s.raw) {
		return
	}
	if s.uniform() && s.field.Default.Kind() != model.Absent && s.value == s.field.Default {
		m.same++
		return
	}
	o := outcome{judgement: judgement{verdict: model.Drift}, path: path, field: s.field, mine: mine, base: base}
	if !s.field.DefaultsBy.IsZero() {
		m.byDefault(&o)
	}
	m.out = append(m.out, o)
}

// link finds the elements that replace each other: alone of their kind on each side, and alike in all but
// the last part of their key.
func (m *matcher) link() {
	at := map[model.Path][2][]int{}
	for i := range m.out {
		o := &m.out[i]
		if !o.whole || len(o.field.Keys) < 2 || o.path.Len() < 2 {
			continue
		}
		head := o.path.Head(o.path.Len() - 1)
		pair := at[head]
		side := 0
		if o.verdict == model.Missing {
			side = 1
		}
		pair[side] = append(pair[side], i)
		at[head] = pair
	}
	for _, pair := range at {
		if len(pair[0]) == 1 && len(pair[1]) == 1 {
			m.out[pair[0][0]].replaces, m.out[pair[1][0]].replaces = pair[1][0]+1, pair[0][0]+1
		}
	}
}

// doubtUnresolved makes rules unknown that may be counterparts of one whose source could not be resolved:
// those of one direction, protocol and ports.
func (m *matcher) doubtUnresolved() {
	doubt := map[model.Path]string{}
	for i := range m.out {
		o := &m.out[i]
		for _, s := range []*slot{o.mine, o.base} {
			if o.whole && s != nil && s.unresolved {
				doubt[o.path.Head(o.path.Len()-1)] = o.path.Last()
			}
		}
	}
	for i := range m.out {
		o := &m.out[i]
		if source, ok := doubt[o.path.Head(o.path.Len()-1)]; ok && o.whole {
			o.verdict, o.replaces = model.Unknown, 0
			o.reason = "what " + strings.TrimSuffix(source, "?") + " is could not be resolved"
		}
	}
}
