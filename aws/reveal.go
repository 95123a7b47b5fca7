package aws

import (
	"context"
	"errors"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"

	"parity/model"
)

// Reveal reads one secret as it is, for a person to look at. It is the only way by which a secret leaves this
// package, and nothing of it is kept. The error says in words, and without the secret, why it cannot be had.
func (s *Source) Reveal(ctx context.Context, w Wanted, resource *model.Resource, attribute model.Path) (string, error) {
	i := slices.IndexFunc(services(), func(s *service) bool {
		return s.reveal != nil && slices.ContainsFunc(s.types, func(t *model.Type) bool { return t.Name == resource.Type })
	})
	if i < 0 {
		return "", errors.New("what it is, AWS does not tell")
	}
	ctx, cancel := context.WithTimeout(ctx, s.options.timeout())
	defer cancel()
	open, err := s.sessions.open(ctx, w)
	if err == nil {
		r := newReading(open.account, open.region)
		r.config = s.guards.of(r.account, r.region, s.options).watch(open.config)
		var secret string
		if secret, err = services()[i].reveal(ctx, r, resource, attribute); err == nil {
			return secret, nil
		}
	}
	lost := unreadOf(err, resource.Type)
	if isExpired(lost.Code) {
		s.sessions.forget()
	}
	return "", errors.New(lost.Message)
}

// revealParameter asks for one parameter, decrypted.
func revealParameter(ctx context.Context, r *reading, resource *model.Resource, attribute model.Path) (string, error) {
	if attribute != valuePart {
		return "", refusal{"NoSecret", "only the value of a parameter can be revealed"}
	}
	answer, err := ssm.NewFromConfig(r.config).GetParameters(ctx, &ssm.GetParametersInput{
		Names: []string{resource.ID}, WithDecryption: sdk.Bool(true),
	})
	if err != nil {
		return "", decryption{err}
	}
	if len(answer.Parameters) != 1 {
		return "", errGone
	}
	return sdk.ToString(answer.Parameters[0].Value), nil
}
