package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"parity/model"
	"parity/ui/frametest"
)

// filtering is the program with a filter typed on a view.
func filtering(p program, view, typed string) program {
	p = pressed(p, view+" /")
	for _, r := range typed {
		p = sent(p, tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return p
}

// listedNames are the names in the spine, without headings; of a tree, those of the parameters.
func listedNames(p program) string {
	var names []string
	if e, tree := p.here().(explorer); tree {
		for _, l := range e.lines {
			if l.Node.Row != nil && l.Further < 0 {
				names = append(names, l.Node.Name)
			}
		}
		return strings.Join(names, ", ")
	}
	for _, l := range p.here().(panes).grid.table.lines {
		if l.chosen() {
			names = append(names, l.text)
		}
	}
	return strings.Join(names, ", ")
}

func TestWhatAFilterFinds(t *testing.T) {
	for _, c := range []struct{ view, typed, want string }{
		{"5", "psp", "api_key, base_url, timeout_ms"},
		{"5", "psp !key", "base_url, timeout_ms"},
		{"5", "3000", "timeout_ms"},
		{"5", "psp is:intentional", "base_url"},
		{"5", "is:drift", "api_key, timeout_ms"},
		{"5", "is:explained in:staging", "base_url"},
		{"5", "finding:recent", "timeout_ms"},
		{"5", "finding:plain", "api_key"},
		{"5", "acme-staging-/search", "es_host"},
		{"5", "~bsurl", "base_url"},
		{"5", "value:sandbox", "base_url"},
		{"5", "type:secure", "api_key"},
		{"5", "sandbox.psp", "base_url"},
		{"5", "https://sandbox", "base_url"},
		{"5", "is:missing account_3", "account_3"},
		{"5", "(secret)", ""},
		{"5", "nothing at all", ""},
		{"4", "psp-ranges", "payments-api  Egress tcp 443"},
		{"4", "payments is:missing", "payments-api  Ingress tcp 8080"},
		{"4", "ingress:0.0.0.0/0", "payments-api  Ingress tcp 8080"},
		{"4", "vpc-main", "payments-api  VpcId"},
		{"4", "is:same app", "app-04, app-05, app-06, app-07, app-08, app-09"},
		{"2", "instancetype:t3.micro web", "web-billing  InstanceType, web-search  InstanceType, web-shop  InstanceType"},
		{"2", "is:unknown", "jobs"},
		{"2", "t3.large !in:staging web-shop", "web-shop  InstanceType"},
		{"3", "!is:same !search", "orders, EngineVersion, MultiAZ, orders  Parameters.max_connections"},
	} {
		p := filtering(opened(t, 200, 50, Options{}), c.view, c.typed)
		if got := listedNames(p); got != c.want {
			t.Errorf("%s / %s: %q, want %q", c.view, c.typed, got, c.want)
		}
		frametest.Check(t, 200, 50, p.frame)
	}
}

// TestAFilterTypedOnFindsWhatTheWholeOneDoes: narrowing from key to key comes to the same as searching anew.
func TestAFilterTypedOnFindsWhatTheWholeOneDoes(t *testing.T) {
	p := pressed(opened(t, 100, 30, Options{}), "5")
	pieces := []string{"p", "psp", " ", "!", "~", "is:", "is:d", "rift", "in:st", "value:", "30", "/", "timeout", "\"", "is:same"}
	rapid.Check(t, func(t *rapid.T) {
		v := p.view()
		types := v.tabs[3].Types
		var typedOn search
		typed := ""
		for range rapid.IntRange(1, 8).Draw(t, "keys") {
			typed += rapid.SampledFrom(pieces).Draw(t, "key")
			typedOn = typedOn.on(v, typed, types)
			anew := search{}.on(v, typed, types)
			for _, of := range types {
				if !slices.Equal(typedOn.found[of.Name], anew.found[of.Name]) {
					t.Fatalf("%q: %v when typed on, %v anew", typed, typedOn.found[of.Name], anew.found[of.Name])
				}
			}
		}
	})
}

// TestManyRowsAreFoundInTheirOrder: rows that are searched in parts at once are those that one alone finds.
func TestManyRowsAreFoundInTheirOrder(t *testing.T) {
	p := pressed(manyParameters(t, 5*fewRows/2), "5")
	v := p.view()
	of := v.tabs[3].Types[0]
	all := v.digest.textsOf(of)
	for _, typed := range []string{"name_0042", "value:77", "!value:7", "is:same", "zzzz", "~nm42"} {
		s := search{}.on(v, typed, []*model.Type{of})
		alone := s.through(all, upTo(len(all.rows)))
		if !slices.Equal(s.found[of.Name], alone) {
			t.Errorf("%q: %d rows in parts, %d by one", typed, len(s.found[of.Name]), len(alone))
		}
		if typed != "zzzz" && len(alone) == 0 {
			t.Errorf("%q finds nothing; the test says nothing", typed)
		}
	}
}

// TestTheCursorComesBackWhenTheFilterGoes: what the cursor was on is what it is on again, unless it was moved.
func TestTheCursorComesBackWhenTheFilterGoes(t *testing.T) {
	on := func(p program) string {
		if l := p.here().(pointing).pointed(p.view()); l != nil {
			return strings.TrimSpace(l.text)
		}
		return ""
	}
	for _, c := range []struct{ view, typed, found string }{
		{"4 d d j j j j j j j", "0/0", "payments-api"},
		{"2 d j j j", "batch-v2", "batch-v2"},
		{"5 d d E j j j j", "es_host", "es_host"},
		{"3 d d g enter j j j", "dbinst", "DBInstanceClass"},
	} {
		p := pressed(opened(t, 120, 30, Options{}), c.view)
		before := on(p)
		p = filtering(p, "", c.typed)
		if on(p) == before || !strings.Contains(listedOf(p), c.found) {
			t.Fatalf("%s: the filter leaves the cursor on %q; the test says nothing", c.view, before)
		}
		if got := on(pressed(p, "esc")); got != before {
			t.Errorf("%s: after the filter the cursor is on %q, want %q", c.view, got, before)
		}
		resized := sent(sent(p, tea.WindowSizeMsg{Width: 80, Height: 20}), tea.WindowSizeMsg{Width: 120, Height: 30})
		if got := on(pressed(resized, "esc")); got != before {
			t.Errorf("%s: after the filter and a resize the cursor is on %q, want %q", c.view, got, before)
		}
	}
	p := pressed(opened(t, 120, 30, Options{}), "4 d d j j")
	before := on(p)
	p = pressed(filtering(p, "", "app"), "enter j j")
	chosen := on(p)
	if got := on(pressed(p, "esc")); got != chosen || got == before {
		t.Errorf("the cursor was moved to %q, and is on %q", chosen, got)
	}
}

// listedOf are the texts of the lines in sight.
func listedOf(p program) string { return frametest.Plain(p.frame()) }

// TestASecretIsNotFoundByItsContent: neither a sealed value nor what a masked text hides can be guessed.
func TestASecretIsNotFoundByItsContent(t *testing.T) {
	c := newCompany()
	c.add("AWS::SSM::Parameter", "/a/key", "Type", "String")
	sealer := model.NewSealer([]byte("0123456789abcdef"))
	for i := range c.row.Cells {
		c.row.Cells[i].Resources[0].Set(model.Dotted("Value"), sealer.Seal("hunter2"))
		c.row.Cells[i].Resources[0].Set(model.Dotted("Url"), model.CredentialValue("postgres://user:"+model.Mask+"@host", sealer.Token("hunter2")))
	}
	c.differs(entryOf{path: model.Dotted("Value"), in: staging, verdict: model.Locked, mine: sealer.Seal("hunter3"), baseline: sealer.Seal("hunter2")})
	p := sent(opened(t, 100, 30, Options{}), comparedMsg{baseline: "prod", digest: c.digest()})
	token := sealer.Token("hunter2")
	for _, typed := range []string{"hunter2", "value:hunter", "hunter3", token, token[:12], strings.Split(token, ":")[1]} {
		if got := listedNames(filtering(p, "5", typed)); got != "" {
			t.Errorf("%q finds %q", typed, got)
		}
	}
	if got := listedNames(filtering(p, "5", "user:")); got == "" {
		t.Error("what is around a secret is not found; the test says nothing")
	}
}

func TestOnlySoManyAreListed(t *testing.T) {
	c := acme()
	for i := range 1200 {
		c.add("AWS::EC2::SecurityGroup", fmt.Sprintf("name-%04d", i), "GroupName", "same")
	}
	p := filtering(sent(opened(t, 200, 60, Options{}), comparedMsg{baseline: "prod", digest: c.digest()}), "4", "name-")
	if got := p.here().(panes).facts; got != "1 200 of 1 212 shown" {
		t.Errorf("%q", got)
	}
	p = pressed(p, "enter G")
	grid := p.here().(panes).grid
	if l := grid.selected(); l.kind != restLine || l.text != "700 more rows are found" {
		t.Errorf("the last line is %q", l.text)
	}
	frametest.Check(t, 200, 60, p.frame)
	if p = pressed(p, "enter"); p.typing == nil {
		t.Error("Enter on it does not type the filter on")
	}
}

// manyParameters is the program with so many parameters more, that are the same everywhere.
func manyParameters(t testing.TB, n int) program {
	c := acme()
	for i := range n {
		c.add("AWS::SSM::Parameter", fmt.Sprintf("/many/folder_%03d/name_%06d", i%500, i*7919%n),
			"ARN", fmt.Sprintf("arn:aws:ssm:eu-west-1:111111111111:parameter/many/folder_%03d/name_%06d", i%500, i), "DataType", "text",
			"Tier", "Standard", "Type", "String", "Value", fmt.Sprintf("value %d of many", i*31%n), "Version", fmt.Sprint(i%20))
	}
	return sent(opened(t, 200, 60, Options{}), comparedMsg{baseline: "prod", digest: c.digest()})
}

// BenchmarkFilterKey is a key typed into the filter and the frame after it, among 100,000 rows of three
// environments. Each round types a filter letter by letter.
func BenchmarkFilterKey(b *testing.B) {
	for _, typed := range []string{"name_0421", "zzzz", "!zzz", "~nm42", "is:drift", "value:99", "in:staging 421", "value 777"} {
		b.Run(typed, func(b *testing.B) {
			p := pressed(manyParameters(b, 100_000), "5 /")
			p.world.digest.textsOf(p.world.tabs[3].Types[0])
			var keys []tea.KeyPressMsg
			for _, r := range typed {
				keys = append(keys, tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			// The last key takes all of it back.
			keys = append(keys, keyPress("ctrl+u"))
			b.ReportAllocs()
			var hand hand
			for i := 0; b.Loop(); i++ {
				p = hand.press(p, keys[i%len(keys)])
			}
			hand.report(b)
		})
	}
}

// BenchmarkTexts is what a filter has to make of 100,000 rows of three environments before it finds in them.
func BenchmarkTexts(b *testing.B) {
	p := manyParameters(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		if made := p.world.digest.makeTexts(p.world.tabs[3].Types[0]); len(made.names) < 100_000 {
			b.Fatal("they are not made")
		}
	}
}
