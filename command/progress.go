package command

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"parity/model"
)

// isTerminal says that a person looks at, or types into, a stream.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(file.Fd())
}

// progressLine is one line on stderr that tells how far the loading is.
type progressLine struct {
	out     io.Writer
	width   int
	drawn   time.Time
	order   []string
	loading map[string]map[string]model.Progress
}

// pause is the shortest time between two drawings of the line.
const pause = 100 * time.Millisecond

// newProgressLine is nil, which tells nothing, where nobody looks at stderr.
func (p *program) newProgressLine(environments []environment) *progressLine {
	file, ok := p.Stderr.(*os.File)
	if !ok || !term.IsTerminal(file.Fd()) || p.getenv("TERM") == "dumb" {
		return nil
	}
	line := &progressLine{out: file, width: 80, loading: map[string]map[string]model.Progress{}}
	if width, _, err := term.GetSize(file.Fd()); err == nil && width > 0 {
		line.width = width
	}
	for _, env := range environments {
		line.order = append(line.order, env.name)
		line.loading[env.name] = map[string]model.Progress{}
	}
	return line
}

// took draws the line anew. It is called for one progress after the other.
func (l *progressLine) took(p model.Progress) {
	if l == nil || p.Type == "" || l.loading[p.Environment] == nil {
		return
	}
	l.loading[p.Environment][p.Type] = p
	if time.Since(l.drawn) < pause {
		return
	}
	l.drawn = time.Now()
	fmt.Fprint(l.out, "\r"+ansi.Truncate(l.text(), l.width-1, "…")+"\x1b[K")
}

func (l *progressLine) text() string {
	parts := make([]string, 0, len(l.order))
	for _, name := range l.order {
		done, resources := 0, 0
		for _, p := range l.loading[name] {
			resources += p.Count
			if p.State == model.Loaded || p.State == model.Failed {
				done++
			}
		}
		parts = append(parts, fmt.Sprintf("%s %d/%d types, %d resources", name, done, len(l.loading[name]), resources))
	}
	return "reading  " + strings.Join(parts, " · ")
}

// end takes the line away again.
func (l *progressLine) end() {
	if l != nil && !l.drawn.IsZero() {
		fmt.Fprint(l.out, "\r\x1b[K")
	}
}
