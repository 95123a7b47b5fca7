package model

import (
	"strings"
	"unique"
)

// separator stands between the segments of a path in memory. It cannot occur in AWS's field names,
// and a segment taken from data has it replaced.
const separator = "\x1f"

// Any is the segment of a pattern that matches one segment whatever it holds: the key of a list.
const Any = "*"

// Path names one attribute of a resource: AWS's field names, and the keys of the lists in between.
// It is a list of segments, since keys (CIDRs, tag keys, parameter names) hold dots themselves. Equal
// paths are one pointer, so that comparing and hashing them costs nothing. The zero Path is the whole
// resource.
type Path struct{ handle unique.Handle[string] }

// NewPath makes a path of its segments.
func NewPath(segments ...string) Path {
	if len(segments) == 0 {
		return Path{}
	}
	for i, segment := range segments {
		if strings.Contains(segment, separator) {
			segments = append([]string(nil), segments...)
			segments[i] = strings.ReplaceAll(segment, separator, "\ufffd")
		}
	}
	return Path{unique.Make(strings.Join(segments, separator))}
}

// Dotted makes a path of names that hold no dot in themselves, as declarations are written.
func Dotted(text string) Path {
	if text == "" {
		return Path{}
	}
	return NewPath(strings.Split(text, ".")...)
}

func (p Path) raw() string {
	if p.IsZero() {
		return ""
	}
	return p.handle.Value()
}

// IsZero says that the path is the whole resource.
func (p Path) IsZero() bool { return p == Path{} }

// Segments lists the parts of the path.
func (p Path) Segments() []string {
	if p.IsZero() {
		return nil
	}
	return strings.Split(p.raw(), separator)
}

// String joins the segments with dots, for people and JSON only.
func (p Path) String() string { return strings.ReplaceAll(p.raw(), separator, ".") }

// Len is the number of segments.
func (p Path) Len() int {
	if p.IsZero() {
		return 0
	}
	return strings.Count(p.raw(), separator) + 1
}

// Head is the first n segments.
func (p Path) Head(n int) Path {
	if n >= p.Len() {
		return p
	}
	return NewPath(p.Segments()[:n]...)
}

// First is the first segment.
func (p Path) First() string {
	first, _, _ := strings.Cut(p.raw(), separator)
	return first
}

// Last is the last segment.
func (p Path) Last() string {
	raw := p.raw()
	return raw[strings.LastIndex(raw, separator)+1:]
}

// Append is the path with more segments behind it.
func (p Path) Append(segments ...string) Path {
	return NewPath(append(p.Segments(), segments...)...)
}

// Under says that the path is q or lies below it. Everything lies below the zero path.
func (p Path) Under(q Path) bool {
	if q.IsZero() || p == q {
		return true
	}
	rest, ok := strings.CutPrefix(p.raw(), q.raw())
	return ok && strings.HasPrefix(rest, separator)
}

// Compare orders paths by their segments.
func (p Path) Compare(q Path) int {
	if p == q {
		return 0
	}
	return strings.Compare(p.raw(), q.raw())
}

// Matches says that the path has the pattern's segments one by one, where Any stands for one segment, and a
// segment that ends in it (aws:*) for those that begin alike.
func (p Path) Matches(pattern Path) bool {
	a, b := p.raw(), pattern.raw()
	for {
		left, restA, moreA := strings.Cut(a, separator)
		right, restB, moreB := strings.Cut(b, separator)
		if stem, open := strings.CutSuffix(right, Any); left != right && !(open && strings.HasPrefix(left, stem)) {
			return false
		}
		if moreA != moreB {
			return false
		}
		if !moreA {
			return true
		}
		a, b = restA, restB
	}
}
