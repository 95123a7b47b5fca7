package report

import (
	"bytes"
	"strings"
	"testing"

	"parity/model"
)

// Where nobody set a value, reports tell the one AWS means, and that it is the default.
func TestWhatIsNotSetHasItsDefault(t *testing.T) {
	b := compared(inventory("staging", model.Mirror, "333301333301"), inventory("prod", model.Baseline, "777702777702"))
	e := differs(databaseType, "pg15", "Parameters.idle_timeout", "600000", "")
	e.Baseline.Default, e.Reason = model.TextValue("86400000"), "prod has the engine default"
	b.cause(model.Cause{Kind: model.CauseSingle, Environment: "staging", Title: "idle_timeout"}, e)
	if out := textOf(t, b.Comparison, Options{Show: ShowAll, Width: 200}); !strings.Contains(out, "staging 600000 · prod 86400000 (default)") {
		t.Errorf("the text is\n%s", out)
	}
	if out := jsonOf(t, b.Comparison); !bytes.Contains(out, []byte(`"baselineValue":"86400000"`)) {
		t.Errorf("the JSON is\n%s", out)
	}
	e.Baseline.Default = model.Value{}
	if out := jsonOf(t, b.Comparison); !bytes.Contains(out, []byte(`"baselineValue":null`)) {
		t.Errorf("without a default the JSON is\n%s", out)
	}
}
