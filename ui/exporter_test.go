package ui

import (
	"errors"
	"strings"
	"testing"

	"parity/model/compare"
)

// printer is an exporter of the tests: it keeps what it is given, or fails.
type printer struct {
	records []Record
	fails   error
}

func (x *printer) Export(r Record) (string, error) {
	if x.fails != nil {
		return "", x.fails
	}
	x.records = append(x.records, r)
	return "parity-x\x1b[2J-2026-11-24.md", nil
}

func TestExportFromEveryScreen(t *testing.T) {
	for _, keys := range []string{"", "2", "2 enter", "2 enter enter", "4", "5", "Y", "c"} {
		x := &printer{}
		p, _ := focusable(t, Options{Exporter: x})
		p = following(following(p, keys), "e")
		if len(x.records) != 1 || x.records[0].Result == nil || x.records[0].ShareSafe || x.records[0].At != night {
			t.Fatalf("%q e: %d records: %q", keys, len(x.records), p.notice)
		}
		if (x.records[0].Investigation != nil) != (keys == "c") {
			t.Errorf("%q: the investigation is %v", keys, x.records[0].Investigation)
		}
		wantsOnScreen(t, p, []string{"written: parity-x", "-2026-11-24.md: no secrets, but other values"}, nil)
		if following(p, "e"); len(x.records) != 2 {
			t.Error("a second e writes nothing")
		}
	}
}

func TestExportShareSafe(t *testing.T) {
	x := &printer{}
	p, _ := focusable(t, Options{Exporter: x})
	p = following(p, "S e")
	if len(x.records) != 1 || !x.records[0].ShareSafe || !strings.Contains(p.notice, "every value hidden") {
		t.Errorf("%+v: %q", x.records, p.notice)
	}
}

func TestExportThatFails(t *testing.T) {
	p, _ := focusable(t, Options{Exporter: &printer{fails: errors.New("parity.md: read-only\x1b[2J file system")}})
	p = following(p, "e")
	wantsOnScreen(t, p, []string{"not written: parity.md: read-only"}, nil)
	if p.exporting {
		t.Error("after a failure nothing is written any more")
	}
	without, _ := focusable(t, Options{})
	if without = following(without, "e"); without.notice != "nothing can be written here" {
		t.Errorf("%q", without.notice)
	}
	early := pressed(opened(t, 120, 40, Options{Exporter: &printer{}}), "e") // made by hand: there is no result
	if !strings.Contains(early.notice, "still being read") {
		t.Errorf("%q", early.notice)
	}
	again, _ := focusable(t, Options{Exporter: &printer{}})
	again = pressed(again, "e")
	if next, cmd := again.Update(keyPress("e")); cmd != nil || !next.(program).exporting {
		t.Error("two records are written at once")
	}
}

// TestAComparisonKeepsItsResult: what is compared for real can be recalled and exported.
func TestAComparisonKeepsItsResult(t *testing.T) {
	p, _ := focusable(t, Options{})
	var result *compare.Result = p.world.digest.result
	if result == nil || result.Comparison != p.world.digest.Comparison {
		t.Error("the comparison on the screen has no result")
	}
}
