// Package formulas reads the values of parameters that AWS computes for each resource, from its size: {DBInstanceClassMemory/9531392},
// LEAST({DBInstanceClassMemory/9531392},5000). The same text comes to something else on another size.
package formulas

import (
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// Formula is a value that depends on variables.
type Formula struct {
	variables []string
	// root is nil where the text has variables and is none that can be computed: a comparison, say.
	root node
}

// node computes one part. What is divided by nothing, or too large, has no value.
type node func(variables Variables) (int64, bool)

// Variables gives what a variable stands for, where it is known.
type Variables func(name string) (value int64, known bool)

// Parse reads a formula. A text without a variable in braces is none.
func Parse(text string) (*Formula, bool) {
	tokens := split(text)
	f := &Formula{variables: variables(tokens)}
	if len(f.variables) == 0 {
		return nil, false
	}
	p := parser{tokens: tokens}
	if root := p.product(); root != nil && p.at == len(p.tokens) {
		f.root = root
	}
	return f, true
}

// Uses says that the formula depends on a variable.
func (f *Formula) Uses(name string) bool { return slices.Contains(f.variables, name) }

// Value is what the formula comes to. AWS drops what is behind the point at each step.
func (f *Formula) Value(variables Variables) (int64, bool) {
	if f.root == nil {
		return 0, false
	}
	return f.root(variables)
}

// split cuts a text into numbers, names and signs.
func split(text string) []string {
	var tokens []string
	for text != "" {
		n := strings.IndexFunc(text, func(r rune) bool { return !letter(r) })
		switch {
		case n < 0:
			n = len(text)
		case n == 0:
			n = 1
		}
		if token := text[:n]; strings.TrimSpace(token) != "" {
			tokens = append(tokens, token)
		}
		text = text[n:]
	}
	return tokens
}

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
}

// variables are the names in braces that are no functions.
func variables(tokens []string) []string {
	var names []string
	depth := 0
	for i, token := range tokens {
		switch {
		case token == "{":
			depth++
		case token == "}":
			depth--
		case depth > 0 && name(token) && (i+1 == len(tokens) || tokens[i+1] != "(") && !slices.Contains(names, token):
			names = append(names, token)
		}
	}
	return names
}

func name(token string) bool { return letter(rune(token[0])) && (token[0] < '0' || token[0] > '9') }

// deepest is how far formulas may be nested: AWS's own are two or three deep.
const deepest = 32

type parser struct {
	tokens    []string
	at, depth int
}

// take reads a token, if it is the next.
func (p *parser) take(token string) bool {
	if p.at < len(p.tokens) && p.tokens[p.at] == token {
		p.at++
		return true
	}
	return false
}

// product reads factors with * and / between them; nil is what it does not understand.
func (p *parser) product() node {
	if p.depth++; p.depth > deepest {
		return nil
	}
	defer func() { p.depth-- }()
	left := p.factor()
	for left != nil {
		var operation func(a, b int64) (int64, bool)
		switch {
		case p.take("*"):
			operation = times
		case p.take("/"):
			operation = dividedBy
		default:
			return left
		}
		right := p.factor()
		if right == nil {
			return nil
		}
		left = both(left, right, operation)
	}
	return nil
}

func (p *parser) factor() node {
	if p.at == len(p.tokens) {
		return nil
	}
	p.take("$") // AWS writes some of its own with it, without a meaning
	switch {
	case p.take("{"):
		return p.closed("}")
	case p.take("("):
		return p.closed(")")
	case p.take("-"):
		if inner := p.factor(); inner != nil {
			return both(constant(0), inner, minus)
		}
		return nil
	case p.at == len(p.tokens):
		return nil
	}
	token := p.tokens[p.at]
	p.at++
	if !name(token) {
		n, err := strconv.ParseInt(token, 10, 64)
		if err != nil {
			return nil
		}
		return constant(n)
	}
	if p.take("(") {
		return p.call(token)
	}
	return func(variables Variables) (int64, bool) { return variables(token) }
}

func (p *parser) closed(sign string) node {
	inner := p.product()
	if inner == nil || !p.take(sign) {
		return nil
	}
	return inner
}

func (p *parser) call(function string) node {
	var arguments []node
	for {
		argument := p.product()
		if argument == nil {
			return nil
		}
		arguments = append(arguments, argument)
		if p.take(")") {
			break
		}
		if !p.take(",") {
			return nil
		}
	}
	switch function {
	case "GREATEST":
		return folded(arguments, func(a, b int64) (int64, bool) { return max(a, b), true })
	case "LEAST":
		return folded(arguments, func(a, b int64) (int64, bool) { return min(a, b), true })
	case "SUM":
		return folded(arguments, plus)
	case "log":
		return logarithm(arguments)
	}
	return nil
}

func constant(n int64) node { return func(Variables) (int64, bool) { return n, true } }

func both(left, right node, operation func(a, b int64) (int64, bool)) node {
	return func(variables Variables) (int64, bool) {
		a, known := left(variables)
		if !known {
			return 0, false
		}
		b, known := right(variables)
		if !known {
			return 0, false
		}
		return operation(a, b)
	}
}

func folded(arguments []node, operation func(a, b int64) (int64, bool)) node {
	all := arguments[0]
	for _, argument := range arguments[1:] {
		all = both(all, argument, operation)
	}
	return all
}

// logarithm is that of base 2. That of a quotient below one, which is 0 here, comes to 0 as well: AWS's own formulas
// take the greater of it and another.
func logarithm(arguments []node) node {
	if len(arguments) != 1 {
		return nil
	}
	return func(variables Variables) (int64, bool) {
		n, known := arguments[0](variables)
		if !known || n < 0 {
			return 0, false
		}
		return max(0, int64(bits.Len64(uint64(n))-1)), true
	}
}

func plus(a, b int64) (int64, bool) {
	sum := a + b
	return sum, (sum > a) == (b > 0)
}

func minus(a, b int64) (int64, bool) {
	difference := a - b
	return difference, (difference < a) == (b > 0)
}

func times(a, b int64) (int64, bool) {
	if a == 0 || b == 0 {
		return 0, true
	}
	if a == math.MinInt64 || b == math.MinInt64 {
		return 0, false
	}
	product := a * b
	return product, product/b == a
}

func dividedBy(a, b int64) (int64, bool) {
	if b == 0 || a == math.MinInt64 && b == -1 {
		return 0, false
	}
	return a / b, true
}
