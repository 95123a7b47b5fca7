package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"parity/ui/keys"
	"parity/ui/layout"
)

// interrupted is the exit code after ^c, as a shell has it.
const interrupted = 130

// global answers the keys that mean the same on every screen.
func (p program) global(action keys.Action) (next program, cmd tea.Cmd, ours bool) {
	views := len(p.world.tabs) + 1
	tab := p.here().tab()
	switch action {
	case keys.Quit:
		next, cmd := p.leave(0)
		return next, cmd, true
	case keys.Suspend:
		return p, suspend(), true
	case keys.Help:
		p.help = &help{}
	case keys.Mouse:
		p.mouse = !p.mouse
		p.notice = "the mouse is the terminal's: it selects text"
		if p.mouse {
			p.notice = "the mouse is parity's: wheel and click"
		}
	case keys.Back:
		return p.back(), nil, true
	case keys.Wrap:
		return p.wrapped(), nil, true
	case keys.Export:
		next, cmd := p.export()
		return next, cmd, true
	case keys.WayBack:
		return p.wayBack(), nil, true
	case keys.Focus:
		return p.refocus(), nil, true
	case keys.Copy:
		return p.copying(), nil, true
	case keys.Reveal:
		next, cmd := p.reveal()
		return next, cmd, true
	case keys.ShareSafe:
		return p.shared(), nil, true
	case keys.NextView:
		return p.show((tab + 1) % views), nil, true
	case keys.PreviousView:
		return p.show((max(tab, 0) + views - 1) % views), nil, true
	case keys.Baseline:
		next, cmd := p.rebased()
		return next, cmd, true
	case keys.Explain:
		if p.sight.masked {
			p.notice = "explaining shows values: not while the screen is shared (S)"
			return p, nil, true
		}
		next, cmd := p.explain()
		return next, cmd, true
	case keys.PinRow:
		next, cmd := p.pin()
		return next, cmd, true
	case keys.Undo:
		next, cmd := p.undo()
		return next, cmd, true
	case keys.Checklist:
		next, cmd := p.checklist()
		return next, cmd, true
	case keys.RuleOut:
		next, cmd := p.ruleOut()
		return next, cmd, true
	case keys.Reload:
		next, cmd := p.reload(p.wanted(tab))
		return next, cmd, true
	case keys.ReloadAll:
		next, cmd := p.reload(Wanted{})
		return next, cmd, true
	default:
		return p, nil, false
	}
	return p, nil, true
}

// back is one level up. On the overview it gives a running load up; it never quits.
func (p program) back() program {
	if s, ok := p.here().(filterable); ok && s.words() != "" {
		return p.replaced(s.filtered("")).renewed()
	}
	if len(p.trail) > 1 {
		p.trail = slices.Clone(p.trail[:len(p.trail)-1])
		return p.renewed()
	}
	if p.world.loading {
		p.reading = p.reading.stop(&p.world)
		p.notice = "stopped reading; R reads again"
		return p.renewed()
	}
	p.notice = "q quits"
	return p
}

// rebased holds all others against the chosen environment.
func (p program) rebased() (program, tea.Cmd) {
	name := p.world.environments[p.sight.chosen].Name
	if name == p.reading.baseline {
		p.notice = name + " is the baseline already: choose another pane"
		if p.world.alone() {
			p.notice = p.stays()
		}
		return p, nil
	}
	p.reading.baseline = name
	p.notice = "comparing with " + name
	var cmd tea.Cmd
	p.reading, cmd = p.reading.compare(&p.world)
	return p, cmd
}

// stays says why the chosen environment cannot be hidden.
func (p program) stays() string {
	name := p.world.environments[p.sight.chosen].Name
	switch {
	case p.world.alone():
		return name + " is all there is"
	case p.sight.chosen == p.world.baseline:
		return name + " stays: the others are held against it; b in another pane changes that"
	default:
		return name + " stays: it is the last one beside " + p.reading.baseline
	}
}

// wanted is what a view shows; of the overview, everything.
func (p program) wanted(tab int) Wanted {
	var wanted Wanted
	if tab > 0 {
		for _, t := range p.world.tabs[tab-1].Types {
			wanted.Types = append(wanted.Types, t.Name)
		}
	}
	return wanted
}

func (p program) reload(wanted Wanted) (program, tea.Cmd) {
	if !p.reading.complete {
		wanted = Wanted{}
	}
	var cmd tea.Cmd
	p.reading, cmd = p.reading.start(&p.world, wanted)
	return p.renewed(), cmd
}

// helped answers a key while the help is on the screen: it moves it, or takes it away.
func (p program) helped(action keys.Action) (tea.Model, tea.Cmd) {
	switch action {
	case keys.Help, keys.Back, keys.Open:
		p.help = nil
		return p, nil
	case keys.Quit, keys.Suspend:
		next, cmd, _ := p.global(action)
		return next, cmd
	}
	moved := p.help.act(action, p.view(), p.here().on())
	p.help = &moved
	return p, nil
}

// wheelStep is how many rows the wheel moves.
const wheelStep = 3

// pointer answers the mouse. It is told from the layout what was hit.
func (p program) pointer(msg tea.MouseMsg) (tea.Model, tea.Cmd) {
	mouse := msg.Mouse()
	if p.typing != nil || p.focusing != nil || p.prompt != nil {
		return p, nil
	}
	if _, moved := msg.(tea.MouseMotionMsg); !moved {
		p.copies = false
	}
	switch msg.(type) {
	case tea.MouseWheelMsg:
		return p.wheel(mouse.Button)
	case tea.MouseClickMsg:
		if mouse.Button != tea.MouseLeft {
			return p, nil
		}
		if p.help != nil {
			p.help = nil
			return p, nil
		}
		return p.clicked(mouse.X, mouse.Y)
	}
	return p, nil
}

func (p program) wheel(button tea.MouseButton) (tea.Model, tea.Cmd) {
	action, times := keys.None, wheelStep
	switch button {
	case tea.MouseWheelUp:
		action = keys.Up
	case tea.MouseWheelDown:
		action = keys.Down
	case tea.MouseWheelLeft:
		action, times = keys.ScrollLeft, 1
	case tea.MouseWheelRight:
		action, times = keys.ScrollRight, 1
	}
	var next tea.Model = p
	for range times {
		if p.help != nil {
			next, _ = next.(program).helped(action)
		} else {
			next, _ = next.(program).act(action)
		}
	}
	return next, nil
}

func (p program) clicked(x, y int) (tea.Model, tea.Cmd) {
	v := p.view()
	hit := v.layout.At(x, y)
	if hit.Region == layout.InHeader {
		if c := p.chipAt(x); c != nil {
			return c.click(p).renewed(), nil
		}
	}
	if hit.Region == layout.InTabs && y == v.layout.Tabs.Y && p.here().on() == keys.Overview {
		if v.isChecklistTab(x) {
			return p.checklist()
		}
		return p.show(v.tabAt(x)), nil
	}
	if hit.Environment >= 0 {
		p.sight.chosen = hit.Environment
	}
	screen, request := p.here().click(hit, y, p.view())
	return p.replaced(screen).answer(request)
}

// isChecklistTab says that the checklist's name stands at a column.
func (v *view) isChecklistTab(x int) bool {
	_, last := v.tabLabels(v.layout.Screen.Width)
	return last && x >= v.layout.Screen.Width-checklistTab.width()
}

// tabAt is the view whose name stands at a column.
func (v *view) tabAt(x int) int {
	right := 0
	labels, _ := v.tabLabels(v.layout.Screen.Width)
	for i, label := range labels {
		if right += label.width(); x < right {
			return i
		}
	}
	return 0
}
