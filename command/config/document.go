package config

import (
	"iter"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// document is a file's text together with its tree: where in the text something new has to stand.
//
// What the tree tells of ends is not exact: the YAML library keeps where a node begins. So a place is a
// series of attempts, the likeliest first, and whoever edits takes the first that says what was meant.
type document struct {
	*reader
	text lines
	root ast.Node
}

// attempts are ways to write a change.
type attempts = iter.Seq[lines]

func newDocument(file string, data []byte) *document {
	d := &document{reader: newReader(file, data, nil), text: newLines(data)}
	d.root = d.tree(data)
	return d
}

// pairsOf are the pairs of a mapping, whatever node it is.
func pairsOf(node ast.Node) []*ast.MappingValueNode {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	default:
		return nil
	}
}

// pair is the pair of a key in a mapping, or nil.
func (d *document) pair(mapping ast.Node, key string) *ast.MappingValueNode {
	for _, p := range pairsOf(d.resolve(mapping)) {
		if name, ok := d.scalar(p.Key); ok && name == key {
			return p
		}
	}
	return nil
}

// within are the pairs of a section of the file.
func (d *document) section(name string) *ast.MappingValueNode {
	if d.root == nil {
		return nil
	}
	return d.pair(d.root, name)
}

func positionOf(t *token.Token) position {
	if t == nil || t.Position == nil {
		return position{}
	}
	return position{t.Position.Line, t.Position.Column}
}

func startOf(node ast.Node) position { return positionOf(first(node)) }

// flow says that a node is written in brackets.
func flow(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.IsFlowStyle
	case *ast.SequenceNode:
		return n.IsFlowStyle
	default:
		return false
	}
}

// lastLine is the last line in which a part of the node begins.
func lastLine(node ast.Node) int {
	last := deepest(0)
	ast.Walk(&last, node)
	return int(last)
}

type deepest int

// Visit notes where nodes begin, and where brackets are closed.
func (l *deepest) Visit(node ast.Node) ast.Visitor {
	note := func(t *token.Token) { *l = max(*l, deepest(positionOf(t).line)) }
	note(node.GetToken())
	switch n := node.(type) {
	case *ast.MappingNode:
		note(n.End)
	case *ast.SequenceNode:
		note(n.End)
	}
	return l
}

// furthest is how many lines behind the beginning of a node's last part its end is looked for.
const furthest = 200

// behind tries to put lines behind a node: behind its last line and the comments that go on below it, no
// less indented than the node; then further down, for a text may go over several lines.
func (d *document) behind(node ast.Node, indented int, texts ...string) attempts {
	return func(yield func(lines) bool) {
		start := lastLine(node)
		likely := start
		for indented > 0 && isComment(d.text.at(likely+1)) && indent(d.text.at(likely+1)) >= indented {
			likely++
		}
		if !yield(d.text.after(min(likely, len(d.text)), texts...)) {
			return
		}
		for at := start; at <= min(len(d.text), start+furthest); at++ {
			if at != likely && !yield(d.text.after(at, texts...)) {
				return
			}
		}
	}
}

// atEnd tries to put a section at the end of the file, a blank line before it.
func (d *document) atEnd(texts ...string) attempts {
	if d.root == nil {
		return func(yield func(lines) bool) {
			_ = yield(d.text.after(len(d.text), texts...)) && yield(d.text.after(0, texts...))
		}
	}
	indented := strings.Repeat(" ", max(0, startOf(d.root).column-1))
	for i := range texts {
		texts[i] = indented + texts[i]
	}
	spaced := texts
	if strings.TrimSpace(d.text.at(len(d.text))) != "" {
		spaced = append([]string{""}, texts...)
	}
	return func(yield func(lines) bool) {
		if !yield(d.text.after(len(d.text), spaced...)) {
			return
		}
		d.behind(d.root, 0, append([]string{""}, texts...)...)(yield)
	}
}

// belowKey tries to put lines below a key that has no value.
func (d *document) belowKey(p *ast.MappingValueNode, texts ...string) attempts {
	return d.behind(p.Key, 0, texts...)
}

// isEmpty says that nothing stands behind a pair's key: neither a value nor the word null.
func (d *document) isEmpty(p *ast.MappingValueNode) bool {
	null, ok := p.Value.(*ast.NullNode)
	if !ok {
		return false
	}
	rest := d.text.from(positionOf(null.Token))
	return !strings.HasPrefix(rest, "null") && !strings.HasPrefix(rest, "~") || positionOf(null.Token) == positionOf(p.Start)
}

// give writes the value of a pair that has none, or null, into the line of its key.
func (d *document) give(p *ast.MappingValueNode, value string) attempts {
	if d.isEmpty(p) {
		colon := positionOf(p.Start)
		return once(d.text.put(position{colon.line, colon.column + 1}, 0, " "+value))
	}
	null := positionOf(p.Value.GetToken())
	word := len("null")
	if strings.HasPrefix(d.text.from(null), "~") {
		word = len("~")
	}
	return once(d.text.put(null, word, value))
}

func once(ls lines) attempts { return func(yield func(lines) bool) { yield(ls) } }

func none(func(lines) bool) {}

// addPair puts a pair at the end of a mapping in the mapping's own style.
func (d *document) addPair(mapping ast.Node, p pair) attempts {
	mapping = d.resolve(mapping)
	if flow(mapping) {
		return d.intoFlow(mapping, p.key+": "+p.value)
	}
	pairs := pairsOf(mapping)
	if len(pairs) == 0 {
		return none
	}
	column := startOf(pairs[0]).column
	return d.behind(mapping, column-1, strings.Repeat(" ", column-1)+p.key+": "+p.value)
}

// addItem puts an element at the end of a list in the list's own style: in one line where the list, or its
// last element, is.
func (d *document) addItem(list ast.Node, element []pair) attempts {
	sequence, ok := d.resolve(list).(*ast.SequenceNode)
	switch {
	case !ok:
		return none
	case sequence.IsFlowStyle:
		return d.intoFlow(sequence, flowMap(element))
	case len(sequence.Values) == 0:
		return none
	}
	last := sequence.Values[len(sequence.Values)-1]
	dash := positionOf(sequence.Start).column - 1
	return d.behind(sequence, max(dash, 0), itemLines(element, dash, d.style(last, dash))...)
}

// style is how far from the dash an element's keys stand; 0 where it is written in one line.
func (d *document) style(element ast.Node, dash int) int {
	if flow(d.resolve(element)) || pairsOf(d.resolve(element)) == nil {
		return 0
	}
	if start := startOf(d.resolve(element)); d.resolve(element) == element && start.column-1 > dash {
		return start.column - 1 - dash
	}
	return 2
}

// itemLines write an element of a list.
func itemLines(element []pair, dash, step int) []string {
	margin := strings.Repeat(" ", dash)
	if step == 0 {
		return []string{margin + "- " + flowMap(element)}
	}
	texts := make([]string, len(element))
	for i, p := range element {
		lead := strings.Repeat(" ", step)
		if i == 0 {
			lead = "-" + strings.Repeat(" ", step-1)
		}
		texts[i] = margin + lead + p.key + ": " + p.value
	}
	return texts
}

// addText puts a text at the end of a list of texts.
func (d *document) addText(list ast.Node, text string) attempts {
	sequence, ok := d.resolve(list).(*ast.SequenceNode)
	switch {
	case !ok:
		return none
	case sequence.IsFlowStyle:
		return d.intoFlow(sequence, text)
	}
	dash := positionOf(sequence.Start).column - 1
	return d.behind(sequence, dash, strings.Repeat(" ", dash)+"- "+text)
}

// replaceScalar writes another value in place of a scalar of one line.
func (d *document) replaceScalar(node ast.Node, text string) attempts {
	start := startOf(node)
	end, ok := d.endOf(node)
	if !ok || end.line != start.line || slices.Contains([]ast.NodeType{ast.AnchorType, ast.AliasType, ast.TagType}, node.Type()) {
		return none
	}
	line := d.text.at(start.line)
	return once(d.text.put(start, offset(line, end.column)-offset(line, start.column), text))
}
