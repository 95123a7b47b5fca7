package compare_test

import "testing"

// What probably means the same stays a difference, and says so.
func TestPitfall45ProbablyEquivalent(t *testing.T) {
	for _, c := range []struct{ mine, base, want string }{
		{"ON", "1", "probably equivalent: both mean yes"},
		{"false", "0", "probably equivalent: both mean no"},
		{"on", "off", ""},
		{"yes", "2", ""},
		{"utf8MB4", "utf8mb4", "probably equivalent: they differ in case or white space alone"},
		{"100", "1e2", "probably equivalent: the same number, written differently"},
		{"100", "1000", ""},
		{"pg_stat_statements,auto_explain", "auto_explain, pg_stat_statements", "the same elements in another order"},
		{"a,b", "a,c", ""},
		{"a b", "b a", ""},
	} {
		result := compared(t, inv("staging", text("staging", c.mine)), inv("prod", text("prod", c.base)))
		e := result.Entries[0]
		if e.Verdict.String() != "drift" || e.Reason != c.want {
			t.Errorf("%q against %q: %s, %q; want %q", c.mine, c.base, e.Verdict, e.Reason, c.want)
		}
	}
}
