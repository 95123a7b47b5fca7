package aws

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"
	"golang.org/x/sync/errgroup"

	"parity/model"
	"parity/model/secrets"
)

// Half of the default quota of 40 calls a second stays with the applications, which share it.
var (
	valuesPace   = &pace{perSecond: 20, burst: 5}
	metadataPace = &pace{perSecond: 5, burst: 2}
)

// AWS's largest pages, and how many chains of pages are read at once.
const (
	valuesPage   = 10
	metadataPage = 50
	chains       = 4
)

var parameterStore = &service{
	name: "Parameter Store", turn: 2,
	types: []*model.Type{parameterType},
	operations: slices.Concat(
		reads("SSM", "ssm", valuesPace, "GetParametersByPath"),
		[]Operation{{Service: "SSM", Name: "GetParameters", Action: "ssm:GetParameters", Also: []string{"kms:Decrypt"}, pace: valuesPace}},
		reads("SSM", "ssm", metadataPace, "DescribeParameters"),
		[]Operation{{Service: "SSM", Name: "GetParameterHistory", Action: "ssm:GetParameterHistory", Also: []string{"kms:Decrypt"}, pace: metadataPace}}),
	read:    readParameters,
	follow:  completeParameters,
	history: parameterHistory,
	reveal:  revealParameter,
}

var parameterType = declareParameter()

// metadataParts are the judged attributes that DescribeParameters alone tells.
var metadataParts = []model.Path{
	model.Dotted("Tier"), model.Dotted("KeyId"), model.Dotted("Policies"), model.Dotted("AllowedPattern"), model.Dotted("Description"),
}

var valuePart = model.Dotted("Value")

func declareParameter() *model.Type {
	t := &model.Type{
		Name: "AWS::SSM::Parameter", Tab: "parameters", Title: "Parameters", Singular: "parameter", Plural: "parameters",
		Checklist: "parameters",
		Naming:    model.Naming{Paths: true},
		Default:   undeclared,
		Headline:  []model.Path{model.Dotted("Value"), model.Dotted("Type")},
		Kinds:     []model.Path{model.Dotted("Type"), model.Dotted("Tier"), model.Dotted("DataType")},
		Modified:  model.Dotted("LastModifiedDate"), ModifiedBy: model.Dotted("LastModifiedUser"), Version: model.Dotted("Version"),
		Labels: model.Dotted("Labels"), Way: parameterWay,
	}
	secret := model.Field{Class: model.Confidential}
	t.Declare(valuePart, model.Field{Formats: true, When: []model.When{{Attribute: model.Dotted("Type"), Prefix: "SecureString", Field: secret}}})
	for _, name := range []string{"Type", "Tier", "DataType"} {
		t.Declare(model.Dotted(name), model.Field{Verbatim: true})
	}
	t.Declare(model.Dotted("KeyId"), model.Field{Class: model.Reference, Target: keyTarget})
	for _, name := range []string{"Policies", "AllowedPattern", "Description"} {
		t.Declare(model.Dotted(name), model.Field{})
	}
	for _, name := range []string{"ARN", "Name"} {
		t.Declare(model.Dotted(name), model.Field{Class: model.Identity})
	}
	for _, name := range []string{"Version", "LastModifiedDate", "LastModifiedUser", "Labels"} {
		t.Declare(model.Dotted(name), model.Field{Class: model.Runtime})
	}
	return t
}

// isPublic says that a parameter is AWS's own, or was made by its tools: there is nothing to compare.
func isPublic(name string) bool {
	return strings.HasPrefix(name, "/aws/") || strings.HasPrefix(name, "/cdk-bootstrap/")
}

// metadata is what DescribeParameters told, by parameter's name, and the roots of which it did not.
type metadata struct {
	mu     sync.Mutex
	byID   map[string]types.ParameterMetadata
	hidden map[string]bool
}

// metadataKey is where read leaves the metadata for follow.
type metadataKey struct{}

// readParameters reads the values below all roots, and what else there is to know of them at the same
// time: the two draw from different quotas.
func readParameters(ctx context.Context, r *reading) {
	client := ssm.NewFromConfig(r.config)
	known := &metadata{byID: map[string]types.ParameterMetadata{}, hidden: map[string]bool{}}
	var unasked map[string]error
	r.kept.Store(metadataKey{}, known)
	roots := outermost(r.roots)
	var values, descriptions errgroup.Group
	values.SetLimit(chains)
	descriptions.SetLimit(chains)
	var both sync.WaitGroup
	both.Go(func() {
		values.Go(func() error { unasked = readRoots(ctx, r, client, roots); return nil })
		for _, root := range roots {
			values.Go(func() error { readValues(ctx, r, client, root); return nil })
		}
		_ = values.Wait() // what fails is in the reading
	})
	both.Go(func() {
		for _, root := range roots {
			descriptions.Go(func() error { known.read(ctx, r, client, root); return nil })
		}
		_ = descriptions.Wait()
	})
	both.Wait()
	for root, err := range unasked {
		known.standIn(r, root, err)
	}
}

// outermost leaves out the roots that lie below another one, which is read whole.
func outermost(roots []string) []string {
	var outer []string
	for _, root := range slices.Compact(slices.Sorted(slices.Values(roots))) {
		if !slices.ContainsFunc(outer, func(o string) bool { return below(root, o) }) {
			outer = append(outer, root)
		}
	}
	return outer
}

func readValues(ctx context.Context, r *reading, client *ssm.Client, root string) {
	err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		page, err := client.GetParametersByPath(ctx, &ssm.GetParametersByPathInput{
			Path: &root, Recursive: sdk.Bool(true), WithDecryption: sdk.Bool(false),
			MaxResults: sdk.Int32(valuesPage), NextToken: token,
		})
		if err != nil {
			return nil, err
		}
		r.addParameters(page.Parameters, root)
		return page.NextToken, nil
	})
	if err != nil {
		r.lose(loss{Unread: unreadOf(err, parameterType.Name), root: root})
	}
}

// readRoots asks for the parameters that stand exactly at a root, since no listing by path returns them,
// and returns the roots that could not be asked for.
func readRoots(ctx context.Context, r *reading, client *ssm.Client, roots []string) map[string]error {
	unasked := map[string]error{}
	roots = slices.DeleteFunc(slices.Clone(roots), func(root string) bool { return root == "/" })
	for batch := range slices.Chunk(roots, valuesPage) {
		answer, err := client.GetParameters(ctx, &ssm.GetParametersInput{Names: batch, WithDecryption: sdk.Bool(false)})
		if err != nil {
			for _, root := range batch {
				unasked[root] = err
			}
			continue
		}
		r.addParameters(answer.Parameters, "")
	}
	return unasked
}

// standIn makes up for a root that could not be asked for: where the metadata tell of a parameter exactly
// there, it is known but for its value. Where nothing below the root could be read either, that says it all.
func (m *metadata) standIn(r *reading, root string, err error) {
	p, ok := m.byID[root]
	switch {
	case ok:
		r.add(r.parameter(types.Parameter{
			Name: p.Name, ARN: p.ARN, Type: p.Type, DataType: p.DataType, Version: p.Version, LastModifiedDate: p.LastModifiedDate,
		}))
		r.hideOf(err, parameterType, []string{root}, valuePart)
	case m.hidden[root] && !r.lost(parameterType.Name, root):
		r.note(err, "a parameter exactly at "+root+" stays unread")
	}
}

func (r *reading) addParameters(parameters []types.Parameter, root string) {
	var resources []*model.Resource
	for _, p := range parameters {
		if name := sdk.ToString(p.Name); !isPublic(name) || root != "/" && isPublic(root+"/") {
			resources = append(resources, r.parameter(p))
		}
	}
	r.add(resources...)
}

func (r *reading) parameter(p types.Parameter) *model.Resource {
	name := sdk.ToString(p.Name)
	resource := &model.Resource{Type: parameterType.Name, ID: name, Name: name}
	put := func(attribute string, value model.Value) {
		resource.Attributes = append(resource.Attributes, model.Attribute{Path: model.Dotted(attribute), Value: value})
	}
	put("Name", model.TextValue(name))
	put("ARN", model.TextValue(sdk.ToString(p.ARN)))
	put("Type", model.TextValue(string(p.Type)))
	put("DataType", model.TextValue(sdk.ToString(p.DataType)))
	put("Version", model.IntValue(p.Version))
	if p.Value != nil {
		put("Value", r.parameterValue(p))
	}
	if p.LastModifiedDate != nil {
		put("LastModifiedDate", model.TextValue(p.LastModifiedDate.UTC().Format(time.RFC3339)))
	}
	return resource
}

// parameterValue is what is kept of a value. A SecureString is asked for undecrypted: what comes then is
// its ciphertext, which differs each time and says nothing.
func (r *reading) parameterValue(p types.Parameter) model.Value {
	if p.Type == types.ParameterTypeSecureString {
		return model.LockedValue()
	}
	value := secrets.Hide(r.sealer, sdk.ToString(p.Name), sdk.ToString(p.Value))
	if p.Type == types.ParameterTypeStringList && value.Kind() == model.Text {
		return model.ListValue(strings.Split(value.Text(), ","))
	}
	return value
}

func (m *metadata) read(ctx context.Context, r *reading, client *ssm.Client, root string) {
	input := &ssm.DescribeParametersInput{MaxResults: sdk.Int32(metadataPage)}
	if root != "/" {
		input.ParameterFilters = []types.ParameterStringFilter{{Key: sdk.String("Path"), Option: sdk.String("Recursive"), Values: []string{root}}}
	}
	err := m.list(ctx, client, input)
	if err == nil && root != "/" {
		err = m.list(ctx, client, &ssm.DescribeParametersInput{
			ParameterFilters: []types.ParameterStringFilter{{Key: sdk.String("Name"), Option: sdk.String("Equals"), Values: []string{root}}},
		})
	}
	if err == nil {
		return
	}
	m.mu.Lock()
	m.hidden[root] = true
	m.mu.Unlock()
	for _, part := range metadataParts {
		lost := unreadOf(err, parameterType.Name)
		lost.Part, lost.Partial = part, false
		r.lose(loss{Unread: lost, root: root})
	}
}

func (m *metadata) list(ctx context.Context, client *ssm.Client, input *ssm.DescribeParametersInput) error {
	return pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		page := *input
		page.NextToken = token
		answer, err := client.DescribeParameters(ctx, &page)
		if err != nil {
			return nil, err
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		for _, p := range answer.Parameters {
			m.byID[sdk.ToString(p.Name)] = p
		}
		return answer.NextToken, nil
	})
}

// completeParameters adds the metadata, and the values of SecureStrings where they are asked for.
func completeParameters(ctx context.Context, r *reading, chosen []*model.Resource) {
	kept, _ := r.kept.Load(metadataKey{})
	known := kept.(*metadata)
	for _, resource := range chosen {
		if p, ok := known.byID[resource.ID]; ok {
			describeParameter(r.sealer, resource, p)
		}
	}
	if r.decrypt {
		decryptParameters(ctx, r, chosen)
	}
}

func describeParameter(sealer *model.Sealer, resource *model.Resource, p types.ParameterMetadata) {
	put := func(attribute string, text *string) {
		if sdk.ToString(text) != "" {
			resource.Set(model.Dotted(attribute), secrets.Hide(sealer, attribute, *text))
		}
	}
	put("KeyId", p.KeyId)
	put("AllowedPattern", p.AllowedPattern)
	put("Description", p.Description)
	put("LastModifiedUser", p.LastModifiedUser)
	put("Tier", sdk.String(string(p.Tier)))
	var policies []string
	for _, policy := range p.Policies {
		policies = append(policies, canonicalJSON(sdk.ToString(policy.PolicyText)))
	}
	if len(policies) > 0 {
		resource.Set(model.Dotted("Policies"), model.SetValue(policies))
	}
}

// canonicalJSON is a text that is JSON, without its spaces and with its keys in order.
func canonicalJSON(text string) string {
	var value any
	if json.Unmarshal([]byte(text), &value) != nil {
		return text
	}
	canonical, err := json.Marshal(value)
	if err != nil {
		return text
	}
	return string(canonical)
}
