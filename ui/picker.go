package ui

import (
	"context"
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	"parity/ui/keys"
)

// picker is the screen before all others, where nothing says which environments there are: what was found in the
// account and region, to choose two or more of.
type picker struct {
	options *PickOptions
	ctx     context.Context
	cancel  context.CancelFunc
	look    look
	// number counts the searches, events is where the running one tells what it found.
	number    int
	events    chan Discovery
	searching bool
	trouble   error

	found Discovery
	list  list
	// chosen are the names of those that are, touched says that a person chose.
	chosen   map[string]bool
	touched  bool
	baseline string
	// draft is the file that is shown; written is where it was written to.
	draft   *Draft
	written string
	notice  string

	width, height int
	picked        Picked
	exit          int
}

type searchMsg struct{}

func (p picker) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, func() tea.Msg { return searchMsg{} })
}

func (p picker) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.width, p.height = msg.Width, msg.Height
		p.list = p.list.within(p.rows())
	case tea.ColorProfileMsg:
		return p.profiled(msg.Profile), nil
	case tea.BackgroundColorMsg:
		if p.options.Screen.Theme == Auto {
			p.look.light = !msg.IsDark()
			p.look = p.look.rebuilt()
		}
	case searchMsg:
		return p.search()
	case foundMsg:
		if msg.search != p.number {
			return p, nil
		}
		return p.take(msg.discovery), awaitFound(p.number, p.events)
	case searchedMsg:
		return p.searched(msg), nil
	case tea.KeyPressMsg:
		return p.key(keys.FindChoosing(msg.String()))
	}
	return p, nil
}

func (p picker) searched(msg searchedMsg) picker {
	if msg.search != p.number {
		return p
	}
	p.searching, p.trouble = false, msg.err
	if msg.err != nil {
		return p
	}
	if !p.touched && p.list.at == 0 {
		p.found.Candidates = nil // the order is the final one now, which moves nothing that anybody has looked for
	}
	return p.take(msg.discovery)
}

// take takes in what was found. What is on the screen already keeps its place.
func (p picker) take(d Discovery) picker {
	var candidates []Candidate
	for _, known := range p.found.Candidates {
		if at := indexOf(d.Candidates, known.Name); at >= 0 {
			candidates = append(candidates, d.Candidates[at])
		}
	}
	for _, c := range d.Candidates {
		if indexOf(candidates, c.Name) < 0 {
			candidates = append(candidates, c)
		}
	}
	d.Candidates = candidates
	p.found = d
	if !p.touched {
		p.chosen = map[string]bool{}
		for _, c := range candidates {
			if c.Likely {
				p.chosen[c.Name] = true
			}
		}
	}
	p.list = p.list.within(p.rows())
	return p
}

func indexOf(candidates []Candidate, name string) int {
	return slices.IndexFunc(candidates, func(c Candidate) bool { return c.Name == name })
}

// names are those that are chosen, in the order of the list.
func (p *picker) names() []string {
	var names []string
	for _, c := range p.found.Candidates {
		if p.chosen[c.Name] {
			names = append(names, c.Name)
		}
	}
	return names
}

// choice is what is chosen, and the baseline: the one that was said to be, else what compare takes for it.
func (p *picker) choice() Picked {
	picked := Picked{Names: p.names(), Baseline: p.baseline}
	if len(picked.Names) > 0 && !p.chosen[picked.Baseline] {
		inventories := make([]*model.Inventory, len(picked.Names))
		for i, name := range picked.Names {
			inventories[i] = &model.Inventory{Environment: model.Environment{Name: name}}
		}
		at, _ := compare.Baseline(inventories, "") // without a name there is always one
		picked.Baseline = picked.Names[at]
	}
	return picked
}

func (p *picker) rows() rows {
	every := func(int) bool { return true }
	return rows{count: len(p.found.Candidates), visible: p.visible(), chosen: every, stops: every}
}

func (p picker) key(action keys.Action) (tea.Model, tea.Cmd) {
	p.notice = ""
	switch action {
	case keys.Interrupt:
		p.exit = interrupted
		return p, tea.Quit
	case keys.Quit:
		return p, tea.Quit
	case keys.Suspend:
		return p, suspend()
	case keys.Write:
		return p.write(), nil
	case keys.Back:
		p.draft = nil
		return p, nil
	}
	if p.draft != nil {
		return p, nil
	}
	switch action {
	case keys.Choose:
		return p.choose(), nil
	case keys.Baseline:
		return p.against(), nil
	case keys.Again:
		return p.search()
	case keys.Continue:
		return p.leave()
	}
	p.list, _ = p.list.act(action, p.rows())
	return p, nil
}

// choose chooses the candidate under the cursor, or does not any more.
func (p picker) choose() picker {
	if p.list.at >= len(p.found.Candidates) {
		return p
	}
	name := p.found.Candidates[p.list.at].Name
	p.chosen = maps.Clone(p.chosen)
	p.chosen[name] = !p.chosen[name]
	p.touched = true
	return p
}

// against makes the candidate under the cursor the baseline, which chooses it too.
func (p picker) against() picker {
	if p.list.at >= len(p.found.Candidates) {
		return p
	}
	p.baseline = p.found.Candidates[p.list.at].Name
	p.chosen = maps.Clone(p.chosen)
	p.chosen[p.baseline], p.touched = true, true
	return p
}

// leave ends the choosing.
func (p picker) leave() (tea.Model, tea.Cmd) {
	choice := p.choice()
	if len(choice.Names) < 2 {
		p.notice = "choose two at least: space"
		return p, nil
	}
	if p.cancel != nil {
		p.cancel()
	}
	p.picked = choice
	return p, tea.Quit
}

// write shows the file that says what is chosen; the second time, it is written.
func (p picker) write() picker {
	if p.draft != nil {
		if err := p.options.Write(*p.draft); err != nil {
			p.notice = err.Error()
			return p
		}
		p.written, p.draft = p.draft.Path, nil
		p.notice = "written: " + p.written + "; ⏎ compares"
		return p
	}
	if len(p.names()) == 0 {
		p.notice = "choose what the file is to name: space"
		return p
	}
	draft, err := p.options.Draft(p.choice())
	if err != nil {
		p.notice = err.Error()
		return p
	}
	p.draft = &draft
	return p
}
