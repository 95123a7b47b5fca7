package checklist

import (
	"testing"

	"parity/model"
)

// What was ruled out under another key than its cause's is listed once: as the cause, with the reason.
func TestWhatIsRuledOutIsListedOnce(t *testing.T) {
	one := difference("a", "x", "staging", model.Drift)
	c := comparison(nil, []*model.Entry{one})
	inv := begun().Decided(EntryKey(one), func(d *Decision) {
		d.RuledOut, d.Reason, d.Of, d.Title = night, "known", []string{EntryKey(one)}, "a x"
	})
	todos := Fill(inv, c).Together
	if len(todos) != 2 || todos[0].Cause == nil || todos[0].Reason != "known" || !todos[1].ByHand {
		t.Errorf("%+v", todos)
	}
}

// A change of the baseline that stands against several environments is one thing to do; what changed in a relaxed
// environment alone is one, too, and what else is different there is none.
func TestWhatARelaxedEnvironmentAddsToTheList(t *testing.T) {
	c := comparison(nil,
		[]*model.Entry{difference("a", "x", "staging", model.Drift, model.Recent)},
		[]*model.Entry{difference("a", "x", "dev", model.Drift, model.Recent)},
		[]*model.Entry{difference("b", "x", "dev", model.Drift, model.Recent)},
		[]*model.Entry{difference("c", "x", "dev", model.Drift)})
	var titles []string
	for _, todo := range Fill(begun(), c).Together {
		titles = append(titles, todo.Title)
	}
	if len(titles) != 3 || titles[0] != "cause astaging" || titles[1] != "cause bdev" {
		t.Errorf("%q", titles)
	}
}
