package main

import (
	"context"
	"slices"
	"strings"

	"parity/model"
	"parity/testdata/demo/company"
	"parity/ui"
)

// shot is one picture: a screen of that size, and the keys that lead to what is to be seen, each after a text that
// shows that it is time for it.
type shot struct {
	name, title   string
	width, height int
	theme         ui.Theme
	loader        func(*company.Demo) ui.Loader
	// picks says that it is the picker, and not what comes behind it.
	picks bool
	steps []step
}

type step struct{ await, press string }

// shots are all screens there are, in the order in which a person comes to them.
var shots = []shot{
	{
		name: "overview", title: "the overview: what changed, what else differs and why, what cannot be said", width: 128, height: 36,
		steps: []step{{"CHANGED IN PROD", ""}},
	},
	{
		name: "overview-80", title: "the overview on 80×24", width: 80, height: 24,
		steps: []step{{"CHANGED IN PROD", ""}},
	},
	{
		name: "light", title: "the overview on a light terminal", width: 120, height: 30, theme: ui.Light,
		steps: []step{{"CHANGED IN PROD", ""}},
	},
	{
		name: "groups", title: "security groups of prod, staging and dev, side by side", width: 128, height: 18,
		steps: []step{{"CHANGED IN PROD", "4"}, {"Egress tcp 443", "nnn"}, {"psp-ranges is in", ""}},
	},
	{
		name: "databases", title: "databases and what differs in each", width: 128, height: 24,
		steps: []step{{"CHANGED IN PROD", "3"}, {"EngineVersion", "nn"}, {"14.13 in staging", ""}},
	},
	{
		name: "role", title: "one role: all its attributes across the environments", width: 128, height: 24,
		steps: []step{{"CHANGED IN PROD", "3"}, {"EngineVersion", "nnk\r"}, {"attributes ·", ""}},
	},
	{
		name: "attribute", title: "one attribute in full: since when, who uses it, who owns it, and the ways back", width: 128, height: 32,
		steps: []step{{"CHANGED IN PROD", "jj\r"}, {"USED BY", ""}, {"load kept", ""}},
	},
	{
		name: "ways", title: "the ways back of one difference, in every direction, to be copied by number", width: 128, height: 30,
		steps: []step{{"CHANGED IN PROD", "jjY"}, {"parity runs nothing", ""}},
	},
	{
		name: "cause", title: "all differences of one cause, side by side", width: 128, height: 24,
		steps: []step{{"more causes", "Gk\rG" + strings.Repeat("k", 18) + "\r"}, {"› staging is smaller", ""}},
	},
	{
		name: "focus", title: "the overview with the focus on payments: what has to do with it, and how much has not", width: 128, height: 26,
		steps: []step{{"CHANGED IN PROD", "f\x15payments\r"}, {"outside of the focus", ""}},
	},
	{
		name: "parameters", title: "the parameters of three environments as one tree", width: 128, height: 30,
		steps: []step{{"CHANGED IN PROD", "5"}, {"runtime/", "nnnnnnnnn"}, {"timeout_ms is 800", ""}},
	},
	{
		name: "filter", title: "a full path pasted into the filter leads to its row", width: 128, height: 18,
		steps: []step{{"CHANGED IN PROD", "5"}, {"runtime/", "/"}, {"⏎ keep", "/prod/payments/psp/timeout_ms"}, {"timeout_ms is 800", ""}},
	},
	{
		name: "explain", title: "a cause explained by a rule, and the lines of the file that say so", width: 128, height: 32,
		steps: []step{{"EngineVersion 15.4", strings.Repeat("j", 14) + "i"}, {"+     reason", ""}},
	},
	{
		name: "checklist", title: "the checklist of an investigation: four steps that fill themselves, and what was decided", width: 128, height: 44,
		steps: []step{
			{"CHANGED IN PROD", "jz"},
			{"because", "runs 400: nobody has rebooted it yet\r"},
			{"1 ruled out", "c"},
			{"yes or no?", " ocheckout against the sandbox is ok, 20 of 20\r"},
			{"parity problem", "j "},
			{"[x] instance", "jj"},
		},
	},
	{
		name: "history", title: "one parameter's versions in every environment, and what changed between them", width: 128, height: 30,
		steps: []step{{"CHANGED IN PROD", "\r"}, {"SINCE", "V"}, {"v13", ""}},
	},
	{
		name: "picker", title: "what was found where nothing says which environments there are", width: 128, height: 18, picks: true,
		steps: []step{{"parameters", ""}},
	},
	{
		name: "loading", title: "while it loads: each type of each environment with its own state", width: 128, height: 24,
		loader: func(d *company.Demo) ui.Loader { return &slow{d.Environments} },
		steps:  []step{{"340 so far", ""}},
	},
	{
		name: "reload", title: "what the last reload changed is marked", width: 128, height: 18,
		loader: func(d *company.Demo) ui.Loader { return &twice{demo: d} },
		steps:  []step{{"DIFFERENT FOR", "R"}, {"rows changed", "4"}, {"Δ", "nnn"}, {"until this reload", ""}},
	},
	{
		name: "help", title: "every key and every sign", width: 128, height: 46,
		steps: []step{{"CHANGED IN PROD", "4"}, {"Egress tcp 443", "?"}, {"Keys and signs", ""}},
	},
}

// slow are environments that are in the middle of being read.
type slow struct{ inventories []*model.Inventory }

// Load tells how far it is, and comes to no end.
func (l *slow) Load(ctx context.Context, _ ui.Wanted, progress func(model.Progress)) ([]*model.Inventory, error) {
	for i, inv := range l.inventories {
		part := *inv
		part.Pending = []string{"AWS::SSM::Parameter"}
		for _, name := range inv.Types {
			p := model.Progress{Environment: inv.Environment.Name, Type: name, State: model.Loaded, Count: len(inv.Of(name))}
			switch {
			case name == "AWS::SSM::Parameter":
				p.State, p.Count = model.Loading, 120*i+100
			case i == 0 && name == "AWS::EC2::SecurityGroup":
				p.State = model.Waiting
			}
			progress(p)
		}
		part.Resources = slices.DeleteFunc(slices.Clone(inv.Resources), func(r *model.Resource) bool { return r.Type == "AWS::SSM::Parameter" })
		progress(model.Progress{Environment: inv.Environment.Name, Inventory: &part})
	}
	<-ctx.Done()
	return nil, ctx.Err()
}

// twice are environments whose production is read as it was before, and then as it is.
type twice struct {
	demo *company.Demo
	read bool
}

// Load hands out one and then the other.
func (l *twice) Load(context.Context, ui.Wanted, func(model.Progress)) ([]*model.Inventory, error) {
	inventories := slices.Clone(l.demo.Environments)
	if !l.read {
		l.read = true
		for i, inv := range inventories {
			if before := l.demo.Comparing.Earlier[inv.Environment.Name]; len(before) > 0 {
				earlier := *before[0]
				earlier.Environment = inv.Environment
				earlier.Environment.LoadedAt = before[0].Environment.LoadedAt
				inventories[i] = &earlier
			}
		}
	}
	return inventories, nil
}
