package secrets

import "strings"

// assigned appends what stands in a text as the value of a secret's name: "password": "…" in JSON,
// password=… in a query, a connection string or a list of settings, and password: … on a line of its own.
func assigned(found []stretch, text string) []stretch {
	lines := strings.Contains(text, "\n")
	for i := 0; i < len(text); i++ {
		var s stretch
		var ok bool
		switch text[i] {
		case '=':
			s, ok = setting(text, i)
		case ':':
			if s, ok = member(text, i); !ok && lines {
				s, ok = line(text, i)
			}
		}
		if ok && !harmless(text[s.from:s.to]) {
			found = append(found, s)
			i = s.to - 1
		}
	}
	return found
}

// setting reads NAME=VALUE around its equals sign.
func setting(text string, sign int) (stretch, bool) {
	if !Named(nameBefore(text, sign)) {
		return stretch{}, false
	}
	from := sign + 1
	if s, ok := quoted(text, from); ok {
		return s, true
	}
	to := from
	for to < len(text) && !strings.ContainsRune(" \t\r\n&;,\"'`", rune(text[to])) {
		to++
	}
	return stretch{from: from, to: to}, to > from
}

// member reads "NAME": VALUE around its colon. The quotes may be escaped, where JSON stands inside JSON.
func member(text string, colon int) (stretch, bool) {
	end := colon
	for end > 0 && text[end-1] == ' ' {
		end--
	}
	if end == 0 || text[end-1] != '"' && text[end-1] != '\'' {
		return stretch{}, false
	}
	end--
	if end > 0 && text[end-1] == '\\' {
		end--
	}
	if !Named(nameBefore(text, end)) {
		return stretch{}, false
	}
	from := colon + 1
	for from < len(text) && strings.ContainsRune(" \t\r\n", rune(text[from])) {
		from++
	}
	if s, ok := quoted(text, from); ok {
		return s, true
	}
	to := from
	for to < len(text) && !strings.ContainsRune(" \t\r\n,}]{[\"'", rune(text[to])) {
		to++
	}
	return stretch{from, to, true}, to > from
}

// line reads NAME: VALUE on a line of its own, as in YAML.
func line(text string, colon int) (stretch, bool) {
	name := nameBefore(text, colon)
	if name == "" || colon+1 >= len(text) || text[colon+1] != ' ' {
		return stretch{}, false
	}
	start := colon - len(name)
	if indent := strings.TrimRight(text[:start], " \t-"); indent != "" && indent[len(indent)-1] != '\n' {
		return stretch{}, false
	}
	if !Named(name) {
		return stretch{}, false
	}
	from := colon + 1
	for from < len(text) && text[from] == ' ' {
		from++
	}
	if s, ok := quoted(text, from); ok {
		return s, true
	}
	to := len(text)
	if end := strings.IndexAny(text[from:], "\r\n"); end >= 0 {
		to = from + end
	}
	return stretch{from: from, to: to}, to > from
}

// nameBefore is the name that ends at a position.
func nameBefore(text string, end int) string {
	start := end
	for start > 0 && (alphanumeric(text[start-1]) || strings.IndexByte("_-.", text[start-1]) >= 0) {
		start--
	}
	return text[start:end]
}

// quoted reads what stands between the quotes that begin at a position.
func quoted(text string, from int) (stretch, bool) {
	mark := ""
	for _, quote := range [...]string{`"`, `\"`, `'`} {
		if strings.HasPrefix(text[from:], quote) {
			mark = quote
		}
	}
	if mark == "" {
		return stretch{}, false
	}
	from += len(mark)
	for to := from; to < len(text); to++ {
		if strings.HasPrefix(text[to:], mark) {
			return stretch{from: from, to: to}, to > from
		}
		if text[to] == '\\' {
			to++ // what is escaped ends nothing
		}
	}
	return stretch{from: from, to: len(text)}, from < len(text)
}
