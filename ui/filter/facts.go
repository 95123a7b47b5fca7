package filter

import "parity/model"

// Facts is a set of what is said of a row in one environment: verdicts, findings, that it is there.
type Facts uint32

// Present is the fact that there is something in the environment.
const Present Facts = 1

// findingsFrom is the first bit of the findings; below it are the verdicts, which are judged.
const (
	findingsFrom = 16
	judged       = Facts(1<<findingsFrom-1) &^ Present
)

// Verdict is the fact that a verdict was given; that there is none yet is no fact.
func Verdict(v model.Verdict) Facts {
	if v == model.Undecided {
		return 0
	}
	return 1 << v
}

// Findings is the fact that there are these findings.
func Findings(all []model.Finding) Facts {
	var facts Facts
	for _, f := range all {
		if at := f.Gravity(); at >= 0 {
			facts |= 1 << (findingsFrom + at)
		}
	}
	return facts
}

// said is a word that may stand behind is: or finding:, and the facts of which one must be there.
type said struct {
	word  string
	facts Facts
}

var verdicts, findings = verdictWords(), findingWords()

func verdictWords() []said {
	unexplained := Verdict(model.Drift) | Verdict(model.Missing) | Verdict(model.Extra)
	explained := Verdict(model.Intentional) | Verdict(model.Accepted)
	var words []said
	all := model.Verdicts()
	for i := range all {
		v := all[len(all)-1-i]
		words = append(words, said{v.String(), Verdict(v)})
	}
	return append(words,
		said{"different", unexplained | explained}, said{"unexplained", unexplained}, said{"explained", explained})
}

func findingWords() []said {
	var words []said
	for _, f := range model.Findings() {
		words = append(words, said{string(f), Findings([]model.Finding{f})})
	}
	return words
}

// meant are the facts of all words that begin so; that of a whole word alone where it is one.
func meant(words []said, start string) (facts Facts, known bool) {
	for _, w := range words {
		if w.word == start {
			return w.facts, true
		}
		if len(start) > 0 && len(w.word) > len(start) && w.word[:len(start)] == start {
			facts, known = facts|w.facts, true
		}
	}
	return facts, known
}

func wordsOf(words []said) string {
	out := ""
	for i, w := range words {
		if i > 0 {
			out += ", "
		}
		out += w.word
	}
	return out
}
