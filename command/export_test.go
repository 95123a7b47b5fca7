package command

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/checklist"
	"parity/model/compare"
	"parity/model/modeltest"
	"parity/ui"
)

var exportedAt = time.Date(2026, 11, 24, 2, 31, 0, 0, time.UTC)

// demoResult is what the demo's environments compare to.
func demoResult(t *testing.T) *compare.Result {
	t.Helper()
	p := &program{Process: Process{Demo: os.DirFS(demoFolder)}}
	pl, err := p.plan(&sourceFlags{demo: true, timeout: patience}, &comparisonFlags{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := pl.holdAgainst(""); err != nil {
		t.Fatal(err)
	}
	inventories, err := newLoader(pl).Load(t.Context(), everything, func(model.Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	result, err := pl.compare(inventories, pl.baseline())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func exportedText(t *testing.T, folder string, r ui.Record) (name, text string) {
	t.Helper()
	name, err := exporter{folder}.Export(r)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return name, string(data)
}

func TestARecordOverwritesNothing(t *testing.T) {
	folder := t.TempDir()
	r := ui.Record{Result: demoResult(t), At: exportedAt}
	for _, want := range []string{"parity-dev-staging-prod-2026-11-24.md", "parity-dev-staging-prod-2026-11-24-2.md", "parity-dev-staging-prod-2026-11-24-3.md"} {
		name, text := exportedText(t, folder, r)
		if name != want || !strings.Contains(text, "payments-api") {
			t.Errorf("%s, want %s: %.80q", name, want, text)
		}
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 3 {
		t.Errorf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		if info, err := file.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s may be read by others: %v, %v", file.Name(), info.Mode(), err)
		}
	}
}

func TestARecordThatCannotBeWritten(t *testing.T) {
	r := ui.Record{Result: demoResult(t), At: exportedAt}
	_, err := exporter{filepath.Join(t.TempDir(), "nowhere")}.Export(r)
	if err == nil || !strings.Contains(err.Error(), "no such file or directory; start parity in a folder that you may write to") {
		t.Errorf("%v", err)
	}
	full := t.TempDir()
	name := recordName(r)
	for n := range mostOfOneName {
		file := name + ".md"
		if n > 0 {
			file = name + "-" + string(rune('0'+(n+1)/100)) + string(rune('0'+(n+1)/10%10)) + string(rune('0'+(n+1)%10)) + ".md"
			file = strings.ReplaceAll(strings.ReplaceAll(file, "-00", "-"), "-0", "-")
		}
		if err := os.WriteFile(filepath.Join(full, file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := (exporter{full}).Export(r); err == nil {
		t.Error("the hundred and first record of a day is written")
	}
}

func TestWhatARecordIsCalled(t *testing.T) {
	result := demoResult(t)
	for title, want := range map[string]string{
		"payments time out":             "parity-payments-time-out-2026-11-24",
		"../../etc/passwd":              "parity-etc-passwd-2026-11-24",
		"\x1b[2J":                       "parity-2j-2026-11-24",
		"支払い":                           "parity-dev-staging-prod-2026-11-24",
		"":                              "parity-dev-staging-prod-2026-11-24",
		strings.Repeat("long ", 40):     "parity-" + strings.Repeat("long-", 8) + "long-2026-11-24",
		strings.Repeat("endless", 40):   "parity-" + strings.Repeat("endless", 40)[:mostSlug] + "-2026-11-24",
		"CON: 50% of ”checkouts” fail!": "parity-con-50-of-checkouts-fail-2026-11-24",
	} {
		r := ui.Record{Result: result, Investigation: &checklist.Investigation{Title: title}, At: exportedAt}
		if got := recordName(r); got != want {
			t.Errorf("%q: %s, want %s", title, got, want)
		}
	}
}

// TestAShareSafeRecordHoldsNoValue: of all that differs in the demo no value is in the record, nor what quotes one.
func TestAShareSafeRecordHoldsNoValue(t *testing.T) {
	result := demoResult(t)
	open, safe := ui.Record{Result: result, At: exportedAt}, ui.Record{Result: result, At: exportedAt, ShareSafe: true}
	_, withValues := exportedText(t, t.TempDir(), open)
	_, without := exportedText(t, t.TempDir(), safe)
	var names strings.Builder
	for _, row := range result.Rows {
		names.WriteString(row.Name + " " + row.Type.Singular + "\n")
		for i := range row.Cells {
			for _, r := range row.Cells[i].Resources {
				names.WriteString(r.Name + " " + r.ID + "\n")
			}
		}
		for _, e := range row.Entries {
			names.WriteString(e.Attribute.Head(min(2, e.Attribute.Len())).String() + "\n")
		}
	}
	looked := 0
	for _, e := range result.Entries {
		for _, side := range []model.Side{e.Mine, e.Baseline} {
			value := side.Value.Text()
			if len(value) < 4 || strings.Contains(names.String(), value) || !strings.Contains(withValues, value) || side.Value.Kind() == model.Bool {
				continue
			}
			looked++
			if strings.Contains(without, value) {
				t.Errorf("%s %s: %q is in the record", e.Name, e.Attribute, value)
			}
		}
	}
	if looked < 20 {
		t.Errorf("only %d values were looked for", looked)
	}
	for _, words := range []string{"payments-api", "staging", "(hidden)", "cross-environment", "777702777702"} {
		if !strings.Contains(without, words) {
			t.Errorf("%q is not in the record", words)
		}
	}
	for _, words := range []string{"10.30.4.17", "0.0.0.0/0", "15.4"} {
		if strings.Contains(without, words) {
			t.Errorf("%q is in the record", words)
		}
	}
	if _, again := exportedText(t, t.TempDir(), open); again != withValues {
		t.Error("hiding the values has changed what they are hidden of")
	}
}

// TestNoSecretIsInARecord: canaries in every kind of secret place.
func TestNoSecretIsInARecord(t *testing.T) {
	const canary = "hunter2-canary"
	fleet := func(name string) *model.Inventory {
		secret := modeltest.Param("/"+name+"/api/token", "")
		secret.Set(model.Dotted("Value"), model.SealedValue("r:"+canary+name))
		url := modeltest.Param("/"+name+"/api/url", "")
		url.Set(model.Dotted("Value"), model.CredentialValue("https://user:•••@"+name+".example/x", canary+name))
		web := modeltest.Resource(modeltest.Instance, "i-0"+name, "acme-"+name+"-web")
		web.Set(model.NewPath("Tags", "Login"), model.SealedValue("r:"+canary+name))
		return modeltest.Inventory(name, secret, url, web)
	}
	inventories := []*model.Inventory{fleet("staging"), fleet("prod")}
	result, err := compare.Run(modeltest.Catalog(), inventories, compare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, masked := range []bool{false, true} {
		inv := checklist.Investigation{Title: "tokens", Opened: exportedAt}
		_, text := exportedText(t, t.TempDir(), ui.Record{Result: result, ShareSafe: masked, Investigation: &inv, At: exportedAt})
		if strings.Contains(text, canary) {
			t.Errorf("share-safe %v: a secret is in the record:\n%s", masked, text)
		}
		if !slices.ContainsFunc(strings.Split(text, "\n"), func(l string) bool { return strings.Contains(l, "prod") }) {
			t.Error("the record is empty")
		}
	}
}
