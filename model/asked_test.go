package model

import (
	"slices"
	"testing"
)

func TestLines(t *testing.T) {
	db := &Type{Plural: "databases", Checklist: "database configuration", Asked: []Asked{{"database versions", Dotted("EngineVersion")}}}
	if got := db.Lines(); !slices.Equal(got, []string{"database versions", "database configuration"}) {
		t.Errorf("lines %q", got)
	}
	for path, want := range map[string]string{"EngineVersion": "database versions", "MultiAZ": "database configuration"} {
		if got := db.LineOf(Dotted(path)); got != want {
			t.Errorf("%s is asked for by %q, want %q", path, got, want)
		}
	}
	if got := db.LineOf(Path{}); got != "database configuration" {
		t.Errorf("a whole database is asked for by %q", got)
	}
	if got := (&Type{Plural: "queues"}).Lines(); !slices.Equal(got, []string{"queues"}) {
		t.Errorf("a type without a line has %q", got)
	}
}
