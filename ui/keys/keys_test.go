package keys

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

var screens = map[string]Screen{"overview": Overview, "panes": Panes, "attributes": Attributes, "attribute": Attribute, "tree": Tree, "investigating": Investigating}

func TestOneKeyDoesOneThing(t *testing.T) {
	all := maps.Clone(screens)
	all["explaining"] = Explaining
	for name, screen := range all {
		seen := map[string]Action{}
		for _, b := range On(screen) {
			for _, key := range b.Keys {
				if other, ok := seen[key]; ok {
					t.Errorf("on %s, %s is %s and %s", name, key, other, b.Action)
				}
				seen[key] = b.Action
				if got := Find(key, screen); got != b.Action {
					t.Errorf("on %s, %s finds %q, not %q", name, key, got, b.Action)
				}
			}
		}
	}
}

func TestEveryBindingIsWhole(t *testing.T) {
	actions := map[Action]bool{}
	for _, b := range All() {
		if actions[b.Action] {
			t.Errorf("%s is bound twice", b.Action)
		}
		actions[b.Action] = true
		if len(b.Keys) == 0 || b.Sign == "" || b.Long == "" || b.On == 0 || !slices.Contains(Categories(), b.Category) {
			t.Errorf("%s lacks something: %+v", b.Action, b)
		}
		if strings.ContainsFunc(b.Written(false), func(r rune) bool { return r >= 0x80 }) {
			t.Errorf("%s is written %q in ASCII", b.Action, b.Written(false))
		}
	}
}

func TestWhereKeysAct(t *testing.T) {
	for _, test := range []struct {
		key  string
		on   Screen
		want Action
	}{
		{"j", Overview, Down},
		{"down", Attribute, Down},
		{"G", Panes, Bottom},
		{"9", Overview, View},
		{"]", Panes, Next},
		{"b", Panes, Baseline},
		{"b", Overview, None},
		{"ctrl+c", Attribute, Interrupt},
		{"q", Attribute, Quit},
		{"ö", Panes, None},
	} {
		if got := Find(test.key, test.on); got != test.want {
			t.Errorf("%s finds %q, want %q", test.key, got, test.want)
		}
	}
}

func TestFooter(t *testing.T) {
	for name, screen := range screens {
		all := Footer(screen, true, 0)
		if last := all[len(all)-1]; last != (Hint{"?", "help"}) {
			t.Errorf("on %s the footer ends with %v", name, last)
		}
		if short := Footer(screen, true, 3); len(short) != 4 || short[3] != (Hint{"?", "help"}) {
			t.Errorf("on %s the short footer is %v", name, short)
		}
		for _, hint := range Footer(screen, false, 0) {
			if hint.Key == "" || hint.Word == "" || strings.ContainsFunc(hint.Key, func(r rune) bool { return r >= 0x80 }) {
				t.Errorf("on %s a hint is %+v", name, hint)
			}
		}
		for _, hint := range all[1 : len(all)-1] {
			if hint.Key != "←→" && Find(strings.NewReplacer("⏎", "enter").Replace(hint.Key), screen) == None {
				t.Errorf("on %s the footer names %s, which does nothing there", name, hint.Key)
			}
		}
	}
}

func TestMarkdownNamesEveryKey(t *testing.T) {
	list := Markdown()
	for _, b := range All() {
		for _, key := range strings.Fields(b.Sign) {
			if !strings.Contains(list, "`"+key+"`") {
				t.Errorf("the list does not name %s", key)
			}
		}
		if !strings.Contains(list, b.Long) {
			t.Errorf("the list does not say %q", b.Long)
		}
	}
}

// A compact footer names what its screen is for: the way to the checklist, and the way back at the end of what is read.
func TestTheCompactFooterLeadsOn(t *testing.T) {
	for screen, want := range map[Screen]Action{Overview: Checklist, Attribute: WayBack} {
		short := Footer(screen, true, 5)
		if b := find(want); !slices.Contains(short, Hint{b.Sign, b.Short}) {
			t.Errorf("%s is not in %v", b.Short, short)
		}
	}
	if short := Footer(Attribute, true, 5); !slices.Contains(short, Hint{"esc", "back"}) {
		t.Errorf("no way out in %v", short)
	}
}
