package ui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"parity/model"
	"parity/model/rules"
	"parity/ui/text"
)

// ruleForm is a rule while it is made: what it speaks of is chosen, why and whose it is are typed.
type ruleForm struct {
	scopes       []scope
	environments [][]string
	values       [][]model.Value
	expires      []time.Time
	// at is the line the cursor is on; chosen are what was chosen of the lists.
	at            formLine
	chosen        [formLines]int
	reason, owner input
}

// formLine is a line of the form.
type formLine int

const (
	scopeLine formLine = iota
	environmentLine
	valuesLine
	reasonLine
	ownerLine
	expiresLine
	formLines
)

var formLabels = [formLines]string{"what", "in", "values", "reason", "owner", "until"}

// newRuleForm offers what a rule for the subject may say. What is known best comes first.
func newRuleForm(v *view, s subject) ruleForm {
	entries := s.entries
	f := ruleForm{scopes: v.scopes(s), environments: environmentSets(entries), at: reasonLine}
	f.values = [][]model.Value{nil}
	if values := valuesOf(entries); values != nil {
		f.values = append([][]model.Value{values}, f.values...)
	}
	today := v.now
	f.expires = []time.Time{{}, today.AddDate(0, 0, 30), today.AddDate(0, 0, 90), today.AddDate(1, 0, 0)}
	return f
}

// environmentSets are the sets of environments a rule may hold for; the empty one is all.
func environmentSets(entries []*model.Entry) [][]string {
	var names []string
	for _, e := range entries {
		if !slices.Contains(names, e.Environment) {
			names = append(names, e.Environment)
		}
	}
	sets := [][]string{names}
	if len(names) > 1 {
		for _, name := range names {
			sets = append(sets, []string{name})
		}
	}
	return append(sets, nil)
}

// fewValues is how many values a rule may be held to, longestValue how long each may be.
const (
	fewValues    = 3
	longestValue = 60
)

// valuesOf are the values that a rule can be held to, so that another one shows again: a few plain ones that
// differ. Nil where there are none such; a secret never is.
func valuesOf(entries []*model.Entry) []model.Value {
	var values []model.Value
	for _, e := range entries {
		v := e.Mine.Value
		switch v.Kind() {
		case model.Text, model.Number, model.Bool, model.List, model.Set:
		default:
			return nil
		}
		if e.Verdict != model.Drift || e.Mine.Several != nil || e.Mine.Shown != "" || len(v.Text()) > longestValue {
			return nil
		}
		if !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	if len(values) > fewValues {
		return nil
	}
	return values
}

// rules are those the form makes. Without a reason they are no rules yet.
func (f *ruleForm) rules() []rules.Rule {
	if len(f.scopes) == 0 {
		return nil
	}
	all := slices.Clone(f.scopes[f.chosen[scopeLine]].rules)
	for i := range all {
		all[i].Environments = f.environments[f.chosen[environmentLine]]
		all[i].Values = f.values[f.chosen[valuesLine]]
		all[i].Reason, all[i].Owner = strings.TrimSpace(f.reason.text), strings.TrimSpace(f.owner.text)
		if at := f.expires[f.chosen[expiresLine]]; !at.IsZero() {
			all[i].Expires = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
		}
	}
	return all
}

// explains says that one of the rules explains an entry.
func explains(all []rules.Rule, e *model.Entry) bool {
	return slices.ContainsFunc(all, func(r rules.Rule) bool { return r.Matches(e) && r.Explains(e) })
}

// choices is how many there are to choose from in a line; 0 where a text is typed.
func (f *ruleForm) choices(l formLine) int {
	switch l {
	case scopeLine:
		return len(f.scopes)
	case environmentLine:
		return len(f.environments)
	case valuesLine:
		return len(f.values)
	case expiresLine:
		return len(f.expires)
	default:
		return 0
	}
}

// words says what is chosen in a line.
func (f *ruleForm) words(l formLine) string {
	at := f.chosen[l]
	switch l {
	case scopeLine:
		return f.scopes[at].words
	case environmentLine:
		if f.environments[at] == nil {
			return "all but the baseline"
		}
		return text.Clean(strings.Join(f.environments[at], ", "))
	case valuesLine:
		if f.values[at] == nil {
			return "any"
		}
		var texts []string
		for _, v := range f.values[at] {
			texts = append(texts, text.Clean(v.Text()))
		}
		return "only " + strings.Join(texts, ", ") + "; another one shows again"
	case expiresLine:
		if f.expires[at].IsZero() {
			return "no end"
		}
		return f.expires[at].Format(time.DateOnly)
	default:
		return ""
	}
}

// moved is the form with the cursor on the next line in which there is something to say.
func (f ruleForm) moved(step formLine) ruleForm {
	for at := f.at + step; at >= 0 && at < formLines; at += step {
		if f.choices(at) != 1 {
			f.at = at
			return f
		}
	}
	return f
}

// typed is the form after a key; ours is false for a key that is not for a form.
func (f ruleForm) typed(msg tea.KeyPressMsg) (next ruleForm, ours bool) {
	switch msg.String() {
	case "up", "shift+tab":
		return f.moved(-1), true
	case "down", "tab":
		return f.moved(1), true
	}
	if n := f.choices(f.at); n > 0 {
		switch msg.String() {
		case "left", "h":
			f.chosen[f.at] = (f.chosen[f.at] + n - 1) % n
		case "right", "l", "space":
			f.chosen[f.at] = (f.chosen[f.at] + 1) % n
		default:
			return f, msg.Text != "" // a letter here is a slip, and no command
		}
		return f, true
	}
	typed := &f.reason
	if f.at == ownerLine {
		typed = &f.owner
	}
	*typed, ours = typed.typed(msg)
	return f, ours
}
