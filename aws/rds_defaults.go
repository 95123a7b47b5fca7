package aws

import (
	"cmp"
	"context"
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"
	"golang.org/x/sync/errgroup"

	"parity/model"
	"parity/model/secrets"
)

// familyPath is what a parameter group's values stand in for where nobody set one.
var familyPath = model.Dotted("DBParameterGroupFamily")

// defaultGroup begins the names of the groups that AWS makes, one for each family.
const defaultGroup = "default."

// dynamic is what AWS calls a parameter that takes effect without a restart; the others are static.
const dynamic = "dynamic"

// families lists the families of parameter groups of one type.
func families(groups []*model.Resource, t *model.Type) []string {
	groups = slices.DeleteFunc(slices.Clone(groups), func(r *model.Resource) bool { return r.Type != t.Name })
	return distinctOf(groups, isPath(familyPath))
}

// defaultsOf is a job that asks for what the engines of some families have where nobody set a value: all of
// it, since which names the other environments set is not known here. Without it a value stays what it is,
// and what it differs from is not told.
func defaultsOf(ctx context.Context, r *reading, t *model.Type, families []string,
	call func(ctx context.Context, family, marker *string) (*types.EngineDefaults, error),
) func() error {
	return func() error {
		errs := make([]error, len(families))
		var group errgroup.Group
		for i, family := range families {
			group.Go(func() error {
				errs[i] = readDefaults(ctx, r, &model.Defaults{Type: t.Name, Of: family}, call)
				return nil
			})
		}
		_ = group.Wait() // what fails is told below, once for all that fail alike
		var lost []string
		var first error
		for i, err := range errs {
			if err != nil {
				lost, first = append(lost, families[i]), cmp.Or(first, err)
			}
		}
		if first != nil {
			r.note(first, "engine defaults of "+strings.Join(lost, ", ")+" stay unknown")
		}
		return nil
	}
}

// readDefaults reads those of one family. Of a chain of pages that breaks, what came is kept.
func readDefaults(ctx context.Context, r *reading, d *model.Defaults,
	call func(ctx context.Context, family, marker *string) (*types.EngineDefaults, error),
) error {
	d.Values = map[string]string{}
	err := pages(ctx, func(ctx context.Context, marker *string) (*string, error) {
		page, err := call(ctx, &d.Of, marker)
		if err != nil || page == nil {
			return nil, err
		}
		for _, p := range page.Parameters {
			addDefault(r.sealer, d, p)
			if sdk.ToString(p.ApplyType) == dynamic {
				d.Dynamic = append(d.Dynamic, sdk.ToString(p.ParameterName))
			}
		}
		return page.Marker, nil
	})
	slices.Sort(d.Dynamic)
	if len(d.Values) > 0 || len(d.Dynamic) > 0 {
		r.addDefaults(d)
	}
	return err
}

// addDefault keeps a default unless it is, or has, a secret: nothing is held against those.
func addDefault(sealer *model.Sealer, d *model.Defaults, p types.Parameter) {
	if p.ParameterValue == nil {
		return
	}
	name := sdk.ToString(p.ParameterName)
	if _, secret := secrets.Hide(sealer, name, *p.ParameterValue).Secret(); !secret {
		d.Values[name] = *p.ParameterValue
	}
}

func engineDefaults(client *rds.Client) func(context.Context, *string, *string) (*types.EngineDefaults, error) {
	return func(ctx context.Context, family, marker *string) (*types.EngineDefaults, error) {
		page, err := client.DescribeEngineDefaultParameters(ctx, &rds.DescribeEngineDefaultParametersInput{
			DBParameterGroupFamily: family, MaxRecords: sdk.Int32(rdsPage), Marker: marker,
		}, unlessThrottled)
		if err != nil {
			return nil, err
		}
		return page.EngineDefaults, nil
	}
}

func clusterDefaults(client *rds.Client) func(context.Context, *string, *string) (*types.EngineDefaults, error) {
	return func(ctx context.Context, family, marker *string) (*types.EngineDefaults, error) {
		page, err := client.DescribeEngineDefaultClusterParameters(ctx, &rds.DescribeEngineDefaultClusterParametersInput{
			DBParameterGroupFamily: family, MaxRecords: sdk.Int32(rdsPage), Marker: marker,
		}, unlessThrottled)
		if err != nil {
			return nil, err
		}
		return page.EngineDefaults, nil
	}
}

// unlessThrottled tries a call once: it only explains, and nobody should wait for what AWS, or an emulator that does not
// know the call, fails to do. Where there were too many calls it is tried again as others are.
func unlessThrottled(o *rds.Options) { o.Retryer = throttledOnly{o.Retryer} }

type throttledOnly struct{ sdk.Retryer }

func (r throttledOnly) IsErrorRetryable(err error) bool {
	return throttled(err) && r.Retryer.IsErrorRetryable(err)
}
