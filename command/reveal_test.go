package command

import (
	"os"
	"strings"
	"testing"

	"parity/model"
)

// TestRevealOfWhatIsNotInAWS: files hold no secrets, and say so.
func TestRevealOfWhatIsNotInAWS(t *testing.T) {
	p := &program{Process: Process{Demo: os.DirFS(demoFolder)}}
	pl, err := p.plan(&sourceFlags{demo: true, timeout: 1}, &comparisonFlags{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	pl.environments[0].filed = true
	l := newLoader(pl)
	for environment, want := range map[string]string{pl.environments[0].name: "a snapshot holds no secrets", "prod": "the demo holds no secrets", "nobody": "no environment is called nobody"} {
		secret, err := l.Reveal(t.Context(), environment, &model.Resource{Type: "AWS::SSM::Parameter", ID: "/x"}, model.Dotted("Value"))
		if secret != "" || err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %q, %v", environment, secret, err)
		}
	}
}
