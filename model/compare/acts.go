package compare

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"parity/model"
	"parity/model/formulas"
)

// told is how many settings are told of with a difference; the others are counted.
const told = 2

// acts says which settings read alike on both sides and act differently, since they are computed from an
// attribute that differs: max_connections of a smaller class.
func (j *judge) acts(row *model.Row, environment int, o *outcome) string {
	decided := row.Type.Settings.Of(o.path)
	if len(decided) == 0 || o.verdict != model.Drift || !o.mine.uniform() || !o.base.uniform() {
		return ""
	}
	mine, okMine := j.settingsOf(environment, row.Type, row.Cells[environment].Resources[0])
	base, okBase := j.settingsOf(j.baseline, row.Type, row.Cells[j.baseline].Resources[0])
	if !okMine || !okBase {
		return ""
	}
	var words []string
	for _, name := range candidates(row.Type.Settings, mine, base) {
		a, okA := mine.get(name)
		b, okB := base.get(name)
		if !okA || !okB || a.text != b.text {
			continue // a difference of the holders
		}
		f, ok := formulas.Parse(a.text)
		if !ok || !slices.ContainsFunc(decided, func(v model.Variable) bool { return f.Uses(v.Name) }) {
			continue
		}
		from, known := computed(f, mine), computed(f, base)
		subject := name + " of " + b.by + " is " + b.text
		if b.by == "" {
			subject = name + " is " + b.text + " by default"
		}
		switch {
		case from == "" || known == "":
			words = append(words, subject+" and follows "+o.path.String())
		case from != known:
			words = append(words, fmt.Sprintf("%s: %s in %s, %s in %s",
				subject, from, j.environment(environment).Name, strings.TrimPrefix(known, about), j.environment(j.baseline).Name))
		}
	}
	if len(words) > told {
		words = append(words[:told], fmt.Sprintf("and %d more", len(words)-told))
	}
	return strings.Join(words, "; ")
}

// candidates are the settings that somebody set on either side, after those that people ask for first.
func candidates(spec *model.Settings, sides ...*settings) []string {
	var names []string
	for _, s := range sides {
		names = append(names, s.set()...)
	}
	slices.Sort(names)
	var out []string
	for _, name := range slices.Concat(spec.Foremost, names) {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

const about = "about "

// computed is what a formula comes to, in words; empty where it is not known. AWS keeps some memory for itself, so
// that what is computed from it is near and no more.
func computed(f *formulas.Formula, s *settings) string {
	n, ok := f.Value(s.variables)
	if !ok {
		return ""
	}
	if s.roughly(f) {
		return about + thousands(rounded(n))
	}
	return thousands(n)
}

// roughly says that a formula depends on memory.
func (s *settings) roughly(f *formulas.Formula) bool {
	return slices.ContainsFunc(s.of.Variables, func(v model.Variable) bool { return v.Measure == model.Memory && f.Uses(v.Name) })
}

// rounded keeps two digits.
func rounded(n int64) int64 {
	unit := int64(1)
	for math.Abs(float64(n/unit)) >= 100 {
		unit *= 10
	}
	return (n + unit/2) / unit * unit
}

func thousands(n int64) string {
	text := strconv.FormatInt(n, 10)
	for at := len(text) - 3; at > 0 && text[at-1] != '-'; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// comesTo says what a formula comes to on the resources that have it as their setting, where the other side of a
// difference has another text: a number may be what the formula comes to today.
func (j *judge) comesTo(row *model.Row, environment int, o *outcome) string {
	if o.field.DefaultsBy.IsZero() || o.verdict != model.Drift {
		return ""
	}
	mine, base := o.stated(o.mine), o.stated(o.base)
	return joined(j.valueIn(row, environment, o, mine, base), j.valueIn(row, j.baseline, o, base, mine))
}

// stated is what a side has set, or has by default.
func (o *outcome) stated(s *slot) string {
	switch {
	case s == nil:
		return o.standing.Text()
	case s.uniform() && s.value.Kind() == model.Text:
		return s.value.Text()
	default:
		return ""
	}
}

// valueIn is what a formula comes to in one environment, and that a number is much the same, if it is.
func (j *judge) valueIn(row *model.Row, environment int, o *outcome, text, other string) string {
	f, ok := formulas.Parse(text)
	if !ok {
		return ""
	}
	var least, most *int64
	var rough bool
	for _, user := range j.users(row, environment, o.path.Last(), text) {
		n, ok := f.Value(user.variables)
		if !ok {
			return ""
		}
		rough = user.roughly(f)
		if least == nil || n < *least {
			least = &n
		}
		if most == nil || n > *most {
			most = &n
		}
	}
	if least == nil {
		return ""
	}
	words := text + " is " + span(*least, *most, rough) + " in " + j.environment(environment).Name
	if n, err := strconv.ParseInt(other, 10, 64); err == nil && near(n, *least, rough) && near(n, *most, rough) {
		words += ": much the same now, but it follows the size and the number does not"
	}
	return words
}

func span(least, most int64, rough bool) string {
	words := ""
	if rough {
		words, least, most = about, rounded(least), rounded(most)
	}
	if least == most {
		return words + thousands(least)
	}
	return words + thousands(least) + " to " + thousands(most)
}

// near says that a number is what a formula comes to, or as near as can be told without what AWS keeps of the memory.
func near(n, computed int64, rough bool) bool {
	const kept = 0.12
	if !rough {
		return n == computed
	}
	return math.Abs(float64(n)-float64(computed)) <= kept*math.Abs(float64(computed))
}

// users are the settings of the resources that a holder gives a text.
func (j *judge) users(row *model.Row, environment int, name, text string) []*settings {
	var users []*settings
	for _, holder := range row.Cells[environment].Resources {
		for _, s := range j.held[environment].users()[holder] {
			if got, ok := s.get(name); ok && got.text == text {
				users = append(users, s)
			}
		}
	}
	return users
}
