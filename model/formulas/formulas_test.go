package formulas

import (
	"strings"
	"testing"
)

const gib = 1 << 30

func on(memory, processors int64) Variables {
	return func(name string) (int64, bool) {
		switch name {
		case "DBInstanceClassMemory":
			return memory, true
		case "DBInstanceVCPU":
			return processors, true
		}
		return 0, false
	}
}

func TestValue(t *testing.T) {
	for text, want := range map[string]int64{
		"{DBInstanceClassMemory/12582880}":                  1365,
		"{DBInstanceClassMemory*3/4}":                       12 * gib,
		"LEAST({DBInstanceClassMemory/9531392},5000)":       1802,
		"LEAST({DBInstanceClassMemory/9531392}, 1000)":      1000,
		"{LEAST({DBInstanceClassMemory/9531392},5000)}":     1802,
		"GREATEST({DBInstanceClassMemory/64371566592},3)":   3,
		"GREATEST(${DBInstanceVCPU*2},8)":                   8,
		"SUM({DBInstanceClassMemory/12038},-50003)":         1427136 - 50003,
		"{log(DBInstanceClassMemory/8187281408)*1000}":      1000,
		"{DBInstanceVCPU}":                                  2,
		"GREATEST({DBInstanceClassMemory*1024/63963136},1)": 275036,
		"{DBInstanceClassMemory/(1024*1024)}":               16384,
		"GREATEST({log(DBInstanceClassMemory/805306368)*45},{log(DBInstanceClassMemory/8187281408)*1000})": 1000,
	} {
		f, ok := Parse(text)
		if !ok {
			t.Errorf("%s is no formula", text)
			continue
		}
		if got, ok := f.Value(on(16*gib, 2)); !ok || got != want {
			t.Errorf("%s is %d (%t), want %d", text, got, ok, want)
		}
	}
}

// The numbers of connections that AWS gives in its manuals for classes of Aurora MySQL.
func TestConnectionsOfAurora(t *testing.T) {
	f, _ := Parse("GREATEST({log(DBInstanceClassMemory/805306368)*45},{log(DBInstanceClassMemory/8187281408)*1000})")
	for memory, want := range map[int64]int64{2 * gib: 45, 4 * gib: 90, 16 * gib: 1000, 32 * gib: 2000, 64 * gib: 3000} {
		if got, ok := f.Value(on(memory, 2)); !ok || got != want {
			t.Errorf("with %d GiB there are %d, want %d", memory/gib, got, want)
		}
	}
}

func TestTextsThatAreNone(t *testing.T) {
	for _, text := range []string{"", "400", "pg_stat_statements,auto_explain", "DBInstanceClassMemory/4", "%t:%r:%u@%d:[%p]:", "{}", "{1}", "GREATEST(1,2)", "{"} {
		if _, ok := Parse(text); ok {
			t.Errorf("%q is taken for a formula", text)
		}
	}
}

// What cannot be computed still tells what it depends on.
func TestWhatHasNoValue(t *testing.T) {
	for _, text := range []string{
		"{DBInstanceClassMemory>17179869184}", "{DBInstanceClassMemory/0}", "{DBInstanceClassMemory*9223372036854775807}", "{DBInstanceClassMemory*}",
		"{DBInstanceClassMemory", "IF({DBInstanceClassMemory},1,2)", "LEAST({DBInstanceClassMemory},)", "{log(DBInstanceClassMemory,2)}",
		"{log(-1)*DBInstanceClassMemory}", "{DBInstanceClassMemory/4} MB", "{DBInstanceClassMemory/99999999999999999999}", "SUM({DBInstanceClassMemory},9223372036854775807)",
		strings.Repeat("{", 500) + "DBInstanceClassMemory" + strings.Repeat("}", 500), "{DBInstanceClassMemory*EndPointPort}", "{DBInstanceClassMemory*0.75}", "-",
		"{-DBInstanceClassMemory*-9223372036854775807}",
	} {
		f, ok := Parse(text)
		if !ok {
			if text != "-" {
				t.Errorf("%.60s is no formula", text)
			}
			continue
		}
		if !f.Uses("DBInstanceClassMemory") || f.Uses("log") || f.Uses("LEAST") {
			t.Errorf("%.60s: variables are %q", text, f.variables)
		}
		if got, ok := f.Value(on(16*gib, 2)); ok {
			t.Errorf("%.60s is %d", text, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("GREATEST({log(DBInstanceClassMemory/805306368)*45},${DBInstanceVCPU*-2})")
	f.Fuzz(func(t *testing.T, text string) {
		formula, ok := Parse(text)
		if !ok {
			return
		}
		if len(formula.variables) == 0 || !strings.Contains(text, formula.variables[0]) {
			t.Errorf("%q has the variables %q", text, formula.variables)
		}
		formula.Value(on(16*gib, 2))
	})
}
