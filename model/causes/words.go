package causes

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parity/model"
	"parity/model/vocabulary"
)

// exchanged is one stretch in which two values differ, and whether they have text in common beside it.
type exchanged struct {
	mine, base string
	beside     bool
}

// words holds together the differences that one exchange of words explains, where it recurs. Such a word
// is offered to the environment, never assumed. Values are read as they are first, and then with the
// environments' own words taken out, since those may differ beside the new one.
func (f *finder) words(environment string) {
	asIs := func(_ int, text string) string { return text }
	for _, read := range []func(int, string) string{asIs, f.vocabulary.Key} {
		f.wordsIn(environment, read)
	}
}

func (f *finder) wordsIn(environment string, read func(env int, text string) string) {
	groups := map[exchanged][]*model.Entry{}
	beside := map[exchanged]bool{}
	for _, e := range f.left(environment) {
		if e.Verdict != model.Drift || !text(e.Mine) || !text(e.Baseline) || !uniform(e) || e.Type.Field(e.Attribute).Verbatim {
			continue
		}
		x, ok := exchange(read(f.index[environment], e.Mine.Value.Text()), read(f.comparison.Baseline, e.Baseline.Value.Text()))
		if !ok || f.foreign(environment, x) {
			continue
		}
		beside[exchanged{x.mine, x.base, true}] = beside[exchanged{x.mine, x.base, true}] || x.beside
		x.beside = true
		groups[x] = append(groups[x], e)
	}
	byTitle := map[string][]*model.Entry{}
	words := map[string]exchanged{}
	for x, entries := range groups {
		if len(entries) >= few && beside[x] {
			title := x.base + " ⇄ " + x.mine
			byTitle[title], words[title] = entries, x
		}
	}
	if len(words) == 0 {
		return
	}
	f.recurring(environment, words, byTitle)
	against := f.against(environment, words)
	f.claimAll(byTitle, func(title string, entries []*model.Entry) {
		reach := fmt.Sprintf("%d values, %d against", len(entries), against[title])
		f.claim(model.CauseWord, environment, title, title, reach, entries)
		f.found[len(f.found)-1].Words = model.Exchange{Mine: words[title].mine, Yours: words[title].base}
	})
}

func text(s model.Side) bool {
	kind := s.Value.Kind()
	return (kind == model.Text || kind == model.List || kind == model.Set) && s.Shown == ""
}

// exchange is the one stretch in which two texts differ.
func exchange(mine, base string) (exchanged, bool) {
	left, right := split(mine), split(base)
	start := 0
	for start < len(left) && start < len(right) && left[start] == right[start] {
		start++
	}
	end := 0
	for end < len(left)-start && end < len(right)-start && left[len(left)-1-end] == right[len(right)-1-end] {
		end++
	}
	x := exchanged{
		mine: strings.Join(left[start:len(left)-end], ""), base: strings.Join(right[start:len(right)-end], ""),
		beside: start > 0 || end > 0,
	}
	x.mine, x.base = trim(x.mine), trim(x.base)
	return x, wordlike(x.mine) && wordlike(x.base)
}

func trim(text string) string { return strings.Trim(text, "-_./: ") }

// split parts a text into runs of letters and digits and the single signs between them.
func split(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			continue
		}
		if start < i {
			out = append(out, text[start:i])
		}
		_, size := utf8.DecodeRuneInString(text[i:]) // not the rune's own: a byte that is no UTF-8 counts one
		start = i + size
		out = append(out, text[i:start])
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// wordlike says that a stretch can be a word of an environment: it holds letters, and is no hash, date,
// version or list of things.
func wordlike(text string) bool {
	if len(text) < 2 || len(text) > 64 || strings.ContainsAny(text, " \t\n,;\"'{}[]") {
		return false
	}
	letters, digits, hex := 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
		if r < unicode.MaxASCII && strings.ContainsRune("0123456789abcdefABCDEF", r) {
			hex++
		}
	}
	version := (text[0] == 'v' || text[0] == 'V') && letters == 1
	hash := len(text) >= 7 && hex == len(text) && digits > 0
	return letters >= 2 && letters > digits && !version && !hash
}

// foreign says that a stretch holds a word of a third environment, or of the other side: teaching it would
// hide a value that names the wrong environment.
func (f *finder) foreign(environment string, x exchanged) bool {
	mine, base := f.index[environment], f.comparison.Baseline
	for _, m := range f.vocabulary.Mentions(x.mine) {
		if m.Env != mine {
			return true
		}
	}
	return slices.ContainsFunc(f.vocabulary.Mentions(x.base), func(m vocabulary.Mention) bool { return m.Env != base })
}
