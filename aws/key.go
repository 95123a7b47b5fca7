package aws

import (
	"context"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"parity/model"
)

const keyTarget = "AWS::KMS::Key"

// encryptionKeys names KMS keys by their aliases: a key's id is random, and differs everywhere.
var encryptionKeys = &service{
	name: "KMS", turn: 4,
	targets:    []string{keyTarget},
	operations: reads("KMS", "kms", &pace{perSecond: 5, burst: 2}, "ListAliases"),
	read:       readKeys,
}

func readKeys(ctx context.Context, r *reading) {
	byKey := map[string]*model.Target{}
	err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		page, err := kms.NewFromConfig(r.config).ListAliases(ctx, &kms.ListAliasesInput{Limit: sdk.Int32(100), Marker: token})
		if err != nil {
			return nil, err
		}
		for _, alias := range page.Aliases {
			key := keyOf(alias)
			if known := byKey[key.ID]; known != nil {
				known.Aliases = append(known.Aliases, key.Aliases...)
				known.Name = min(known.Name, key.Name)
				continue
			}
			byKey[key.ID] = key
		}
		return page.NextMarker, nil
	})
	for _, key := range byKey {
		r.addTargets(key)
	}
	if err != nil {
		r.noteOf(err, keyTarget, "KMS keys stay without their names")
	}
}

// keyOf is the key an alias stands for. An alias of AWS's own has no key before it is used first.
func keyOf(alias types.AliasListEntry) *model.Target {
	name, arn, id := sdk.ToString(alias.AliasName), sdk.ToString(alias.AliasArn), sdk.ToString(alias.TargetKeyId)
	target := &model.Target{Type: keyTarget, ID: arn, Name: name, Aliases: []string{name}}
	if id == "" {
		return target
	}
	prefix, _, _ := strings.Cut(arn, ":alias/")
	target.ID = prefix + ":key/" + id
	target.Aliases = []string{id, name, arn}
	return target
}
