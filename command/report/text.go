package report

import (
	"bufio"
	"io"

	"parity/model"
)

// Show says which rows the text has.
type Show uint8

const (
	// ShowUnexplained tells causes and their first rows, on at most a screen and a half.
	ShowUnexplained Show = iota
	// ShowAll has every row.
	ShowAll
)

// Options is how the text is written.
type Options struct {
	Show Show
	// Strict counts accepted differences as unlike, as the exit code then does.
	Strict bool
	// Width is the number of columns; 0 is 80.
	Width int
	// ASCII is for terminals that can draw nothing else.
	ASCII bool
	// Paint colours the pieces; nil leaves them plain.
	Paint Paint
	// Ways tells how a difference is taken back; Markdown has it where it is there.
	Ways Ways
}

// longest is how many lines the text takes unless all rows are asked for: what one can take in without
// scrolling far.
const longest = 40

// Text writes a comparison for people: who was compared, the causes gravest first, what could not be said,
// and a last line that sums it up.
func Text(w io.Writer, c *model.Comparison, o Options) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	if o.Show == ShowAll {
		o.Width = 0 // every row, and the whole of it
	}
	t := &teller{comparison: c, options: o, baseline: c.BaselineName(), out: bufio.NewWriter(w)}
	t.count()
	t.tell()
	if t.err != nil {
		return t.err
	}
	return t.out.Flush()
}

// teller writes one report.
type teller struct {
	comparison *model.Comparison
	options    Options
	baseline   string
	// causes are in the order in which they are told; mirrors is how many of them are no relaxed
	// environment's.
	causes  []*model.Cause
	mirrors int
	// sizes is the number of differences of each cause.
	sizes map[string]int
	// named is the width of the environments' names, 0 where there is but one to tell of.
	named int

	out *bufio.Writer
	err error
}

// count puts the causes in order, those of relaxed environments last.
func (t *teller) count() {
	t.sizes = causeSizes(t.comparison)
	relaxed := map[string]bool{}
	for _, i := range t.comparison.Others() {
		name := t.comparison.Inventories[i].Environment.Name
		relaxed[name] = roleOf(t.comparison, i) == model.Relaxed
		if len(t.comparison.Inventories) > 2 {
			t.named = max(t.named, len(name))
		}
	}
	var last []*model.Cause
	for _, cause := range t.comparison.Causes {
		if relaxed[cause.Environment] {
			last = append(last, cause)
			continue
		}
		t.causes = append(t.causes, cause)
	}
	t.mirrors = len(t.causes)
	t.causes = append(t.causes, last...)
}

func (t *teller) tell() {
	head, silent := t.head(), t.silent()
	// Blank lines and the result take the rest.
	room := longest - len(head) - len(silent) - 4
	t.print(head)
	if t.options.Show == ShowAll {
		t.everything()
	} else {
		t.section(t.ranked(room))
	}
	t.section(silent)
	t.options.Width = 0 // the result is never cut
	t.section([]*line{t.result()})
}

// section writes lines with a blank one before them.
func (t *teller) section(lines []*line) {
	if len(lines) > 0 {
		t.print([]*line{{}})
		t.print(lines)
	}
}

func (t *teller) print(lines []*line) {
	for _, l := range lines {
		if t.err == nil {
			_, t.err = t.out.WriteString(l.finish(&t.options) + "\n")
		}
	}
}

func newLine(ink Ink, text string) *line { return new(line).add(ink, text) }
