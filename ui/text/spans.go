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

// Show fits a text with marked spans to at most so many cells. It is cut at the end, unless all that is
// marked would be lost: then it starts later, so that the first marked part is seen. An … that hides a
// marked part is marked itself.
func Show(s string, spans []Span, cells int) (string, []Span) {
	width := Width(s)
	if width <= cells || len(spans) == 0 {
		return clip(s, spans, 0, cells)
	}
	first := spans[0]
	start := Width(s[:first.Start])
	end := start + Width(s[first.Start:first.End])
	offset := 0
	if start >= cells-1 || end >= cells && end-start < cells/2 {
		offset = min(max(0, start-cells/3), width-cells)
	}
	return clip(s, spans, offset, cells)
}

// clip cuts cells [offset, offset+cells) out of a text, with … at the ends where something is gone.
func clip(s string, spans []Span, offset, cells int) (string, []Span) {
	if cells <= 0 {
		return "", nil
	}
	offset = max(0, offset)
	from, lead := 0, ""
	room := cells
	if offset > 0 {
		skipped, used := head(s, offset+1)
		if used <= offset && len(skipped) < len(s) { // a wide character lies across the edge
			next, wide := head(s[len(skipped):], 2)
			skipped, used = s[:len(skipped)+len(next)], used+wide
		}
		from, lead = len(skipped), Ellipsis+Blank(used-offset-1)
		if from == len(s) && used <= offset {
			lead = Ellipsis
		}
		room -= Width(lead)
	}
	kept, trail := s[from:], ""
	if Width(kept) > room {
		kept, _ = head(kept, room-1)
		trail = Ellipsis
	}
	shown := lead + kept + trail
	if spans == nil {
		return shown, nil
	}
	return shown, moved(spans, from, from+len(kept), lead, len(shown), trail)
}

// moved carries spans over to a clipped text.
func moved(spans []Span, from, to int, lead string, length int, trail string) []Span {
	var out []Span
	if lead != "" && len(Slice(spans, 0, from)) > 0 {
		out = append(out, Span{0, len(Ellipsis)})
	}
	for _, span := range Slice(spans, from, to) {
		out = append(out, Span{span.Start + len(lead), span.End + len(lead)})
	}
	if trail != "" && spans[len(spans)-1].End > to {
		out = append(out, Span{length - len(Ellipsis), length})
	}
	return out
}
