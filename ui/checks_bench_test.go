package ui

import (
	"fmt"
	"testing"

	"parity/model"
)

// BenchmarkChecklistKey is one key and its frame on a page with a thousand things to be brought together.
func BenchmarkChecklistKey(b *testing.B) {
	c := acme()
	for i := range 1000 {
		c.add("AWS::SSM::Parameter", fmt.Sprint("/shop/item-", i), "Value", "3")
		e := c.differs(entryOf{path: model.Dotted("Value"), in: staging, verdict: model.Drift, mine: text0("5"), baseline: text0("3")})
		c.cause(model.CauseSingle, staging, fmt.Sprint("/shop/item-", i, " 5 against 3"), "", e)
	}
	p := sent(checking(b, 120, 40, &drawer{}, Options{}), comparedMsg{baseline: "prod", digest: c.digest()})
	p = pressed(p, "c")
	b.ResetTimer()
	for range b.N {
		p = sent(p, keyPress("j"))
		_ = p.frame()
	}
}
