package compare_test

import (
	"testing"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

func TestSizesAreExplainedInWords(t *testing.T) {
	sizes := map[string]model.InstanceSize{
		"t3.small": {VCPUs: 2, MemoryMiB: 2048, Burstable: true, Network: "Up to 5 Gigabit"},
		"m5.large": {VCPUs: 2, MemoryMiB: 8192, Network: "Up to 10 Gigabit"},
	}
	staging := mt.Inventory("staging", mt.Resource(mt.Instance, "i-1", "web-staging", "InstanceType=t3.small"))
	prod := mt.Inventory("prod", mt.Resource(mt.Instance, "i-2", "web-prod", "InstanceType=m5.large"))
	reason := func() string {
		result, err := compare.Run(mt.Catalog(), []*model.Inventory{staging, prod}, compare.Options{Now: mt.Loaded})
		if err != nil || len(result.Entries) != 1 {
			t.Fatal(err, len(result.Entries))
		}
		return result.Entries[0].Reason
	}
	if got := reason(); got != "" {
		t.Errorf("AWS told nothing, and the reason is %q", got)
	}
	staging.Sizes, prod.Sizes = sizes, sizes
	if got, want := reason(), "2 GiB, burstable CPU, Up to 5 Gigabit against 8 GiB, steady CPU, Up to 10 Gigabit"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What goes with a difference is named whatever explains the difference.
func TestWhatFollowsIsNamedWhateverExplains(t *testing.T) {
	dev := mt.Inventory("dev", mt.Resource(mt.Instance, "i-1", "web-dev", "InstanceType=t3.small", "CpuOptions.CoreCount=1"))
	prod := mt.Inventory("prod", mt.Resource(mt.Instance, "i-2", "web-prod", "InstanceType=t3.xlarge", "CpuOptions.CoreCount=2"))
	result, err := compare.Run(mt.Catalog(), []*model.Inventory{dev, prod}, compare.Options{Now: mt.Loaded})
	if err != nil || len(result.Entries) != 1 {
		t.Fatal(err, len(result.Entries))
	}
	if got, want := result.Entries[0].Reason, "dev is relaxed: a smaller size; with it CpuOptions.CoreCount"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
