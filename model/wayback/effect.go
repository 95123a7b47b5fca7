package wayback

import (
	"parity/model"
	"parity/model/findings"
)

// effect is what brings into effect what is configured and does not run: no other value, and no other environment's;
// false where all that is configured runs.
func (b *builder) effect() (Way, bool) {
	e := b.entry
	environment := b.index(e.Environment)
	if environment < 0 || e.Attribute.IsZero() || !e.Has(model.NotInEffect) || e.Row.Type.Way == nil {
		return Way{}, false
	}
	inv := b.paired.Inventories[environment]
	way := Way{
		Direction: IntoEffect, Environment: inv.Environment.Name, Account: inv.Environment.Account, Region: inv.Environment.Region,
		Title: inv.Environment.Name + " as it is configured",
	}
	for _, r := range e.Row.Cells[environment].Resources {
		path, has := b.raw(environment, r)
		if !has || !findings.NotInEffect(e.Row.Type.FieldOf(path, r), r.Get(path)) {
			continue
		}
		turn := model.Turn{Type: e.Row.Type, Inventory: inv, Resource: r, Attribute: path}
		for _, s := range e.Row.Type.Way(&turn) {
			way.Steps = append(way.Steps, Step{Command: command(&s, &inv.Environment), Words: s.Words, Consequences: s.Consequences})
		}
	}
	return way, len(way.Steps) > 0
}
