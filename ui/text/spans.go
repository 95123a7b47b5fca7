package text

// Span is a part of a text, in bytes.
type Span struct{ Start, End int }

// Slice is the part of the spans that lies in text[start:end], in that slice's own bytes.
func Slice(spans []Span, start, end int) []Span {
	var cut []Span
	for _, span := range spans {
		span = Span{max(span.Start, start) - start, min(span.End, end) - start}
		if span.Start < span.End {
			cut = append(cut, span)
		}
	}
	return cut
}

// Show fits a text with marked spans, of several kinds, to at most so many cells. It is cut at the end, unless
// all would be lost that is marked by the last kind that marks anything: then it starts later, so that the first
// such part is seen. An … that hides a marked part is marked itself.
func Show(s string, cells int, kinds ...[]Span) (string, [][]Span) {
	var lead []Span
	for _, spans := range kinds {
		if len(spans) > 0 {
			lead = spans
		}
	}
	return Scroll(s, offsetOf(s, lead, cells), cells, kinds...)
}

// Scroll is what is seen of a text in some cells from the cell offset on, with its marked spans of all kinds.
func Scroll(s string, offset, cells int, kinds ...[]Span) (string, [][]Span) {
	shown, _ := clip(s, nil, offset, cells)
	all := make([][]Span, len(kinds))
	for i, spans := range kinds {
		if len(spans) > 0 {
			_, all[i] = clip(s, spans, offset, cells)
		}
	}
	return shown, all
}

// offsetOf is where a text must start so that its first marked part is seen.
func offsetOf(s string, spans []Span, cells int) int {
	width := Width(s)
	if width <= cells || len(spans) == 0 {
		return 0
	}
	first := spans[0]
	start := Width(s[:first.Start])
	end := start + Width(s[first.Start:first.End])
	if start >= cells-1 || end >= cells && end-start < cells/2 {
		return min(max(0, start-cells/3), width-cells)
	}
	return 0
}

// clip cuts cells [offset, offset+cells) out of a text, with … at the ends where something is gone.
func clip(s string, spans []Span, offset, cells int) (string, []Span) {
	if cells <= 0 {
		return "", nil
	}
	from, lead := skip(s, offset, cells)
	room := cells - Width(lead)
	kept, trail := s[from:], ""
	if Width(kept) > room {
		kept, _ = head(kept, room-1)
		trail = s[from+len(kept):]
	}
	shown := lead + kept
	if trail != "" && room > 0 {
		shown += Ellipsis
	}
	if len(spans) == 0 {
		return shown, nil
	}
	var out []Span
	mark := func(start, end int) {
		if last := len(out) - 1; last >= 0 && out[last].End == start {
			out[last].End = end
		} else {
			out = append(out, Span{start, end})
		}
	}
	if lead != "" && len(Slice(spans, 0, from)) > 0 {
		mark(0, len(Ellipsis))
	}
	for _, span := range Slice(spans, from, from+len(kept)) {
		mark(len(lead)+span.Start, len(lead)+span.End)
	}
	if trail != "" && room > 0 && spans[len(spans)-1].End > from+len(kept) {
		mark(len(lead)+len(kept), len(shown))
	}
	return shown, out
}

// skip is the byte at which a text goes on after so many cells and one for the … that stands for them, and
// what is drawn there: the … and, for the rest of a wide character across the edge, a space.
func skip(s string, offset, cells int) (int, string) {
	if offset <= 0 {
		return 0, ""
	}
	skipped, used := head(s, offset+1)
	if used <= offset && len(skipped) < len(s) && cells > 1 {
		half, wide := head(s[len(skipped):], 2)
		return len(skipped) + len(half), Ellipsis + Blank(used+wide-offset-1)
	}
	return len(skipped), Ellipsis
}
