package command

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parity/model"
)

// loss is one cause for which parts of an environment could not be read.
type loss struct {
	// message is AWS's answer in words, with the place of the call's name left open.
	message                  string
	parts, operations, codes []string
}

// callHole stands for the name of a call in a message, so that one cause of many calls is told once.
const callHole = "\x00"

// tellUnread tells what could not be read, one line for each environment and cause, and then what only
// costs an explanation.
func (p *program) tellUnread(catalog *model.Catalog, inventories []*model.Inventory) {
	for _, inv := range inventories {
		for _, l := range losses(catalog, inv.Unread) {
			message := strings.ReplaceAll(l.message, callHole, listed(l.operations))
			p.tell(fmt.Sprintf("%s: could not read %s: %s (%s)", inv.Environment.Name, listed(l.parts), message, strings.Join(l.codes, ", ")))
		}
	}
	p.tellNotes(inventories)
}

func losses(catalog *model.Catalog, unread []model.Unread) []*loss {
	place := func(u model.Unread) int {
		return slices.IndexFunc(catalog.Types(), func(t *model.Type) bool { return t.Name == u.Type })
	}
	// They come in the order in which AWS answered.
	unread = slices.SortedStableFunc(slices.Values(unread), func(a, b model.Unread) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), a.Part.Compare(b.Part), cmp.Compare(a.Operation, b.Operation))
	})
	var found []*loss
	for _, u := range unread {
		message := oneLine(u.Message)
		if u.Operation != "" {
			message = strings.ReplaceAll(message, u.Operation, callHole)
		}
		// What follows from a loss ends in the words of its cause.
		i := slices.IndexFunc(found, func(l *loss) bool { return l.message == message || strings.HasSuffix(message, ": "+l.message) })
		if i < 0 {
			i = len(found)
			found = append(found, &loss{message: message})
		}
		l := found[i]
		l.parts = union(l.parts, []string{partName(catalog, u)})
		l.operations = union(l.operations, []string{u.Operation})
		l.codes = union(l.codes, []string{u.Code})
	}
	return found
}

// partName is what an unread part is called.
func partName(catalog *model.Catalog, u model.Unread) string {
	name := u.Type
	if t := catalog.Type(u.Type); t != nil {
		name = t.Plural
	}
	switch {
	case !u.Part.IsZero():
		return u.Part.String() + " of " + name
	case u.Partial:
		return "all " + name
	default:
		return name
	}
}

// tellNotes tells each note once, with all the environments it is of.
func (p *program) tellNotes(inventories []*model.Inventory) {
	var order []string
	of := map[string][]string{}
	for _, inv := range inventories {
		for _, note := range inv.Notes {
			text := oneLine(note.Message)
			if _, ok := of[text]; !ok {
				order = append(order, text)
			}
			of[text] = union(of[text], []string{inv.Environment.Name})
		}
	}
	slices.Sort(order)
	for _, text := range order {
		p.tell(listed(of[text]) + ": " + text)
	}
}
