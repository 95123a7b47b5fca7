package compare

import (
	"slices"

	"parity/model"
)

// fold puts differences that follow another's under it: a resize is one difference, not three.
func (m *matcher) fold(mine []slot) {
	for i := range m.out {
		o := &m.out[i]
		if !o.follower() {
			continue
		}
		m.follow(o, o.field.Follows, mine)
		for _, leader := range o.field.Besides {
			if o.folded.IsZero() {
				m.follow(o, leader, mine)
			}
		}
	}
}

// follow folds a difference under that of its leader, if that differs.
func (m *matcher) follow(o *outcome, pattern model.Path, mine []slot) {
	leader := bind(pattern, o.field.Keys, o.path)
	if leader == o.path {
		return
	}
	i := slices.IndexFunc(m.out, func(lead outcome) bool { return lead.path == leader })
	switch {
	case i < 0 && o.verdict > model.Unknown && elsewhere(slotAt(mine, leader), slotAt(m.base, leader)):
		o.folded = leader
	case i < 0 && o.verdict > model.Locked && m.unread(leader):
		o.verdict, o.reason = model.Unknown, "follows "+leader.String()+", which could not be read"
	case i < 0:
	case m.out[i].verdict == model.Unknown:
		o.verdict, o.reason = model.Unknown, "follows "+leader.String()
	case m.out[i].verdict > model.Unknown && o.verdict > model.Locked:
		o.folded = leader
		m.out[i].followers = append(m.out[i].followers, o.path.String())
	}
}

// follower says that an attribute follows another one on both sides: a default group goes with the version, but
// not where the other side has one of its own.
func (o *outcome) follower() bool {
	for _, s := range []*slot{o.mine, o.base} {
		if s != nil && s.field.Follows.IsZero() {
			return false
		}
	}
	return !o.field.Follows.IsZero()
}

// follows says that an attribute follows another one, which is not itself.
func (o *outcome) follows(leader model.Path) bool {
	if leader == o.path || !o.follower() {
		return false
	}
	return bind(o.field.Follows, o.field.Keys, o.path) == leader || slices.ContainsFunc(o.field.Besides, func(p model.Path) bool {
		return bind(p, o.field.Keys, o.path) == leader
	})
}

// elsewhere says that two attributes differ whose difference is told in another row: the version of a
// cluster, of which its members speak too.
func elsewhere(mine, base *slot) bool {
	return mine != nil && base != nil && !mine.field.Class.Judged() && !base.field.Class.Judged() && mine.value != base.value
}

// slotAt is the slot of a path, or nil.
func slotAt(slots []slot, path model.Path) *slot {
	i, ok := slices.BinarySearchFunc(slots, path, func(s slot, p model.Path) int { return s.path.Compare(p) })
	if !ok {
		return nil
	}
	return &slots[i]
}

// bind gives the keys of a pattern those of the path that follows it.
func bind(pattern model.Path, keys []int, path model.Path) model.Path {
	segments := pattern.Segments()
	if !slices.Contains(segments, model.Any) {
		return pattern
	}
	own := path.Segments()
	next := 0
	for i, segment := range segments {
		if segment == model.Any && next < len(keys) {
			segments[i] = own[keys[next]]
			next++
		}
	}
	return model.NewPath(segments...)
}
