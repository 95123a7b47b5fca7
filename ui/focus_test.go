package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/ui/frametest"
)

// around are environments in which the group that payments uses differs, so does a role that has nothing to do with
// it, and of each some parameters.
func around() []*model.Inventory {
	var all []*model.Inventory
	for _, name := range []string{"staging", "prod"} {
		web := modeltest.Resource(modeltest.Instance, "i-0"+name, "acme-"+name+"-payments", "Architecture=x86_64")
		web.Set(model.Dotted("SecurityGroups"), model.SetValue([]string{"sg-0z" + name}))
		far := modeltest.Resource(modeltest.Instance, "i-1"+name, "acme-"+name+"-ledger", "Architecture="+map[string]string{"staging": "arm64", "prod": "x86_64"}[name])
		group := modeltest.Resource(modeltest.Group, "sg-0z"+name, "acme-"+name+"-zulu")
		if name == "staging" {
			modeltest.Rule(group, "Ingress", "tcp", "8080", "192.168.7.0/24")
		}
		inventory := modeltest.Inventory(name, web, far, group,
			modeltest.Param("/"+name+"/payments/timeout", map[string]string{"staging": "3", "prod": "5"}[name]),
			modeltest.Param("/"+name+"/payments/retries", "3"), modeltest.Param("/"+name+"/ledger/level", "of "+name+" "+strings.Repeat("x", len(name))))
		inventory.Environment.Role = map[string]model.Role{"staging": model.Mirror, "prod": model.Baseline}[name]
		all = append(all, inventory)
	}
	return all
}

// focusable is the program on these environments, and the words it was told to rank by.
func focusable(t *testing.T, options Options) (program, *[]string) {
	t.Helper()
	var told []string
	inventories := around()
	options.Catalog, options.Loader = modeltest.Catalog(), reader{inventories: inventories}
	options.Focus = func(word string) { told = append(told, word) }
	options.Compare = func(inventories []*model.Inventory, baseline string) (*compare.Result, error) {
		return compare.Run(options.Catalog, inventories, compare.Options{Baseline: baseline})
	}
	for _, inventory := range inventories {
		options.Environments = append(options.Environments, inventory.Environment)
	}
	p := sent(newStarted(t.Context(), options), tea.WindowSizeMsg{Width: 130, Height: 30})
	p.reading.complete, p.reading.inventories, p.world.now = true, inventories, night
	p, cmd := p.compareAnew()
	return followed(p, cmd), &told
}

// followed is the program after all that a command comes to, and what that comes to.
func followed(p program, cmd tea.Cmd) program {
	if cmd == nil {
		return p
	}
	switch msg := cmd().(type) {
	case nil, tickedMsg:
	case tea.BatchMsg:
		for _, each := range msg {
			p = followed(p, each)
		}
	default:
		next, more := p.Update(msg)
		p = followed(next.(program), more)
	}
	return p
}

// following presses keys and follows what they come to.
func following(p program, keys string) program {
	for _, key := range strings.Fields(keys) {
		next, cmd := p.Update(keyPress(key))
		p = followed(next.(program), cmd)
	}
	return p
}

func wantsOnScreen(t *testing.T, p program, want, never []string) {
	t.Helper()
	frame := onScreen(p)
	for _, words := range want {
		if !strings.Contains(frame, words) {
			t.Errorf("%q is not on the screen:\n%s", words, frame)
		}
	}
	for _, words := range never {
		if strings.Contains(frame, words) {
			t.Errorf("%q is on the screen:\n%s", words, frame)
		}
	}
	for _, fault := range frametest.Faults(p.frame(), p.width, p.height) {
		t.Error(fault)
	}
}

func TestTheFocusFiltersEveryList(t *testing.T) {
	p, _ := focusable(t, Options{About: "payments"})
	if !strings.Contains(p.notice, "focus: payments · 4 of 6 roles") {
		t.Errorf("%q", p.notice)
	}
	wantsOnScreen(t, p, []string{"focus: payments   f", "acme-zulu", "/payments/timeout", "2 more causes, 2 differences, outside of the focus"}, []string{"ledger"})
	wantsOnScreen(t, following(p, "2"), []string{"1 of 2 roles in focus", "1 not in focus, 1 differs"}, []string{"ledger"})
	wantsOnScreen(t, following(p, "4"), []string{"1 of 1 role in focus", "acme-zulu"}, []string{"not in focus"})
	wantsOnScreen(t, following(p, "5"), []string{"2 of 3 paths in focus · 1 differs", "timeout", "1 path alike", "1 not in focus, 1 differs"}, []string{"level", "retries"})
	wantsOnScreen(t, following(p, "5 d d"), []string{"retries"}, []string{"level"})
	wantsOnScreen(t, following(p, "5 / l e v e l"), []string{"nothing that is in the focus holds"}, []string{"> level"})
	wantsOnScreen(t, following(p, "2 / l e d g"), []string{"0 of 2 shown", "1 not in focus"}, []string{"acme-ledger"})
	for _, keys := range []string{"2 f", "2 G enter", "5 f", "5 G enter", "f", "G enter"} {
		if after := following(p, keys); after.sight.focused {
			t.Errorf("%s leaves the focus on", keys)
		} else {
			wantsOnScreen(t, after, []string{"ledger"}, []string{"not in focus"})
		}
	}
}

func TestAskingForTheFocus(t *testing.T) {
	p, told := focusable(t, Options{})
	at := following(p, "2 d d f")
	wantsOnScreen(t, at, []string{"focus acme-", "esc leave"}, nil)
	if back := following(at, "esc"); back.focusing != nil || back.sight.focused {
		t.Error("esc does not leave the question")
	}
	at = following(at, "ctrl+u m o n e y enter")
	if at.sight.focused || !strings.Contains(at.notice, "nothing is about “money”") || len(*told) != 1 {
		t.Errorf("%q, ranked by %q", at.notice, *told)
	}
	at = sent(following(at, "f ctrl+u"), tea.PasteMsg{Content: " zulu\n"})
	at = following(at, "enter")
	if !at.sight.focused || (*told)[1] != "zulu" {
		t.Errorf("ranked by %q", *told)
	}
	wantsOnScreen(t, at, []string{"focus: zulu", "1 of 2 roles in focus"}, nil)
	if at = following(at, "f f enter"); !at.sight.focused || len(*told) != 2 {
		t.Errorf("the word of before is not there again: %q", *told)
	}
	if at = following(at, "f f ctrl+u enter"); at.sight.focused {
		t.Error("no word is a focus")
	}
	if word := following(p, "5 f").focusing.input.text; word != "ledger" {
		t.Errorf("a parameter is about %q", word)
	}
}

func TestAFocusOnNothingIsNone(t *testing.T) {
	p, _ := focusable(t, Options{About: "paymnts"})
	if p.sight.focused || !strings.Contains(p.notice, "nothing is about “paymnts”") {
		t.Errorf("%v: %q", p.sight.focused, p.notice)
	}
	wantsOnScreen(t, p, []string{"ledger"}, []string{"outside"})
}
