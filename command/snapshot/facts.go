package snapshot

import (
	"maps"
	"net/netip"
	"slices"
	"time"

	"parity/model"
)

// The types of this file are the JSON of everything in an inventory but its resources.

type environmentJSON struct {
	Name       string     `json:"name"`
	Role       string     `json:"role,omitempty"`
	Aliases    []string   `json:"aliases,omitempty"`
	Words      []string   `json:"words,omitempty"`
	Account    string     `json:"account,omitempty"`
	Region     string     `json:"region,omitempty"`
	Zones      []string   `json:"zones,omitempty"`
	Networks   []string   `json:"networks,omitempty"`
	HostLabels []string   `json:"hostLabels,omitempty"`
	Roots      []string   `json:"roots,omitempty"`
	Source     string     `json:"source,omitempty"`
	LoadedAt   *time.Time `json:"loadedAt,omitempty"`
}

func environmentToJSON(e model.Environment) environmentJSON {
	out := environmentJSON{
		Name: e.Name, Role: string(e.Role), Aliases: e.Aliases, Words: e.Words, Account: e.Account, Region: e.Region,
		Zones: e.Zones, HostLabels: e.HostLabels, Roots: e.Roots, Source: e.Source,
	}
	for _, network := range e.Networks {
		if network.IsValid() {
			out.Networks = append(out.Networks, network.String())
		}
	}
	if !e.LoadedAt.IsZero() {
		at := e.LoadedAt.UTC()
		out.LoadedAt = &at
	}
	return out
}

func (e environmentJSON) environment() (model.Environment, error) {
	out := model.Environment{
		Name: e.Name, Role: model.Role(e.Role), Aliases: e.Aliases, Words: e.Words, Account: e.Account, Region: e.Region,
		Zones: e.Zones, HostLabels: e.HostLabels, Roots: e.Roots, Source: e.Source,
	}
	if e.Name == "" {
		return out, damage("an environment has no name")
	}
	for _, text := range e.Networks {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return out, damage("%.60q is no network", text)
		}
		out.Networks = append(out.Networks, network)
	}
	if e.LoadedAt != nil {
		out.LoadedAt = e.LoadedAt.UTC()
	}
	return out, nil
}

type targetJSON struct {
	Type      string            `json:"type"`
	ID        string            `json:"id"`
	Aliases   []string          `json:"aliases,omitempty"`
	Name      string            `json:"name,omitempty"`
	Parent    string            `json:"parent,omitempty"`
	Qualifier string            `json:"qualifier,omitempty"`
	Owner     string            `json:"owner,omitempty"`
	Default   bool              `json:"default,omitzero"`
	Zone      string            `json:"zone,omitempty"`
	CIDRs     []string          `json:"cidrs,omitempty"`
	Facts     map[string]string `json:"facts,omitempty"`
}

type unreadJSON struct {
	Type      string   `json:"type"`
	Part      []string `json:"part,omitempty"`
	Operation string   `json:"operation,omitempty"`
	Code      string   `json:"code,omitempty"`
	Message   string   `json:"message,omitempty"`
	Partial   bool     `json:"partial,omitzero"`
	Resources []string `json:"resources,omitempty"`
}

func unreadToJSON(u model.Unread) unreadJSON {
	return unreadJSON{u.Type, u.Part.Segments(), u.Operation, u.Code, u.Message, u.Partial, u.Resources}
}

func (u unreadJSON) unread() model.Unread {
	return model.Unread{
		Type: u.Type, Part: model.NewPath(u.Part...), Operation: u.Operation, Code: u.Code, Message: u.Message,
		Partial: u.Partial, Resources: u.Resources,
	}
}

type noteJSON struct {
	Environment string `json:"environment,omitempty"`
	Operation   string `json:"operation,omitempty"`
	Code        string `json:"code,omitempty"`
	Message     string `json:"message,omitempty"`
	Target      string `json:"target,omitempty"`
}

type selectionJSON struct {
	Written   bool                `json:"written,omitzero"`
	LookedFor map[string]string   `json:"lookedFor,omitempty"`
	Meant     map[string][]string `json:"meant,omitempty"`
}

type sizeJSON struct {
	VCPUs     int    `json:"vcpus,omitzero"`
	MemoryMiB int64  `json:"memoryMiB,omitzero"`
	Burstable bool   `json:"burstable,omitzero"`
	Network   string `json:"network,omitempty"`
}

type defaultsJSON struct {
	Type    string            `json:"type"`
	Of      string            `json:"of,omitempty"`
	Values  map[string]string `json:"values,omitempty"`
	Dynamic []string          `json:"dynamic,omitempty"`
}

type eventJSON struct {
	At         time.Time `json:"at"`
	Type       string    `json:"type"`
	ID         string    `json:"id"`
	Source     string    `json:"source,omitempty"`
	Message    string    `json:"message"`
	Categories []string  `json:"categories,omitempty"`
}

func eventToJSON(e model.Event) eventJSON {
	out := eventJSON(e)
	out.At = e.At.UTC()
	return out
}

// convert turns the elements of a list into another type.
func convert[A, B any](list []A, one func(A) B) []B {
	if len(list) == 0 {
		return nil
	}
	out := make([]B, len(list))
	for i, element := range list {
		out[i] = one(element)
	}
	return out
}

// convertMap turns the values of a map into another type.
func convertMap[A, B any](m map[string]A, one func(A) B) map[string]B {
	if len(m) == 0 {
		return nil
	}
	out := make(map[string]B, len(m))
	for _, key := range slices.Collect(maps.Keys(m)) {
		out[key] = one(m[key])
	}
	return out
}
