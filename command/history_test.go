package command

import (
	"os"
	"strings"
	"testing"

	"parity/model"
)

// TestHistoryOfWhatIsNotInAWS: the demo tells the story of its incident, what it does not tell it says, and a
// snapshot has no past.
func TestHistoryOfWhatIsNotInAWS(t *testing.T) {
	p := &program{Process: Process{Demo: os.DirFS(demoFolder)}}
	pl, err := p.plan(&sourceFlags{demo: true, timeout: 1}, &comparisonFlags{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := newLoader(pl)
	of := func(environment, name string) model.History {
		return l.History(t.Context(), environment, &model.Resource{Type: "AWS::SSM::Parameter", ID: name, Name: name})
	}
	h := of("prod", "/prod/payments/psp/timeout_ms")
	if h.Unread != nil || len(h.Versions) != 13 {
		t.Fatalf("%d versions, %+v", len(h.Versions), h.Unread)
	}
	for i, want := range []string{"13 800 ci-deploy 2026-11-24", "12 3000 a.silva 2026-09-03", "11 3000 terraform 2026-03-14"} {
		v := h.Versions[i]
		by := v.Get(model.Dotted("LastModifiedUser")).Text()
		got := v.Get(model.Dotted("Version")).Text() + " " + v.Get(model.Dotted("Value")).Text() + " " + by[strings.LastIndex(by, "/")+1:] +
			" " + v.Get(model.Dotted("LastModifiedDate")).Text()[:10]
		if got != want {
			t.Errorf("version %d is %q, want %q", i, got, want)
		}
	}
	if h := of("prod", "/prod/web/url"); h.Unread == nil || !strings.Contains(h.Unread.Message, "a few parameters only") {
		t.Errorf("%+v", h)
	}
	pl.environments[0].filed = true
	if h := of(pl.environments[0].name, "/dev/payments/psp/timeout_ms"); h.Unread == nil || !strings.Contains(h.Unread.Message, "a snapshot keeps no versions") {
		t.Errorf("%+v", h)
	}
	if h := of("nobody", "/x"); h.Unread == nil {
		t.Errorf("%+v", h)
	}
}
