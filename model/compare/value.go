package compare

import (
	"cmp"
	"slices"
	"strings"

	"parity/model"
)

// judgement is what is said of two values.
type judgement struct {
	verdict  model.Verdict
	exchange []model.Exchange
	reason   string
}

// slots judges one attribute of two cells.
func (j *judge) slots(environment int, mine, base *slot, a, b *model.Cell) judgement {
	switch {
	case mine.uniform() && base.uniform():
		return j.pair(environment, fieldOf(mine, base), mine.value, base.value, a, b)
	case len(a.Resources) == len(b.Resources):
		return j.multiset(environment, mine, base, a, b, func(x, y model.Counted) bool { return x.Count == y.Count })
	default:
		return j.multiset(environment, mine, base, a, b, func(model.Counted, model.Counted) bool { return true })
	}
}

// fieldOf is the declaration two values are judged by: that of a credential, where one of them is one.
func fieldOf(mine, base *slot) *model.Field {
	if base.field.Class == model.Confidential {
		return base.field
	}
	return mine.field
}

// multiset judges the values of cells whose members differ among themselves: each value needs a
// counterpart on the other side, of the same number where the cells are of one size.
func (j *judge) multiset(environment int, mine, base *slot, a, b *model.Cell, fits func(x, y model.Counted) bool) judgement {
	left, right := counted(mine, a), slices.Clone(counted(base, b))
	all := judgement{verdict: model.Same}
	// differs is the answer once a value has no counterpart: unknown where one of those left might be it.
	differs := judgement{verdict: model.Drift}
	for _, l := range left {
		best := -1
		var found judgement
		for i, r := range right {
			got := j.pair(environment, fieldOf(mine, base), l.Value, r.Value, a, b)
			if got.verdict == model.Unknown {
				differs = got
			}
			if fits(l, r) && got.verdict <= model.Locked && (best < 0 || got.verdict < found.verdict) {
				best, found = i, got
			}
		}
		if best < 0 {
			return differs
		}
		right = slices.Delete(right, best, best+1)
		if found.verdict > all.verdict {
			all.verdict, all.reason = found.verdict, found.reason
		}
		all.exchange = append(all.exchange, found.exchange...)
	}
	if len(right) > 0 {
		return differs
	}
	all.exchange = distinct(all.exchange)
	return all
}

func counted(s *slot, cell *model.Cell) []model.Counted {
	if s.several != nil {
		return s.several
	}
	return []model.Counted{{Value: s.value, Count: len(cell.Resources)}}
}

func distinct(exchanges []model.Exchange) []model.Exchange {
	var out []model.Exchange
	for _, e := range exchanges {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// pair judges two values of one field.
func (j *judge) pair(environment int, field *model.Field, mine, base model.Value, a, b *model.Cell) judgement {
	if field.Default.Kind() != model.Absent {
		if mine.IsAbsent() {
			mine = field.Default
		}
		if base.IsAbsent() {
			base = field.Default
		}
	}
	_, mineSecret := mine.Secret()
	_, baseSecret := base.Secret()
	switch {
	case mineSecret || baseSecret:
		return j.secrets(environment, field, mine, base, a, b)
	case mine == base:
		return judgement{verdict: model.Same}
	case mine.IsAbsent() || base.IsAbsent():
		return judgement{verdict: model.Drift}
	case field.Class == model.Reference:
		return j.reference(environment, field, mine, base)
	case listed(mine, base) || listed(base, mine):
		return j.texts(environment, field, strings.Join(mine.Elements(), ","), strings.Join(base.Elements(), ","))
	case mine.Kind() != base.Kind() || mine.Kind() == model.Number || mine.Kind() == model.Bool:
		return judgement{verdict: model.Drift}
	case mine.Kind() == model.List:
		return j.lists(environment, field, mine.Elements(), base.Elements())
	case mine.Kind() == model.Set:
		return j.sets(environment, field, mine.Elements(), base.Elements())
	default:
		return j.texts(environment, field, mine.Text(), base.Text())
	}
}

// listed says that one value is a list and the other a text, as those of a parameter are that changed its type: the type
// tells that.
func listed(list, text model.Value) bool {
	return list.Kind() == model.List && text.Kind() == model.Text
}

// texts judges two texts: by their formatting first, then by the vocabulary.
func (j *judge) texts(environment int, field *model.Field, mine, base string) judgement {
	switch {
	case mine == base:
		return judgement{verdict: model.Same}
	case field.Verbatim:
		return judgement{verdict: model.Drift}
	}
	left, right, isJSON := bothJSON(mine, base)
	switch blank := blankEnd(mine, base); {
	case isJSON && left == right && field.Formats:
		return judgement{verdict: model.Expected, reason: sameJSON}
	case isJSON && left == right:
		return judgement{verdict: model.Same}
	case blank != "" && field.Formats:
		return judgement{verdict: model.Expected, reason: blank}
	case isJSON:
		mine, base = left, right
	}
	got := j.words(environment, field, mine, base)
	if left, right := trimmed(mine), trimmed(base); field.Formats && got.verdict == model.Drift && (left != mine || right != base) {
		if bare := j.words(environment, field, left, right); bare.verdict != model.Drift {
			bare.reason = cmp.Or(bare.reason, blankReason)
			return bare
		}
	}
	if got.verdict == model.Drift {
		got.reason = equivalent(mine, base)
	}
	return got
}

// words judges two texts, or two elements of lists, by the vocabulary alone.
func (j *judge) words(environment int, field *model.Field, mine, base string) judgement {
	if field.Verbatim {
		return judgement{verdict: model.Drift}
	}
	if exchange, ok := j.paired.Vocabulary.Align(environment, mine, j.baseline, base, j.paired.Index); ok {
		return judgement{verdict: model.Expected, exchange: exchange}
	}
	if why := j.doubts(environment, mine, base); why != "" {
		return judgement{verdict: model.Unknown, reason: why}
	}
	return judgement{verdict: model.Drift}
}

func (j *judge) lists(environment int, field *model.Field, mine, base []string) judgement {
	if len(mine) != len(base) {
		return judgement{verdict: model.Drift}
	}
	all := judgement{verdict: model.Same}
	for i := range mine {
		if mine[i] == base[i] {
			continue
		}
		got := j.words(environment, field, mine[i], base[i])
		if i == len(mine)-1 && field.Formats && blankEnd(mine[i], base[i]) != "" {
			got = judgement{verdict: model.Expected, reason: blankEnd(mine[i], base[i])}
		}
		if got.verdict == model.Drift {
			if sorted(mine, base) {
				got.reason = "the same elements in another order"
			}
			return got
		}
		if got.verdict > all.verdict {
			all.verdict, all.reason = got.verdict, got.reason
		}
		all.exchange = append(all.exchange, got.exchange...)
	}
	all.exchange = distinct(all.exchange)
	return all
}

func sorted(mine, base []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(mine)), slices.Sorted(slices.Values(base)))
}

// sets judges unordered lists: what is left on either side must be explained by words.
func (j *judge) sets(environment int, field *model.Field, mine, base []string) judgement {
	if len(mine) != len(base) {
		return judgement{verdict: model.Drift}
	}
	left, right := difference(mine, base), difference(base, mine)
	all := judgement{verdict: model.Same}
	for _, l := range left {
		best := -1
		var found judgement
		for i, r := range right {
			got := j.words(environment, field, l, r)
			if got.verdict < model.Drift && (best < 0 || got.verdict < found.verdict) {
				best, found = i, got
			}
		}
		if best < 0 {
			return judgement{verdict: model.Drift}
		}
		right = slices.Delete(right, best, best+1)
		if found.verdict > all.verdict {
			all.verdict, all.reason = found.verdict, found.reason
		}
		all.exchange = append(all.exchange, found.exchange...)
	}
	all.exchange = distinct(all.exchange)
	return all
}

// difference is what a holds and b does not, each as often as a has it more.
func difference(a, b []string) []string {
	rest := slices.Clone(b)
	var out []string
	for _, text := range a {
		if i := slices.Index(rest, text); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			continue
		}
		out = append(out, text)
	}
	return out
}

// secrets judges values of which one at least is secret.
func (j *judge) secrets(environment int, field *model.Field, mine, base model.Value, a, b *model.Cell) judgement {
	left, leftSecret := mine.Secret()
	right, rightSecret := base.Secret()
	switch {
	case mine.IsAbsent() || base.IsAbsent():
		return judgement{verdict: model.Drift}
	case j.sameThing(environment, a, b):
		return oneSecret(left, right, a, b)
	case leftSecret != rightSecret && field.Class != model.Confidential && left.Token()+right.Token() != "":
		return judgement{verdict: model.Drift, reason: "a secret on one side, and none on the other"}
	case leftSecret != rightSecret:
		return judgement{verdict: model.Locked, reason: "encrypted on one side, not compared with plain text"}
	}
	same, known := left.Same(right)
	switch {
	case field.Class == model.Masked:
		return masked(same, known)
	case mine.Kind() == model.Credential && base.Kind() == model.Credential:
		return j.credentials(environment, field, mine, base, same && known)
	case !known:
		return judgement{verdict: model.Locked, reason: "not decrypted"}
	case same:
		return judgement{verdict: model.Drift, reason: "a secret has the same value in both environments"}
	default:
		return judgement{verdict: model.Expected, reason: "secrets should differ"}
	}
}

func masked(same, known bool) judgement {
	switch {
	case !known:
		return judgement{verdict: model.Locked, reason: "kept in no snapshot"}
	case same:
		return judgement{verdict: model.Same}
	default:
		return judgement{verdict: model.Drift}
	}
}

// credentials judges texts that hold a secret: the rest as any text, the secret as a secret.
func (j *judge) credentials(environment int, field *model.Field, mine, base model.Value, same bool) judgement {
	got := judgement{verdict: model.Expected, reason: "secrets should differ"}
	if mine.Text() != base.Text() {
		got = j.texts(environment, field, mine.Text(), base.Text())
	}
	if same {
		got.verdict, got.reason = model.Drift, "a secret has the same value in both environments"
	}
	return got
}

// sameThing says that two cells are one and the same resource, at another time or selected twice.
func (j *judge) sameThing(environment int, a, b *model.Cell) bool {
	if len(a.Resources) != 1 || len(b.Resources) != 1 || a.Resources[0].ID != b.Resources[0].ID {
		return false
	}
	mine, base := j.environment(environment), j.environment(j.baseline)
	return mine.Account != "" && mine.Account == base.Account && mine.Region == base.Region
}

// oneSecret judges one secret at two times: equal where nothing was written in between.
func oneSecret(left, right model.Secret, a, b *model.Cell) judgement {
	if same, known := left.Same(right); known {
		return masked(same, true)
	}
	mine, base := a.Resources[0], b.Resources[0]
	for _, path := range []model.Path{versionPath, datePath} {
		if v := mine.Get(path); v.IsAbsent() || v != base.Get(path) {
			return judgement{verdict: model.Locked, reason: "written in between, and not decrypted"}
		}
	}
	return judgement{verdict: model.Same}
}

// Parameter Store's own names for what tells two readings of one secret apart.
var (
	versionPath = model.NewPath("Version")
	datePath    = model.NewPath("LastModifiedDate")
)
