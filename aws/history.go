package aws

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"parity/model"
)

// History asks for the versions of one resource of an environment. What could not be read is in the history.
func (s *Source) History(ctx context.Context, w Wanted, resource *model.Resource) model.History {
	i := slices.IndexFunc(services(), func(s *service) bool {
		return s.history != nil && slices.ContainsFunc(s.types, func(t *model.Type) bool { return t.Name == resource.Type })
	})
	if i < 0 {
		return model.History{Unread: &model.Unread{Type: resource.Type, Code: codeNoHistory, Message: "AWS keeps no versions of it"}}
	}
	ctx, cancel := context.WithTimeout(ctx, s.options.timeout())
	defer cancel()
	open, err := s.sessions.open(ctx, w)
	if err != nil {
		return model.History{Unread: historyUnread(err, resource)}
	}
	r := newReading(open.account, open.region)
	r.config = s.guards.of(r.account, r.region, s.options).watch(open.config)
	r.sealer, r.decrypt = s.options.Sealer, s.options.Decrypt
	versions, err := services()[i].history(ctx, r, resource)
	history := model.History{Versions: versions}
	if err != nil {
		history.Unread = historyUnread(err, resource)
		if isExpired(history.Unread.Code) {
			s.sessions.forget()
		}
	}
	slices.SortStableFunc(history.Versions, func(a, b *model.Resource) int { return cmp.Compare(version(b), version(a)) })
	return history
}

// codeNoHistory is of a type that AWS keeps no versions of.
const codeNoHistory = "NoHistory"

func historyUnread(err error, resource *model.Resource) *model.Unread {
	lost := unreadOf(err, resource.Type)
	lost.Resources = []string{resource.ID}
	return &lost
}

func version(r *model.Resource) int {
	n, _ := strconv.Atoi(r.Get(parameterType.Version).Text())
	return n
}

// guards keep one guard for each account and region over all that is asked singly, so that many questions
// together keep to the pace.
type guards struct {
	mu sync.Mutex
	in map[[2]string]*guard
}

func (g *guards) of(account, region string, options Options) *guard {
	g.mu.Lock()
	defer g.mu.Unlock()
	place := [2]string{account, region}
	if g.in == nil {
		g.in = map[[2]string]*guard{}
	}
	if g.in[place] == nil {
		g.in[place] = options.guard()
	}
	return g.in[place]
}

// historyPage is AWS's largest page of versions.
const historyPage = 50

// parameterHistory asks for all versions of a parameter. Where their key may not be used, it asks for them as
// they are, and says so.
func parameterHistory(ctx context.Context, r *reading, resource *model.Resource) ([]*model.Resource, error) {
	p := past{r, ssm.NewFromConfig(r.config), r.decrypt}
	versions, err := p.versions(ctx, resource)
	if err == nil || !p.plain || !isLocked(err) {
		return versions, err
	}
	p.plain = false
	locked, again := p.versions(ctx, resource)
	if again != nil {
		return locked, again
	}
	return locked, decryption{err}
}

// past reads versions of parameters; plain says that SecureStrings come decrypted.
type past struct {
	*reading
	client *ssm.Client
	plain  bool
}

func (r past) versions(ctx context.Context, resource *model.Resource) ([]*model.Resource, error) {
	var versions []*model.Resource
	err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		page, err := r.client.GetParameterHistory(ctx, &ssm.GetParameterHistoryInput{
			Name: &resource.ID, WithDecryption: sdk.Bool(r.plain), MaxResults: sdk.Int32(historyPage), NextToken: token,
		})
		var gone *types.ParameterNotFound
		if errors.As(err, &gone) {
			return nil, errors.Join(errGone, err)
		}
		if err != nil {
			return nil, err
		}
		for i := range page.Parameters {
			versions = append(versions, r.version(&page.Parameters[i]))
		}
		return page.NextToken, nil
	})
	return versions, err
}

// version is a parameter as it was.
func (r past) version(p *types.ParameterHistory) *model.Resource {
	resource := r.parameter(types.Parameter{
		Name: p.Name, Type: p.Type, DataType: p.DataType, Version: p.Version, LastModifiedDate: p.LastModifiedDate, Value: p.Value,
	})
	resource.Sort()
	resource.Set(model.Dotted("ARN"), model.Value{})
	describeParameter(r.sealer, resource, types.ParameterMetadata{
		KeyId: p.KeyId, AllowedPattern: p.AllowedPattern, Description: p.Description, LastModifiedUser: p.LastModifiedUser,
		Tier: p.Tier, Policies: p.Policies,
	})
	if p.Type == types.ParameterTypeSecureString && r.plain {
		resource.Set(valuePart, r.sealer.Seal(sdk.ToString(p.Value)))
	}
	if len(p.Labels) > 0 {
		resource.Set(parameterType.Labels, model.SetValue(p.Labels))
	}
	return resource
}
