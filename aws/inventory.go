package aws

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"parity/model"
)

// keyedTarget is the id that an element's key names, where the key itself is a reference: pl:ID.
func keyedTarget(path model.Path) (id string, ok bool) { return strings.CutPrefix(path.Last(), "pl:") }

// keyedResource is the same for a resource of one's own account: sg:ID. One elsewhere has its account before its id.
func keyedResource(path model.Path) (id string, ok bool) {
	id, ok = strings.CutPrefix(path.Last(), "sg:")
	return id, ok && !strings.Contains(id, "/")
}

// view is one moment of an account and region, from which the inventories of its environments are made.
type view struct {
	*world
	tenants []*tenant
	// asked are the types that were asked for; others were read since these refer to them.
	asked []string
	// pending are the types of which more may come, which is shown of none of them yet.
	pending  []string
	loadedAt time.Time
	// complete keeps an empty environment from being taken for a selection in vain.
	allowEmpty bool
}

// inventories makes one inventory per environment, in the order of the tenants.
func (v *view) inventories() []*model.Inventory {
	chosen := make([]members, len(v.tenants))
	holders := map[*model.Resource]int{}
	for i, t := range v.tenants {
		chosen[i] = v.membersOf(t)
		for r := range chosen[i] {
			holders[r]++
		}
	}
	unclaimed := v.unclaimed(holders)
	list := make([]*model.Inventory, len(v.tenants))
	for i, t := range v.tenants {
		list[i] = v.inventory(t, chosen[i], holders, unclaimed)
	}
	return list
}

func (v *view) unclaimed(holders map[*model.Resource]int) map[string][]string {
	unclaimed := map[string][]string{}
	for name := range v.types {
		if slices.Contains(v.pending, name) || !slices.Contains(v.asked, name) {
			continue
		}
		for _, r := range v.resources[name] {
			if holders[r] == 0 {
				unclaimed[name] = append(unclaimed[name], r.ID)
			}
		}
		slices.Sort(unclaimed[name])
	}
	return unclaimed
}

func (v *view) inventory(t *tenant, chosen members, holders map[*model.Resource]int, unclaimed map[string][]string) *model.Inventory {
	inv := &model.Inventory{
		Types: slices.Clone(v.asked), Pending: slices.Clone(v.pending),
		Targets: v.targetsOf(chosen), Unclaimed: unclaimed,
		Sizes: v.sizes, Defaults: slices.Clone(v.defaults),
	}
	for r, referred := range chosen {
		if slices.Contains(v.pending, r.Type) {
			continue
		}
		if referred || holders[r] > 1 {
			own := *r
			own.ByReference, own.Shared = referred, holders[r] > 1
			r = &own
		}
		inv.Resources = append(inv.Resources, r)
	}
	inv.Events = v.eventsOf(chosen)
	inv.Sort()
	inv.Environment = v.environment(t, inv, v.strays(chosen))
	inv.Unread, inv.Notes = v.unread(t, chosen, unclaimed)
	// They come in the order in which AWS answered, and two loads of the same must read the same.
	slices.SortStableFunc(inv.Unread, func(a, b model.Unread) int {
		return cmp.Or(cmp.Compare(slices.Index(v.asked, a.Type), slices.Index(v.asked, b.Type)),
			cmp.Compare(a.Operation, b.Operation), cmp.Compare(a.Code, b.Code))
	})
	slices.SortStableFunc(inv.Notes, func(a, b model.Note) int {
		return cmp.Or(cmp.Compare(a.Operation, b.Operation), cmp.Compare(a.Message, b.Message))
	})
	inv.Selection = v.selection(t, inv)
	for i := range inv.Notes {
		inv.Notes[i].Environment = t.wanted.Name
	}
	return inv
}

// eventsOf are those of an environment's resources.
func (v *view) eventsOf(chosen members) []model.Event {
	type identity struct{ typeName, id string }
	ours := map[identity]bool{}
	for r := range chosen {
		ours[identity{r.Type, r.ID}] = !slices.Contains(v.pending, r.Type)
	}
	var events []model.Event
	for _, e := range v.events {
		if ours[identity{e.Type, e.ID}] {
			events = append(events, e)
		}
	}
	return events
}

// strays are the VPCs that an environment only reaches through what belongs to it by reference, as that of a group a rule
// lets in: they are somebody else's.
func (v *view) strays(chosen members) map[string]bool {
	strays, homes := map[string]bool{}, map[string]bool{}
	for r, referred := range chosen {
		v.references(r, func(typeName, id string) {
			switch {
			case typeName != vpcTarget:
			case referred:
				strays[id] = true
			default:
				homes[id] = true
			}
		})
	}
	if len(homes) == 0 {
		return nil
	}
	maps.DeleteFunc(strays, func(id string, _ bool) bool { return homes[id] })
	return strays
}

// environment is what the environment's own words are made of: what belongs to it alone, where it shares
// an account with others.
func (v *view) environment(t *tenant, inv *model.Inventory, strays map[string]bool) model.Environment {
	e := environmentOf(t.wanted)
	e.Account, e.Region, e.Profile, e.LoadedAt = v.account, v.region, t.profile, v.loadedAt
	e.Zones = slices.Sorted(maps.Keys(v.zones))
	e.HostLabels = slices.Sorted(maps.Keys(v.labels))
	for _, target := range inv.Targets {
		if target.Type != vpcTarget || strays[target.ID] {
			continue
		}
		for _, cidr := range target.CIDRs {
			if prefix, err := netip.ParsePrefix(cidr); err == nil && !slices.Contains(e.Networks, prefix.Masked()) {
				e.Networks = append(e.Networks, prefix.Masked())
			}
		}
	}
	slices.SortFunc(e.Networks, func(a, b netip.Prefix) int { return cmp.Compare(a.String(), b.String()) })
	for _, spellings := range t.roots {
		e.Roots = append(e.Roots, v.existing(spellings)...)
	}
	return e
}

func environmentOf(w Wanted) model.Environment {
	return model.Environment{
		Name: w.Name, Role: w.Role, Aliases: w.Aliases, Words: w.Words,
		Account: w.Account, Region: w.Region, Source: "aws",
	}
}

// existing lists the spellings of a root that hold something, so that the first of them gives the bare
// path; the first spelling where none does.
func (v *view) existing(spellings []string) []string {
	if len(spellings) < 2 {
		return spellings
	}
	var existing []string
	for _, root := range spellings {
		if v.inhabited(root) {
			existing = append(existing, root)
		}
	}
	if len(existing) == 0 {
		return spellings[:1]
	}
	return existing
}

func (v *view) inhabited(root string) bool {
	for name, t := range v.types {
		if t.Naming.Paths && slices.ContainsFunc(v.resources[name], func(r *model.Resource) bool { return below(r.Name, root) }) {
			return true
		}
	}
	return false
}

// unread tells what of an environment could not be read.
func (v *view) unread(t *tenant, chosen members, unclaimed map[string][]string) ([]model.Unread, []model.Note) {
	ids := map[string]map[string]bool{}
	for r := range chosen {
		if ids[r.Type] == nil {
			ids[r.Type] = map[string]bool{}
		}
		ids[r.Type][r.ID] = true
	}
	notes := append(slices.Clone(t.notes), v.notes...)
	var unread []model.Unread
	for _, lost := range v.losses {
		if !slices.Contains(v.asked, lost.Type) || !t.concerned(lost) {
			continue
		}
		if v.excused(t, lost) {
			notes = append(notes, model.Note{Operation: lost.Operation, Code: lost.Code, Message: lost.root + ": " + lost.Message})
			continue
		}
		if len(lost.Resources) > 0 {
			lost.Resources = slices.DeleteFunc(slices.Clone(lost.Resources), func(id string) bool { return !ids[lost.Type][id] })
			if len(lost.Resources) == 0 {
				continue
			}
		}
		unread = merge(unread, lost.Unread)
	}
	return append(unread, v.unknownReferences(t, unread, unclaimed)...), notes
}

// merge adds an unread part, taking those that differ in the resources alone together.
func merge(unread []model.Unread, lost model.Unread) []model.Unread {
	for i, u := range unread {
		if u.Type != lost.Type || u.Part != lost.Part || u.Code != lost.Code || u.Operation != lost.Operation || u.Partial != lost.Partial {
			continue
		}
		if len(u.Resources) == 0 || len(lost.Resources) == 0 {
			unread[i].Resources = nil
			return unread
		}
		unread[i].Resources = slices.Compact(slices.Sorted(slices.Values(slices.Concat(u.Resources, lost.Resources))))
		return unread
	}
	return append(unread, lost)
}

// concerned says that a loss touches the environment: what was lost below a root touches those that live there.
func (t *tenant) concerned(lost loss) bool {
	if lost.root == "" {
		return true
	}
	return slices.ContainsFunc(slices.Concat(t.roots...), func(root string) bool {
		return below(root, lost.root) || below(lost.root, root)
	})
}

// excused says that a root which could not be read is only another spelling of one that was, and that
// holds something: nobody wrote it down, and the credentials need not reach it.
func (v *view) excused(t *tenant, lost loss) bool {
	if lost.root == "" || !lost.Part.IsZero() || lost.Partial {
		return false
	}
	for _, spellings := range t.roots {
		if len(spellings) > 1 && slices.Contains(spellings, lost.root) {
			return slices.ContainsFunc(spellings, func(root string) bool { return root != lost.root && v.inhabited(root) })
		}
	}
	return false
}

// unknownReferences tells of types whose members by reference are not all known, since what refers to
// them was not read: what nothing claims may belong to the environment.
func (v *view) unknownReferences(t *tenant, unread []model.Unread, unclaimed map[string][]string) []model.Unread {
	var unknown []model.Unread
	for _, lost := range v.losses {
		referrer := v.types[lost.Type]
		if referrer == nil || !lost.Part.IsZero() || len(lost.Resources) > 0 || !t.concerned(lost) {
			continue
		}
		for _, name := range referrer.Targets() {
			if name == lost.Type || v.types[name] == nil || !slices.Contains(v.asked, name) || whole(unread, name) != nil {
				continue
			}
			// What is only ever read for those who use it is not there to be unclaimed.
			if len(unclaimed[name]) == 0 && selectable(v.types[name]) {
				continue
			}
			unknown = merge(unknown, model.Unread{
				Type: name, Operation: lost.Operation, Code: lost.Code, Partial: true,
				Message: "which " + v.types[name].Plural + " the " + referrer.Plural + " use is not known: " + lost.Message,
			})
		}
	}
	return unknown
}

// whole is the reason why nothing of a type was read, or nil.
func whole(unread []model.Unread, typeName string) *model.Unread {
	for i, u := range unread {
		if u.Type == typeName && u.Part.IsZero() && !u.Partial {
			return &unread[i]
		}
	}
	return nil
}

// selection tells how the environment was chosen. A type for which somebody wrote it down has no entry in
// LookedFor where another one goes by convention: what is not found of it is missing.
func (v *view) selection(t *tenant, inv *model.Inventory) model.Selection {
	s := model.Selection{Written: true, LookedFor: map[string]string{}, Meant: map[string][]string{}}
	conventional := map[string]bool{}
	for name, kind := range v.types {
		if v.allowEmpty || !selectable(kind) || !t.byConvention(kind) {
			continue
		}
		s.Written = false
		conventional[name] = true
		if meant := v.meantTags(name); len(inv.Of(name)) == 0 && len(meant) > 0 {
			s.Meant[name] = meant
		}
	}
	for name, kind := range v.types {
		if selectable(kind) && (s.Written || conventional[name]) {
			s.LookedFor[name] = t.lookedFor(kind)
		}
	}
	return s
}

// selectable says that resources of the type can be chosen by themselves, not by reference alone.
func selectable(kind *model.Type) bool {
	return kind.Naming.Paths || slices.ContainsFunc(kind.Declared(), func(p model.Path) bool { return p.First() == "Tags" })
}

// meantTags lists the tags by convention that resources of a type do have, the commonest first.
func (v *view) meantTags(typeName string) []string {
	counts := map[string]int{}
	for _, r := range v.resources[typeName] {
		for _, key := range conventionTags {
			if value := tagOf(r, key); value != "" {
				counts["the tag "+key+" with "+value]++
			}
		}
	}
	const most = 3
	tags := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return tags[:min(most, len(tags))]
}
