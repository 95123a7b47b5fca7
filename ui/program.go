package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/style"
)

// program is the root: it routes messages, holds the trail of places, and draws what is round every screen.
type program struct {
	options *Options
	world   world
	reading reading
	look    look
	sight   sight
	// trail are the places on the way here; the last one is on the screen, the first is the overview.
	trail []screen
	// exporting says that the record is being written.
	exporting bool
	// help lies over the screen, typing is the filter's line, focusing that of the focus, prompt what is asked
	// for in the last line; nil where there is none.
	help     *help
	typing   *typing
	focusing *focusing
	prompt   *prompt
	// copies says that y was pressed, and what to copy comes next. revealed is the secret on the screen.
	copies   bool
	revealed *revealed
	// filters are those of before, the newest first.
	filters []string
	// notice is the last thing that was said; the next key takes it away.
	notice string
	// checked is the line of the checklist that the cursor was on last. leaving says that the program ends when what
	// was decided is saved.
	checked string
	leaving bool
	// explained is what was explained since the start.
	explained     explaining
	width, height int
	mouse         bool
	exit          int
}

// look is what is known of the terminal, and the theme made of it.
type look struct {
	profile colorprofile.Profile
	light   bool
	signs   style.Signs
	theme   *style.Theme
}

func (l look) rebuilt() look {
	if l.light {
		l.theme = style.NewLight(l.profile, l.signs)
	} else {
		l.theme = style.New(l.profile, l.signs)
	}
	return l
}

func newLook(options *Options) look {
	l := look{profile: colorprofile.TrueColor, light: options.Theme == Light, signs: style.UnicodeSigns()}
	if options.NoColor {
		l.profile = colorprofile.ASCII
	}
	if options.ASCII {
		l.signs = style.ASCIISigns()
	}
	return l.rebuilt()
}

func newProgram(options *Options, reading reading) program {
	w := newWorld(options)
	reading.options = options
	reading.baseline = w.environments[w.baseline].Name
	reading.inventories = slices.Clone(reading.inventories)
	reading.about = options.About
	sight := newSight(&w)
	sight.focused = options.About != ""
	return program{
		options: options, world: w, reading: reading, look: newLook(options), sight: sight,
		trail: []screen{overview{}}, mouse: !options.NoMouse,
	}
}

func (p program) here() screen { return p.trail[len(p.trail)-1] }

// replaced is the program with another screen in place of the last one.
func (p program) replaced(s screen) program {
	if c, ok := s.(checks); ok {
		p.checked = c.key
	}
	p.trail = slices.Clone(p.trail)
	p.trail[len(p.trail)-1] = s
	return p
}

// view is what the screen on the screen sees.
func (p *program) view() *view {
	v := &view{world: &p.world, theme: p.look.theme, sight: p.sight, revealed: p.revealed}
	if s, ok := p.here().(filterable); ok {
		v.query = s.query()
	}
	wants := p.here().wants(&p.world)
	state := layout.State{
		Width: p.width, Height: p.height, Tabs: wants.tabs, Spine: wants.spine, Story: wants.story,
		Chosen: p.sight.chosen, Offset: p.sight.offset,
	}
	if wants.panes {
		state.Environments = p.sight.shown(&p.world)
	}
	v.layout = layout.New(state)
	return v
}

// renewed is the program after data or size changed: the screen follows, and what it wants of the layout.
func (p program) renewed() program {
	wanted, sight := p.here().wants(&p.world), p.sight
	p = p.replaced(p.here().renew(p.view()))
	v := p.view()
	p.sight.offset = v.layout.Offset
	if s, ok := p.here().(scrollable); ok && p.sight.scroll > 0 {
		p.sight.scroll = min(p.sight.scroll, s.reach(v))
	}
	if p.here().wants(&p.world) == wanted && p.sight.offset == sight.offset && p.sight.scroll == sight.scroll {
		return p
	}
	return p.replaced(p.here().renew(v))
}

func (p program) Init() tea.Cmd {
	return tea.Batch(tick(p.options.Now), tea.RequestBackgroundColor, func() tea.Msg { return startedMsg{p.options.Now()} })
}

// startedMsg is the first message: it begins the load.
type startedMsg struct{ now time.Time }

// Update routes: size and loads, what lies over the screen, the filter's line, the screen's keys, the keys
// that mean the same everywhere.
func (p program) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := p.routed(msg)
	p, cmd = next.(program).concealed().remembering(cmd)
	return p.asking(cmd)
}

func (p program) routed(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.width, p.height = msg.Width, msg.Height
		return p.renewed(), nil
	case tea.ColorProfileMsg:
		return p.profiled(msg.Profile), nil
	case tea.BackgroundColorMsg:
		return p.lit(msg), nil
	case tickedMsg:
		p.world.now = msg.now
		next, cmd := p.saveAgain()
		return next, tea.Batch(tick(p.options.Now), cmd)
	case startedMsg, progressedMsg, loadedMsg, comparedMsg:
		return p.read(msg)
	case linkedMsg:
		return p.linked(msg), nil
	case toldMsg:
		return p.told(msg), nil
	case focusedMsg:
		return p.focused(msg)
	case exportedMsg:
		return p.exported(msg), nil
	case recalledMsg:
		return p.recalled(msg), nil
	case proposedMsg:
		return p.proposed(msg)
	case wroteMsg:
		return p.wrote(msg)
	case offeredMsg:
		return p.offeredOpen(msg)
	case savedMsg:
		return p.saved(msg)
	case tookBackMsg:
		return p.tookBack(msg)
	case revealedMsg:
		return p.shown(msg), nil
	case tea.PasteMsg:
		return p.paste(msg.Content)
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.MouseMsg:
		return p.pointer(msg)
	}
	return p, nil
}

// read takes in what loading and comparing say.
func (p program) read(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	was := p.world.lastReload()
	switch msg := msg.(type) {
	case startedMsg:
		p.world.now = msg.now
		p.reading, cmd = p.reading.start(&p.world, Wanted{})
		cmd = tea.Batch(cmd, p.lookForOpen())
	case progressedMsg:
		p.reading, cmd = p.reading.progressed(&p.world, msg)
	case loadedMsg:
		p.reading, cmd = p.reading.loaded(&p.world, msg)
	case comparedMsg:
		was := p.world.digest
		p.reading, cmd = p.reading.compared(&p.world, msg)
		if now := p.world.digest; now != was && (was == nil || was.about == nil || was.about.Word != now.aboutWord() || was.pending()) {
			p = p.unlessEmpty()
		}
	}
	if now := p.world.lastReload(); now != was && now != nil {
		p.notice = "read again: " + now.words()
	}
	next, saves := p.refilled().tellExplained().retested()
	return next.renewed(), tea.Batch(cmd, saves)
}

// linked takes in what refers to what, unless there is a newer comparison by now.
func (p program) linked(msg linkedMsg) program {
	if msg.digest == p.world.digest {
		p.world.links = msg.links
	}
	return p.renewed()
}

func (p program) profiled(profile colorprofile.Profile) program {
	if !p.options.NoColor {
		p.look.profile = profile
		p.look = p.look.rebuilt()
	}
	return p.renewed()
}

func (p program) lit(msg tea.BackgroundColorMsg) program {
	if p.options.Theme == Auto {
		p.look.light = !msg.IsDark()
		p.look = p.look.rebuilt()
	}
	return p.renewed()
}

// key answers a key.
func (p program) key(msg tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	p.notice = ""
	on := p.here().on()
	action := keys.Find(msg.String(), on)
	p = p.staying(action)
	if action == keys.Interrupt {
		return p.leave(interrupted)
	}
	if p.typing != nil {
		return p.typed(msg)
	}
	if p.focusing != nil {
		return p.focusTyped(msg)
	}
	if p.prompt != nil {
		return p.replied(msg)
	}
	if p.copies {
		return p.copied(msg.String())
	}
	if p.help != nil {
		return p.helped(action)
	}
	if e, ok := p.here().(explain); ok {
		if next, asks, ours := e.typed(msg); ours {
			return p.replaced(next).answer(asks)
		}
	}
	if w, ok := p.here().(ways); ok && action == keys.CopyWay {
		next, asks := w.copy(int(msg.String()[0]-'1'), p.view())
		return p.replaced(next).answer(asks)
	}
	if action == keys.View {
		return p.show(int(msg.String()[0] - '1')), nil
	}
	return p.act(action)
}

// act answers an action: the panes' own, the program's, the screen's.
func (p program) act(action keys.Action) (tea.Model, tea.Cmd) {
	if p.here().on()&keys.Rows != 0 {
		if sight, ours := p.sight.act(action, &p.world); ours {
			if action == keys.Hide && slices.Equal(sight.hidden, p.sight.hidden) {
				p.notice = p.stays()
			}
			p.sight = sight
			return p.renewed(), nil
		}
	}
	if next, cmd, ours := p.global(action); ours {
		return next, cmd
	}
	screen, request := p.here().act(action, p.view())
	next, cmd := p.replaced(screen).answer(request)
	if _, filters := request.(filterRows); filters {
		return next, tea.Batch(cmd, p.searchable())
	}
	return next, cmd
}

// searchable makes what the filter is going to look through, before the first letter is typed.
func (p program) searchable() tea.Cmd {
	tab, d := p.here().tab(), p.world.digest
	if d == nil || tab == 0 {
		return nil
	}
	types := p.world.tabs[tab-1].Types
	return func() tea.Msg {
		for _, t := range types {
			d.textsOf(t)
		}
		return nil
	}
}

// fulfil does what a screen asked for.
func (p program) fulfil(request request) program {
	switch request := request.(type) {
	case openPlace:
		p.trail = append(slices.Clone(p.trail), request.screen)
		return p.renewed()
	case showTab:
		return p.show(request.number)
	case showMore:
		p.sight.shows = request.shows
		return p.renewed()
	case filterRows:
		p.typing = newTyping(p.here())
		return p
	case leaveFocus:
		p.sight.focused = false
		return p.renewed()
	case stepOn:
		return p.step(request.action)
	}
	return p
}

// step goes to the next difference of the place this one was opened from, and opens it.
func (p program) step(action keys.Action) program {
	if len(p.trail) < 2 || p.trail[len(p.trail)-2].on() == keys.Attribute {
		p.notice = "a link led here, no list of differences; esc goes back to one"
		return p
	}
	last := p.here()
	p.trail = slices.Clone(p.trail[:len(p.trail)-1])
	for range deepest {
		screen, _ := p.here().act(action, p.view())
		p = p.replaced(screen)
		screen, request := p.here().act(keys.Open, p.view())
		p = p.replaced(screen)
		if _, opens := request.(openPlace); opens {
			return p.fulfil(request)
		}
	}
	p.trail = append(p.trail, last)
	return p
}

// deepest is how many folders n unfolds to find what differs in them: Parameter Store has paths of 15 parts.
const deepest = 16

// show is a view of its own: 0 the overview. The trail begins anew.
func (p program) show(number int) program {
	if number > len(p.world.tabs) {
		return p
	}
	if number == p.here().tab() && len(p.trail) <= 2 {
		return p
	}
	p.trail = slices.Clone(p.trail[:1])
	if number > 0 {
		p.trail = append(p.trail, newView(number, p.world.tabs[number-1]))
	}
	return p.renewed()
}
