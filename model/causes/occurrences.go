package causes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parity/model"
)

// recurring adds to the words the differences they explain together with the environments' own: those in
// which a word stands more than once, or beside words that differ as well.
func (f *finder) recurring(environment string, words map[string]exchanged, byTitle map[string][]*model.Entry) {
	has := map[*model.Entry]bool{}
	for _, entries := range byTitle {
		for _, e := range entries {
			has[e] = true
		}
	}
	titles := byToken(words, func(x exchanged) string { return x.mine })
	for _, e := range f.left(environment) {
		if has[e] || e.Verdict != model.Drift || !text(e.Mine) || !text(e.Baseline) || !uniform(e) || e.Type.Field(e.Attribute).Verbatim {
			continue
		}
		mine, base := e.Mine.Value.Text(), e.Baseline.Value.Text()
		for _, title := range titles.in(mine) {
			if f.explained(environment, words[title], mine, base) {
				byTitle[title] = append(byTitle[title], e)
				break
			}
		}
	}
}

// explained says that nothing differs in two texts but a word and the environments' own.
func (f *finder) explained(environment string, x exchanged, mine, base string) bool {
	taught := replaceWord(mine, x.mine, x.base)
	if taught == mine {
		return false
	}
	if taught == base {
		return true
	}
	_, ok := f.vocabulary.Align(f.index[environment], taught, f.comparison.Baseline, base, nil)
	return ok
}

// against counts, for each word, the values in which the baseline has its own and the environment has not.
func (f *finder) against(environment string, words map[string]exchanged) map[string]int {
	counts := map[string]int{}
	titles := byToken(words, func(x exchanged) string { return x.base })
	for _, row := range f.comparison.Rows {
		mine, base := &row.Cells[f.index[environment]], &row.Cells[f.comparison.Baseline]
		if len(mine.Resources) != 1 || len(base.Resources) != 1 {
			continue
		}
		for _, a := range base.Resources[0].Attributes {
			if a.Value.Kind() != model.Text || !strings.ContainsAny(a.Value.Text(), "-_./: ") {
				continue
			}
			if field := row.Type.Field(a.Path); field.Verbatim || field.Class != model.Compared {
				continue
			}
			other := mine.Resources[0].Get(a.Path)
			for _, title := range titles.in(a.Value.Text()) {
				x := words[title]
				if !other.IsAbsent() && replaceWord(a.Value.Text(), x.base, "") != a.Value.Text() && replaceWord(other.Text(), x.mine, "") == other.Text() {
					counts[title]++
				}
			}
		}
	}
	return counts
}

// tokenIndex finds the few words that may stand in a text by the tokens they begin with.
type tokenIndex map[string][]string

func byToken(words map[string]exchanged, of func(exchanged) string) tokenIndex {
	index := tokenIndex{}
	for title, x := range words {
		first := split(of(x))[0]
		index[first] = append(index[first], title)
	}
	for _, titles := range index {
		slices.Sort(titles)
	}
	return index
}

// in lists the words that may stand in a text, each once.
func (x tokenIndex) in(text string) []string {
	var titles []string
	for _, token := range split(text) {
		for _, title := range x[token] {
			if !slices.Contains(titles, title) {
				titles = append(titles, title)
			}
		}
	}
	return titles
}

// replaceWord puts another word in the place of one wherever it stands alone, and not as a part of a longer one.
func replaceWord(text, word, other string) string {
	var out strings.Builder
	for {
		i := strings.Index(text, word)
		if i < 0 || word == "" {
			out.WriteString(text)
			return out.String()
		}
		end := i + len(word)
		before, _ := utf8.DecodeLastRuneInString(out.String() + text[:i])
		after, _ := utf8.DecodeRuneInString(text[end:])
		out.WriteString(text[:i])
		if inToken(before) || inToken(after) {
			out.WriteString(word)
		} else {
			out.WriteString(other)
		}
		text = text[end:]
	}
}

func inToken(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
