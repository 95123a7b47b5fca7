package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model/checklist"
	"parity/model/compare"
	"parity/ui/text"
)

// Exporter writes what is known into a file, for the incident's record.
type Exporter interface {
	// Export writes a record into a new file and returns its name as a person would name it. It overwrites nothing,
	// and writes no secret. It is called in commands; its error says in words why nothing was written.
	Export(Record) (name string, err error)
}

// Record is what is to be written.
type Record struct {
	Result *compare.Result
	// Investigation is nil where none was begun.
	Investigation *checklist.Investigation
	// ShareSafe says that no value may be in it.
	ShareSafe bool
	At        time.Time
}

// exportedMsg says which file was written, or why none was.
type exportedMsg struct {
	name   string
	masked bool
	err    error
}

// export writes what is known as it stands now. What is hidden on the screen is hidden in the file.
func (p program) export() (program, tea.Cmd) {
	d := p.world.digest
	switch {
	case p.options.Exporter == nil:
		p.notice = "nothing can be written here"
		return p, nil
	case d == nil || d.result == nil || d.pending():
		p.notice = "something is still being read; e writes when all is there"
		return p, nil
	case p.exporting:
		return p, nil
	}
	record := Record{Result: d.result, ShareSafe: p.sight.masked, At: p.world.now}
	if q := p.world.inquiry; q != nil {
		inv := q.kept
		record.Investigation = &inv
	}
	p.exporting = true
	p.notice = "writing"
	exporter := p.options.Exporter
	return p, func() tea.Msg {
		name, err := exporter.Export(record)
		return exportedMsg{name, record.ShareSafe, err}
	}
}

// exported says what was written, and what is not in it.
func (p program) exported(msg exportedMsg) program {
	p.exporting = false
	switch {
	case msg.err != nil:
		p.notice = "not written: " + text.Clean(msg.err.Error())
	case msg.masked:
		p.notice = "written: " + text.Clean(msg.name) + ", with every value hidden (S), and without the ways back"
	default:
		p.notice = "written: " + text.Clean(msg.name) + ": no secrets, but other values"
	}
	return p
}
