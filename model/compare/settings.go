package compare

import (
	"slices"

	"parity/model"
	"parity/model/formulas"
)

// settings are those of one resource, as its holders give them.
type settings struct {
	of *model.Settings
	// keepers are the nearest first.
	keepers   []keeper
	variables formulas.Variables
}

// keeper is one of the places in which a setting is looked up.
type keeper struct {
	// resource is nil where AWS made it and nothing is set.
	resource *model.Resource
	defaults *model.Defaults
}

// setting is one value, and who set it; nobody where it is the default.
type setting struct {
	text string
	by   string
}

// settingsOf are the settings of a resource; false where they are not known, or there are none.
func (j *judge) settingsOf(environment int, t *model.Type, r *model.Resource) (*settings, bool) {
	if t.Settings == nil {
		return nil, false
	}
	s := &settings{of: t.Settings, variables: j.variables(environment, t, r)}
	for _, way := range t.Settings.Holders {
		h, there, known := j.keeper(environment, t, r, way)
		if !known {
			return nil, false
		}
		if there {
			s.keepers = append(s.keepers, h)
		}
	}
	return s, len(s.keepers) > 0
}

// keeper follows references from a resource to what holds its settings. There may be none, and it may not be known.
func (j *judge) keeper(environment int, t *model.Type, r *model.Resource, way []model.Path) (h keeper, there, known bool) {
	inv, spec := j.paired.Inventories[environment], t.Settings
	for i, path := range way {
		id := r.Get(path)
		if id.IsAbsent() {
			return h, false, i == 0 // one that refers to nothing has no such holder; on the way to it something is missing
		}
		target := j.paired.Catalog.Type(t.FieldOf(path, r).Target)
		if target == nil {
			return h, false, false
		}
		if family, untouched := spec.Family(id.Text()); untouched && i == len(way)-1 {
			return keeper{defaults: inv.DefaultsOf(target.Name, family)}, true, true
		}
		found := j.held[environment].holders()[heldKey{target.Name, id.Text()}]
		if found == nil {
			return h, false, false
		}
		t, r = target, found
	}
	if j.hidden[environment].covers(t.Name, spec.Values, &model.Cell{Resources: []*model.Resource{r}}) {
		return h, false, false
	}
	return keeper{resource: r, defaults: inv.DefaultsOf(t.Name, r.Get(t.Field(spec.Values).DefaultsBy).Text())}, true, true
}

// get looks a setting up: what somebody set goes before any default.
func (s *settings) get(name string) (setting, bool) {
	for _, h := range s.keepers {
		if h.resource == nil {
			continue
		}
		if v := h.resource.Get(s.path(name)); !v.IsAbsent() {
			return setting{v.Text(), h.resource.Name}, v.Kind() == model.Text
		}
	}
	for _, h := range s.keepers {
		if h.defaults == nil {
			continue
		}
		if text, ok := h.defaults.Values[name]; ok {
			return setting{text: text}, true
		}
	}
	return setting{}, false
}

func (s *settings) path(name string) model.Path {
	return s.of.Values.Head(s.of.Values.Len() - 1).Append(name)
}

// set lists the names that somebody set.
func (s *settings) set() []string {
	var names []string
	for _, h := range s.keepers {
		if h.resource == nil {
			continue
		}
		for _, a := range h.resource.Attributes {
			if a.Path.Matches(s.of.Values) && !slices.Contains(names, a.Path.Last()) {
				names = append(names, a.Path.Last())
			}
		}
	}
	return names
}

// variables are what the formulas of a resource's settings depend on.
func (j *judge) variables(environment int, t *model.Type, r *model.Resource) formulas.Variables {
	return func(name string) (int64, bool) {
		i := slices.IndexFunc(t.Settings.Variables, func(v model.Variable) bool { return v.Name == name })
		if i < 0 {
			return 0, false
		}
		v := t.Settings.Variables[i]
		value := r.Get(v.Attribute)
		size, explained := j.paired.Inventories[environment].Sizes[value.Text()]
		switch v.Measure {
		case model.Memory:
			return size.MemoryMiB << 20, explained && size.MemoryMiB > 0
		case model.Processors:
			return int64(size.VCPUs), explained && size.VCPUs > 0
		default:
			gib, ok := value.Float()
			return int64(gib) << 30, ok
		}
	}
}
