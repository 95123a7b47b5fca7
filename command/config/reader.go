package config

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// reader walks the file's tree and collects what is wrong with it, so that one run tells all mistakes.
type reader struct {
	file     string
	lines    []string
	types    []string
	anchors  map[string]ast.Node
	mistakes Mistakes
}

func newReader(file string, data []byte, types []string) *reader {
	return &reader{
		file: file, types: types, anchors: map[string]ast.Node{},
		lines: strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n"),
	}
}

// Parse reads what a file says; file is its name as it is to be printed. The error is of type Mistakes.
func Parse(file string, data []byte, types []string) (*Config, error) {
	r := newReader(file, data, types)
	config := &Config{File: file}
	if root := r.tree(data); root != nil {
		r.config(config, root)
	}
	if len(r.mistakes) > 0 {
		r.mistakes.sort()
		return nil, r.mistakes
	}
	return config, nil
}

// tree parses the file into its one document.
func (r *reader) tree(data []byte) ast.Node {
	if i := invalid(data); i >= 0 {
		r.add(1+strings.Count(string(data[:i]), "\n"), 1, "the file is not UTF-8 text", "")
		return nil
	}
	file, err := parse(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))) // the library miscounts the lines of the others
	if err != nil {
		r.syntax(err)
		return nil
	}
	var root ast.Node
	for _, document := range file.Docs {
		if document.Body == nil || document.Body.Type() == ast.CommentType {
			continue
		}
		if root != nil {
			r.wrong(document.Body, "a second document", "parity.yaml is one document: remove the ---")
			return nil
		}
		root = document.Body
	}
	if root != nil {
		ast.Walk(anchors(r.anchors), root)
	}
	return root
}

func invalid(data []byte) int {
	for i := 0; i < len(data); {
		c, size := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// parse turns a panic of the YAML library into an error: a file that it cannot take is a mistake in the
// file, never a crash.
func parse(data []byte) (file *ast.File, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("this is not YAML")
		}
	}()
	return parser.ParseBytes(data, 0)
}

type anchors map[string]ast.Node

// Visit collects what anchors name, for the aliases that repeat it.
func (a anchors) Visit(node ast.Node) ast.Visitor {
	if anchor, ok := node.(*ast.AnchorNode); ok && anchor.Name != nil {
		a[anchor.Name.String()] = anchor.Value
	}
	return a
}

// syntax notes what the YAML library could not take, in words of ours where its own help nobody.
func (r *reader) syntax(err error) {
	says, _, _ := strings.Cut(err.Error(), "\n")
	at := &token.Position{Line: 1, Column: 1}
	var syntax yaml.Error
	if errors.As(err, &syntax) && syntax.GetToken() != nil {
		says, at = syntax.GetMessage(), syntax.GetToken().Position
	}
	meant := ""
	switch {
	case strings.Contains(says, "'\t'"):
		says, meant = "a tab cannot indent", "use spaces"
	case strings.Contains(says, "already defined"):
		says, _, _ = strings.Cut(says, " at [")
		meant = "keep one of them"
	}
	r.add(at.Line, at.Column, says, meant)
}

func (r *reader) add(line, column int, says, meant string) {
	line = min(max(line, 1), len(r.lines))
	source := r.lines[line-1]
	column = min(max(column, 1), utf8.RuneCountInString(source)+1)
	r.mistakes = append(r.mistakes, &Mistake{Place{r.file, line, column}, source, strings.Map(printable, says), strings.Map(printable, meant)})
}

// wrong notes a mistake at a node; the arguments belong to says.
func (r *reader) wrong(node ast.Node, says, meant string) {
	place := r.place(node)
	r.add(place.Line, place.Column, says, meant)
}

func (r *reader) place(node ast.Node) Place {
	return r.placeOf(first(node))
}

func (r *reader) placeOf(t *token.Token) Place {
	if t == nil || t.Position == nil {
		return Place{r.file, 1, 1}
	}
	return Place{r.file, t.Position.Line, t.Position.Column}
}

// first is the token a node begins with; a mapping's own token is its first colon.
func first(node ast.Node) *token.Token {
	if value, ok := node.(*ast.MappingValueNode); ok {
		return value.Key.GetToken()
	}
	if mapping, ok := node.(*ast.MappingNode); ok && !mapping.IsFlowStyle && len(mapping.Values) > 0 {
		return mapping.Values[0].Key.GetToken()
	}
	return node.GetToken()
}

// field is one key of a mapping and what stands behind it.
type field struct {
	name  string
	key   ast.Node
	value ast.Node
}

// resolve follows anchors, aliases and tags to the node that holds the content.
func (r *reader) resolve(node ast.Node) ast.Node {
	const deepest = 16
	for range deepest {
		switch n := node.(type) {
		case *ast.AnchorNode:
			node = n.Value
		case *ast.AliasNode:
			target, ok := r.anchors[n.Value.String()]
			if !ok {
				return node
			}
			node = target
		case *ast.TagNode:
			node = n.Value
		default:
			return node
		}
	}
	return node
}

// entries are the fields of a mapping, whatever their keys. A null is a mapping without any.
func (r *reader) entries(node ast.Node, what, meant string) []field {
	content := r.resolve(node)
	if content == nil || content.Type() == ast.NullType {
		return nil
	}
	mapping, ok := content.(ast.MapNode)
	if alias, dangling := content.(*ast.AliasNode); dangling {
		r.wrong(node, fmt.Sprintf("%s: there is no anchor &%s", what, alias.Value), "write the keys out")
		return nil
	}
	if !ok {
		r.wrong(node, what+" must be a mapping", meant)
		return nil
	}
	var fields []field
	for each := mapping.MapRange(); each.Next(); {
		key := each.Key()
		if key.IsMergeKey() {
			r.wrong(key, "merge keys are not understood here", "write the keys out")
			continue
		}
		name, ok := r.scalar(key)
		if !ok {
			r.wrong(key, "a key must be a word", "")
			continue
		}
		if slices.ContainsFunc(fields, func(f field) bool { return f.name == name }) {
			r.wrong(key, fmt.Sprintf("%s has %s twice", what, name), "keep one of them")
			continue
		}
		fields = append(fields, field{name, key, each.Value()})
	}
	return fields
}

// fields are those of a mapping whose keys are known.
func (r *reader) fields(node ast.Node, what, meant string, known ...string) []field {
	return slices.DeleteFunc(r.entries(node, what, meant), func(f field) bool {
		if slices.Contains(known, f.name) {
			return false
		}
		meant := "known here: " + strings.Join(known, ", ")
		if near := Nearest(f.name, known); near != "" {
			meant = near + "?"
		}
		r.wrong(f.key, fmt.Sprintf("%s: unknown key %q", what, f.name), meant)
		return true
	})
}

// list is the elements of a sequence.
func (r *reader) list(node ast.Node, what, meant string) []ast.Node {
	content := r.resolve(node)
	if content == nil || content.Type() == ast.NullType {
		return nil
	}
	sequence, ok := content.(*ast.SequenceNode)
	if !ok {
		r.wrong(node, what+" must be a list", meant)
		return nil
	}
	return sequence.Values
}

// scalar is the text of a scalar as it stands in the file, so that 0123 keeps its zero.
func (r *reader) scalar(node ast.Node) (string, bool) {
	switch n := r.resolve(node).(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSuffix(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	case *ast.MappingKeyNode:
		return r.scalar(n.Value)
	default:
		return "", false
	}
}

// text is a scalar that must say something.
func (r *reader) text(node ast.Node, what, meant string) string {
	text, ok := r.scalar(node)
	switch {
	case !ok && r.isNull(node), ok && strings.TrimSpace(text) == "":
		r.wrong(node, what+" is empty", meant)
		return ""
	case !ok:
		r.wrong(node, what+" must be a text", meant)
		return ""
	}
	return strings.TrimSpace(text)
}

func (r *reader) isNull(node ast.Node) bool {
	content := r.resolve(node)
	return content == nil || content.Type() == ast.NullType
}

// texts is a list of texts, each of which is there once.
func (r *reader) texts(node ast.Node, what, meant string) []string {
	var texts []string
	for _, element := range r.list(node, what, meant) {
		text := r.text(element, "an entry of "+what, meant)
		switch {
		case text == "":
		case slices.Contains(texts, text):
			r.wrong(element, fmt.Sprintf("%s has %s twice", what, text), "keep one of them")
		default:
			texts = append(texts, text)
		}
	}
	return texts
}
