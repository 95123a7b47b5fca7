package aws

import "testing"

// skipped says that a short run leaves out the nth of many changes. The race detector's is short: races are the same
// in any of them, and all are tried without it.
func skipped(n int) bool { return testing.Short() && n%9 != 0 }
