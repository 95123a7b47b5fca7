package config

// Difference is a line of two texts: '+' is only in the second, '-' only in the first, ' ' in both, and '…'
// stands for lines of both that are left out.
type Difference struct {
	Sign rune
	Text string
}

// around is how many lines beside a change are told.
const around = 3

// Diff tells a change of a text line by line, with a few of the lines around it.
func Diff(before, after []byte) []Difference {
	old, fresh := newLines(before), newLines(after)
	start := 0
	for start < len(old) && start < len(fresh) && old[start].text == fresh[start].text {
		start++
	}
	end := 0
	for end < len(old)-start && end < len(fresh)-start && old[len(old)-1-end].text == fresh[len(fresh)-1-end].text {
		end++
	}
	var all []Difference
	for _, l := range old[:start] {
		all = append(all, Difference{' ', l.text})
	}
	all = append(all, between(old[start:len(old)-end], fresh[start:len(fresh)-end])...)
	for _, l := range old[len(old)-end:] {
		all = append(all, Difference{' ', l.text})
	}
	return shortened(all)
}

// largest bounds the table that between makes; beyond it a change is told as a whole.
const largest = 4 << 20

// between tells two texts by the longest row of lines they have in common.
func between(old, fresh lines) []Difference {
	width := len(fresh) + 1
	common := make([]int32, 1)
	if (len(old)+1)*width <= largest {
		common = make([]int32, (len(old)+1)*width)
		for i := len(old) - 1; i >= 0; i-- {
			for j := len(fresh) - 1; j >= 0; j-- {
				at := i*width + j
				common[at] = max(common[at+width], common[at+1])
				if old[i].text == fresh[j].text {
					common[at] = common[at+width+1] + 1
				}
			}
		}
	}
	var all []Difference
	i, j := 0, 0
	for i < len(old) || j < len(fresh) {
		switch {
		case i < len(old) && j < len(fresh) && len(common) > 1 && old[i].text == fresh[j].text:
			all = append(all, Difference{' ', old[i].text})
			i, j = i+1, j+1
		case i < len(old) && (j == len(fresh) || len(common) == 1 || common[(i+1)*width+j] >= common[i*width+j+1]):
			all = append(all, Difference{'-', old[i].text})
			i++
		default:
			all = append(all, Difference{'+', fresh[j].text})
			j++
		}
	}
	return all
}

// shortened leaves out what is far from any change.
func shortened(all []Difference) []Difference {
	near := make([]bool, len(all))
	for i, d := range all {
		if d.Sign == ' ' {
			continue
		}
		for k := max(0, i-around); k <= min(len(all)-1, i+around); k++ {
			near[k] = true
		}
	}
	var out []Difference
	for i, d := range all {
		switch {
		case near[i]:
			out = append(out, d)
		case i > 0 && near[i-1] || i == 0:
			out = append(out, Difference{'…', ""})
		}
	}
	return out
}
