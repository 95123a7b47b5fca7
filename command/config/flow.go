package config

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// intoFlow puts an entry before the closing bracket of a list or mapping in brackets: behind the last entry
// in its line, or in a line of its own where each has one.
func (d *document) intoFlow(node ast.Node, entry string) attempts {
	var entries []ast.Node
	var open, end *token.Token
	switch n := node.(type) {
	case *ast.MappingNode:
		open, end = n.Start, n.End
		for _, p := range n.Values {
			entries = append(entries, p)
		}
	case *ast.SequenceNode:
		open, end, entries = n.Start, n.End, n.Values
	}
	closing := positionOf(end)
	if !strings.HasPrefix(d.text.from(closing), "}") && !strings.HasPrefix(d.text.from(closing), "]") {
		return none
	}
	if len(entries) == 0 {
		start := positionOf(open)
		return once(d.text.put(position{start.line, start.column + 1}, 0, entry))
	}
	last := entries[len(entries)-1]
	behind, ok := d.endOf(last)
	if !ok {
		return none
	}
	rest := d.text.from(behind)
	comma := strings.HasPrefix(strings.TrimLeft(rest, " "), ",")
	if comma {
		behind.column += strings.Index(rest, ",") + 1
	}
	start := startOf(last)
	alone := strings.TrimSpace(d.text.at(start.line)[:offset(d.text.at(start.line), start.column)]) == ""
	switch {
	case alone && closing.line > behind.line && comma:
		return once(d.text.after(behind.line, d.margin(start)+entry+","))
	case alone && closing.line > behind.line:
		return once(d.text.put(behind, 0, ",").after(behind.line, d.margin(start)+entry))
	case comma:
		return once(d.text.put(behind, 0, " "+entry+","))
	default:
		return once(d.text.put(behind, 0, ", "+entry))
	}
}

// margin is what stands before a place in its line.
func (d *document) margin(p position) string {
	line := d.text.at(p.line)
	return line[:offset(line, p.column)]
}

// endOf is the place behind a node that stands in brackets. It is not known of a text that goes on in
// another line without quotes.
func (d *document) endOf(node ast.Node) (position, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		if n.IsFlowStyle {
			return d.behindSign(n.End)
		}
	case *ast.SequenceNode:
		if n.IsFlowStyle {
			return d.behindSign(n.End)
		}
	case *ast.MappingValueNode:
		return d.endOf(n.Value)
	case *ast.AnchorNode:
		return d.endOf(n.Value)
	case *ast.TagNode:
		return d.endOf(n.Value)
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
		return d.endOfScalar(n.GetToken())
	}
	if pairs := pairsOf(node); len(pairs) > 0 {
		return d.endOf(pairs[len(pairs)-1])
	}
	return position{}, false
}

func (d *document) behindSign(t *token.Token) (position, bool) {
	p := positionOf(t)
	return position{p.line, p.column + 1}, p.line > 0
}

func (d *document) endOfScalar(t *token.Token) (position, bool) {
	p := positionOf(t)
	rest := d.text.from(p)
	length := len(t.Value)
	if quote := rest[:min(1, len(rest))]; quote == `"` || quote == "'" {
		length = quotedLength(rest)
	} else if !strings.HasPrefix(rest, t.Value) {
		return position{}, false
	}
	if length == 0 {
		return position{}, false
	}
	return position{p.line, p.column + column(rest, length) - 1}, true
}

// quotedLength is the length of a text in quotes; 0 where it does not end in its line.
func quotedLength(text string) int {
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote && quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return i + 1
		}
	}
	return 0
}
