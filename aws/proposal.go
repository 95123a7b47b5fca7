package aws

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"parity/model"
)

// samples is how many tails of another environment's parameters are looked for in one that has none.
const samples = 3

// proposeRoots looks, where an environment has no parameters and another has, for roots under which the
// other's tails exist: /prod/payments/db/host says that staging may live where …/payments/db/host is.
func proposeRoots(ctx context.Context, rd *reader, inventories []*model.Inventory) {
	tails := sampleTails(inventories)
	if len(tails) == 0 || !slices.Contains(rd.asked, parameterType.Name) {
		return
	}
	for i, t := range rd.tenants {
		inv := inventories[t.index]
		if !t.byConvention(parameterType) || len(inv.Of(parameterType.Name)) > 0 || whole(inv.Unread, parameterType.Name) != nil {
			continue
		}
		if roots := rootsOf(ctx, rd, tails, rd.tenants[i]); len(roots) > 0 {
			inv.Selection.Meant[parameterType.Name] = roots
		}
	}
}

// sampleTails are the longest tails below a root, of the environment that has the most parameters: long
// ones are the least likely to be found elsewhere by accident.
func sampleTails(inventories []*model.Inventory) []string {
	var tails []string
	most := 0
	for _, inv := range inventories {
		parameters := inv.Of(parameterType.Name)
		if len(parameters) <= most || len(inv.Environment.Roots) == 0 {
			continue
		}
		most = len(parameters)
		tails = nil
		root := inv.Environment.Roots[0]
		for _, p := range parameters {
			if tail := strings.TrimPrefix(p.Name, root); below(p.Name, root) && strings.Count(tail, "/") > 1 {
				tails = append(tails, tail)
			}
		}
	}
	slices.SortFunc(tails, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(b, "/"), strings.Count(a, "/")), cmp.Compare(a, b))
	})
	return tails[:min(samples, len(tails))]
}

// rootsOf lists the roots that the tails have in an account, those of the most tails first. It only helps,
// so that a failure gives no proposal and nothing else.
func rootsOf(ctx context.Context, rd *reader, tails []string, t *tenant) []string {
	client := ssm.NewFromConfig(rd.config)
	found := map[string]int{}
	for _, tail := range tails {
		answer, err := client.DescribeParameters(ctx, &ssm.DescribeParametersInput{
			MaxResults:       sdk.Int32(metadataPage),
			ParameterFilters: []types.ParameterStringFilter{{Key: sdk.String("Name"), Option: sdk.String("Contains"), Values: []string{tail}}},
		})
		if err != nil {
			return nil
		}
		for _, p := range answer.Parameters {
			root, ok := strings.CutSuffix(sdk.ToString(p.Name), tail)
			if ok && root != "" && !isPublic(sdk.ToString(p.Name)) && !claimedByOther(rd, t, sdk.ToString(p.Name)) {
				found[root]++
			}
		}
	}
	roots := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), cmp.Compare(a, b))
	})
	return roots[:min(samples, len(roots))]
}

func claimedByOther(rd *reader, t *tenant, name string) bool {
	return slices.ContainsFunc(rd.tenants, func(other *tenant) bool { return other != t && other.holds(name) })
}
