package vocabulary

import (
	"iter"
	"slices"
	"strings"
)

// idPrefixes begin the ids of EC2, which are told by shape.
var idPrefixes = [...]string{"ami", "sg", "subnet", "vpc", "i", "vol", "pl", "eni", "snap", "rtb", "igw", "nat", "vpce"}

// span is a stretch of a text that can be looked up as the id of something.
type span struct{ start, end int }

// Ids yields the ids by shape (sg-…, vpc-…), ARNs, host names and IP addresses that stand in a text, in
// order. What is inside an ARN comes behind it.
func Ids(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var room [8]span
		for _, s := range spans(room[:0], text) {
			if !yield(text[s.start:s.end]) {
				return
			}
		}
	}
}

// spans appends where the ids of a text stand.
func spans(found []span, text string) []span {
	if strings.IndexByte(text, '-') < 0 && strings.IndexByte(text, '.') < 0 && strings.IndexByte(text, ':') < 0 {
		return found
	}
	var room [4]address
	for _, a := range addresses(room[:0], text) {
		if a.spelling == plain {
			found = append(found, span{a.start, a.end})
		}
	}
	ips := len(found)
	next := 0
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= 128 || asciiClasses[c] == none || i > 0 && inName(text[i-1]) {
			continue
		}
		for next < ips && found[next].end <= i {
			next++
		}
		if next < ips && i >= found[next].start {
			continue
		}
		if end := arnEnd(text, i); end > 0 {
			found = append(found, span{i, end})
			i += len("arn:") - 1
			continue
		}
		end := nameEnd(text, i)
		if idShaped(text[i:end]) || hostShaped(text[i:end]) {
			found = append(found, span{i, end})
		} else if cut := i + strings.IndexByte(text[i:end]+".", '.'); idShaped(text[i:cut]) {
			found = append(found, span{i, cut})
		}
		i = end - 1
	}
	if ips > 0 && len(found) > ips {
		sortSpans(found)
	}
	return found
}

// sortSpans puts the few spans of a text in order; they are two sorted runs already.
func sortSpans(list []span) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].start < list[j-1].start; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// inName says that a host name or id goes on with the character.
func inName(c byte) bool {
	return c < 128 && asciiClasses[c] != none || c == '-' || c == '.' || c == '_'
}

// nameEnd is the end of the host name or id that begins at a position; a dot that ends a sentence is none of it.
func nameEnd(text string, start int) int {
	end := start
	for end < len(text) && inName(text[end]) {
		end++
	}
	for end > start+1 && text[end-1] == '.' {
		end--
	}
	return end
}

// idShaped knows a prefix, a dash, and eight hexadecimal digits or more.
func idShaped(text string) bool {
	prefix, rest, ok := strings.Cut(text, "-")
	if !ok || len(rest) < 8 {
		return false
	}
	for i := range len(rest) {
		if !hexadecimal(rest[i]) {
			return false
		}
	}
	return slices.Contains(idPrefixes[:], prefix)
}

// hostShaped knows two labels or more, the last of them of letters.
func hostShaped(text string) bool {
	if strings.Count(text, ".") < 1 || strings.Contains(text, "_") {
		return false
	}
	last := text
	for label := range strings.SplitSeq(text, ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		last = label
	}
	return len(last) > 1 && strings.Trim(strings.ToLower(last), lowercase) == ""
}

// arnEnd is the end of the ARN that begins at a position, or 0.
func arnEnd(text string, start int) int {
	if !strings.HasPrefix(text[start:], "arn:") {
		return 0
	}
	end := len(text)
	if cut := strings.IndexAny(text[start:], " \t\r\n\"'`<>,;()[]|\\"); cut >= 0 {
		end = start + cut
	}
	if strings.Count(text[start:end], ":") < 5 {
		return 0
	}
	return end
}

// arn is the header of an ARN in a text: five parts, and where the resource begins.
type arn struct {
	partition, service, region, account string
	resource                            int
}

func arnAt(text string, start int) arn {
	var parts [5]string
	at := start
	for i := range parts {
		cut := strings.IndexByte(text[at:], ':')
		parts[i] = text[at : at+cut]
		at += cut + 1
	}
	return arn{parts[1], parts[2], parts[3], parts[4], at}
}
