package aws

import (
	"context"
	"errors"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"
	"golang.org/x/sync/errgroup"

	"parity/model"
)

// decryptParameters asks for SecureStrings in batches of one key each, since one key that is denied fails
// a whole batch.
func decryptParameters(ctx context.Context, r *reading, chosen []*model.Resource) {
	byKey := map[string][]*model.Resource{}
	for _, resource := range chosen {
		if resource.Get(model.Dotted("Type")).Text() == string(types.ParameterTypeSecureString) {
			key := resource.Get(model.Dotted("KeyId")).Text()
			byKey[key] = append(byKey[key], resource)
		}
	}
	d := decrypter{r, ssm.NewFromConfig(r.config)}
	var group errgroup.Group
	group.SetLimit(chains)
	for _, resources := range byKey {
		group.Go(func() error { d.key(ctx, resources); return nil })
	}
	_ = group.Wait() // what fails is in the reading
}

type decrypter struct {
	*reading
	client *ssm.Client
}

// key decrypts what one key protects. A batch that is denied is asked for one by one, unless all of such
// a batch has been denied before: then the key is, and asking on would only cost calls.
func (d decrypter) key(ctx context.Context, resources []*model.Resource) {
	hopeless := false
	for batch := range slices.Chunk(resources, valuesPage) {
		err := d.batch(ctx, batch)
		switch {
		case err == nil:
		case len(batch) == 1, hopeless, !isLocked(err):
			d.stayLocked(err, batch...)
		default:
			hopeless = true
			for _, resource := range batch {
				if err := d.batch(ctx, []*model.Resource{resource}); err != nil {
					d.stayLocked(err, resource)
				} else {
					hopeless = false
				}
			}
		}
	}
}

func (d decrypter) stayLocked(err error, resources ...*model.Resource) {
	ids := make([]string, len(resources))
	for i, resource := range resources {
		ids[i] = resource.ID
	}
	d.hideOf(err, parameterType, ids, valuePart)
}

// errGone is of a parameter that was there when the list was read.
var errGone = refusal{"ParameterNotFound", "it was deleted or renamed while it was being read; reload"}

func (d decrypter) batch(ctx context.Context, resources []*model.Resource) error {
	byName := map[string]*model.Resource{}
	var names []string
	for _, resource := range resources {
		byName[resource.ID] = resource
		names = append(names, resource.ID)
	}
	answer, err := d.client.GetParameters(ctx, &ssm.GetParametersInput{Names: names, WithDecryption: sdk.Bool(true)})
	if err != nil {
		return decryption{err}
	}
	for _, p := range answer.Parameters {
		if resource := byName[sdk.ToString(p.Name)]; resource != nil {
			resource.Set(valuePart, d.sealer.Seal(sdk.ToString(p.Value)))
			delete(byName, resource.ID)
		}
	}
	for _, resource := range byName {
		d.stayLocked(errGone, resource)
	}
	return nil
}

// isLocked says by its code that an error can be one parameter's alone.
func isLocked(err error) bool {
	var api interface{ ErrorCode() string }
	if !errors.As(err, &api) {
		return false
	}
	k := kinds[api.ErrorCode()]
	return k == denied || k == undecryptable
}
