package compare

import (
	"fmt"
	"strings"

	"parity/model"
)

// sizeWords says what two instance types or database classes are made of, where AWS told both; empty where
// it did not.
func (j *judge) sizeWords(environment int, o *outcome) string {
	if o.field.Size != model.ByName || o.mine == nil || o.base == nil {
		return ""
	}
	mine, okMine := j.paired.Inventories[environment].Sizes[o.mine.value.Text()]
	base, okBase := j.paired.Inventories[j.baseline].Sizes[o.base.value.Text()]
	if !okMine || !okBase {
		return ""
	}
	var mineWords, baseWords []string
	add := func(a, b string) {
		if a != b {
			mineWords, baseWords = append(mineWords, a), append(baseWords, b)
		}
	}
	add(fmt.Sprintf("%d vCPU", mine.VCPUs), fmt.Sprintf("%d vCPU", base.VCPUs))
	add(memory(mine.MemoryMiB), memory(base.MemoryMiB))
	add(burstable(mine.Burstable), burstable(base.Burstable))
	add(mine.Network, base.Network)
	if len(mineWords) == 0 {
		return ""
	}
	return strings.Join(mineWords, ", ") + " against " + strings.Join(baseWords, ", ")
}

// memory is an amount in the unit people buy it in.
func memory(mib int64) string {
	if mib%1024 == 0 {
		return fmt.Sprintf("%d GiB", mib/1024)
	}
	return fmt.Sprintf("%.1f GiB", float64(mib)/1024)
}

func burstable(is bool) string {
	if is {
		return "burstable CPU"
	}
	return "steady CPU"
}
