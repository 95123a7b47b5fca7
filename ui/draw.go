package ui

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"parity/ui/frame"
	"parity/ui/keys"
	"parity/ui/layout"
	"parity/ui/style"
	"parity/ui/text"
)

// View draws the frame. It changes nothing, so that the same program always draws the same.
func (p program) View() tea.View {
	out := tea.NewView(p.frame())
	out.AltScreen = true
	out.WindowTitle = p.windowTitle()
	out.ProgressBar = p.progress()
	if p.mouse {
		out.MouseMode = tea.MouseModeCellMotion
	}
	return out
}

// windowTitle tells windows of several investigations apart.
func (p *program) windowTitle() string {
	title := productName
	for i, environment := range p.world.order() {
		if i > 0 {
			title += " "
		} else {
			title += ": "
		}
		title += text.Clean(p.world.environments[environment].Name)
	}
	if words := p.standing(); words != "" {
		title += " " + p.look.theme.Dot + " " + words
	}
	return title
}

// standing is how things stand in a few words, for those who look at another window meanwhile.
func (p *program) standing() string {
	w := &p.world
	switch {
	case w.loading:
		v := view{world: w}
		return v.reading()
	case w.trouble != nil:
		return "failed"
	case w.digest == nil || len(w.environments) < 2:
		return ""
	}
	unexplained := 0
	for _, i := range w.digest.mirrors() {
		for tab := range w.tabs {
			unexplained += w.digest.heat[i][tab].unexplained()
		}
	}
	if unexplained == 0 {
		return "" // what was not read may differ
	}
	return counted(unexplained, "row differs", "rows differ")
}

// progress is how far a load is, for terminals that show it on their tab or in the task bar.
func (p *program) progress() *tea.ProgressBar {
	switch done, all := p.world.done(); {
	case !p.world.loading && p.world.trouble != nil:
		return tea.NewProgressBar(tea.ProgressBarError, 100)
	case !p.world.loading:
		return nil
	case done == 0:
		return tea.NewProgressBar(tea.ProgressBarIndeterminate, 0)
	default:
		return tea.NewProgressBar(tea.ProgressBarDefault, 100*done/all)
	}
}

// frame is exactly as many lines of exactly as many cells as the terminal has.
func (p *program) frame() string {
	f := frame.New(p.width, p.height)
	v := p.view()
	if v.layout.Mode == layout.TooSmall {
		v.drawTooSmall(f)
		return p.finished(f)
	}
	here := p.here()
	if here.on() == keys.Overview {
		v.drawEnvironments(f.Line(v.layout.Header.Y), p.rightEnd(v))
	} else {
		v.drawTrail(f.Line(v.layout.Header.Y), here.heading(v), p.rightEnd(v))
	}
	here.draw(v, f)
	p.drawLast(v, f.Line(v.layout.Footer.Y))
	if p.help != nil {
		p.help.draw(v, f, here.on())
	}
	return p.finished(f)
}

func (p *program) finished(f *frame.Frame) string {
	if p.look.theme.Unicode {
		return f.String()
	}
	return text.ASCII(f.String())
}

// drawLast writes the last line: the filter while it is typed, what there is to say, or the keys.
func (p *program) drawLast(v *view, out *frame.Line) {
	switch {
	case p.typing != nil:
		p.typing.draw(v, out)
	case p.focusing != nil:
		p.focusing.draw(v, out)
	case p.prompt != nil:
		p.prompt.draw(v, p.notice, out)
	case p.copies:
		v.drawCopying(out)
	case p.notice != "":
		out.Text(style.Ink{}, " ").Text(v.theme.Strong, text.Truncate(text.Clean(p.notice), out.Left()-1))
	case p.world.trouble != nil:
		words := text.Clean(p.world.trouble.Error())
		out.Text(style.Ink{}, " ").Text(v.theme.Error, text.Truncate(words, out.Left()-1))
	default:
		if e, ok := p.here().(hinting); ok {
			v.drawHints(out, e.hints(v.theme.Unicode))
			return
		}
		v.drawFooter(out, p.here().on())
	}
}

// chip is a word in the header that says how the screen is looked at; a click on it changes that.
type chip struct {
	words string
	click func(program) program
}

// chips are those of the screen, from left to right.
func (p *program) chips() []chip {
	var all []chip
	if words := p.focusChip(); words != "" {
		all = append(all, chip{words, program.refocus})
	}
	if s, ok := p.here().(filterable); ok && s.words() != "" {
		all = append(all, chip{"filter: " + text.Truncate(text.Clean(s.words()), 24), func(p program) program {
			p.typing = newTyping(p.here())
			return p
		}})
	}
	if p.sight.masked {
		all = append(all, chip{"share-safe", program.shared})
	}
	return all
}

// rightEnd is how the screen is looked at, and how old what is on it is, or that it is being read.
func (p *program) rightEnd(v *view) string {
	var words []string
	if first := p.explained.pinned; first != nil && p.here().on()&keys.Rows != 0 {
		words = append(words, "p: "+text.Truncate(text.Clean(first.name), 24)+" and ?")
	}
	for _, c := range p.chips() {
		words = append(words, c.words)
	}
	if state := p.state(v); state != "" {
		words = append(words, state)
	}
	return strings.Join(words, chipGap)
}

// chipGap stands between chips.
const chipGap = "   "

// chipAt is the chip at a column of the header, nil where there is none.
func (p *program) chipAt(x int) *chip {
	line, _, _ := strings.Cut(ansi.Strip(p.frame()), "\n")
	for _, c := range p.chips() {
		if at := strings.LastIndex(line, c.words); at >= 0 {
			from := text.Width(line[:at])
			if x >= from && x < from+text.Width(c.words) {
				return &c
			}
		}
	}
	return nil
}

// state is whether something is being read, and on the overview how old what is on the screen is.
func (p *program) state(v *view) string {
	if v.loading {
		return v.reading()
	}
	if p.reading.comparing {
		return "comparing"
	}
	read := v.read()
	if read.IsZero() || p.here().on() != keys.Overview {
		return ""
	}
	words := "read " + v.at(read)
	if age := v.now.Sub(read); !v.now.IsZero() && age < time.Hour {
		words = "read " + ago(age)
	}
	if since := v.at(v.digest.Since); since != "" && !v.alone() {
		words = "since " + since + " " + v.theme.Dot + " " + words
	}
	return words
}

// reading counts the types that are read, of all.
func (v *view) reading() string {
	done, all := v.done()
	return "reading " + strconv.Itoa(done) + "/" + strconv.Itoa(all)
}

// drawTooSmall says so, and what would be enough.
func (v *view) drawTooSmall(f *frame.Frame) {
	screen := v.layout.Screen
	words := "too small: " + strconv.Itoa(screen.Width) + "×" + strconv.Itoa(screen.Height) +
		", needs " + strconv.Itoa(layout.LeastWidth) + "×" + strconv.Itoa(layout.LeastHeight)
	for i, part := range text.Wrap(words, max(2, screen.Width)) {
		f.Line(i).Text(v.theme.Plain, part)
	}
}
