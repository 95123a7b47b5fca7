package aws

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
)

// Discovery is what an account and region hold that may be environments.
type Discovery struct {
	Account, Region string
	Candidates      []Candidate
	// Remarks say what was not looked at to its end, or not at all, and why.
	Remarks []string
}

// Candidate is what may be one environment.
type Candidate struct {
	Name string
	// Tags are the keys of the tag that names it, and Values how its value is written.
	Tags, Values []string
	// Counts are what is tagged so; what there is none of is left out.
	Counts []Count
	// Roots are the paths its parameters live under, that of the most first.
	Roots []Root
}

// Count is how many of something there are.
type Count struct {
	One, Many string
	N         int
}

// Root is a parameter path. AtLeast says that there may be more parameters below it than were counted.
type Root struct {
	Path    string
	N       int
	AtLeast bool
}

// How many pages of a list are read to find out what there is: enough for most accounts, and soon done.
const (
	discoveredPages     = 5
	discoveredMetadata  = 20
	metadataPagesToTell = 5
)

// Place is the account and region that the options lead to, so that whatever a person must be asked for is asked
// before anything is drawn. The error says that there are no credentials or no region, and what to do.
func (s *Source) Place(ctx context.Context) (account, region string, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.options.timeout())
	defer cancel()
	open, err := s.sessions.open(ctx, Wanted{})
	if err != nil {
		_, words := cause(err, "")
		return "", "", fmt.Errorf("%s%w", words, silent{err})
	}
	return open.account, open.region, nil
}

// Discover looks for what may be environments in the place that the options lead to. It reads the first pages of
// each list alone. tell is called with what is known by then, one call at a time; it may be nil. The error says
// what Place's says; whatever else cannot be read is a remark.
func (s *Source) Discover(ctx context.Context, tell func(Discovery)) (Discovery, error) {
	bounded, cancel := context.WithTimeout(ctx, s.options.timeout())
	defer cancel()
	open, err := s.sessions.open(bounded, Wanted{})
	if err != nil {
		_, words := cause(err, "")
		return Discovery{}, fmt.Errorf("%s%w", words, silent{err})
	}
	d := discoverer{
		config: s.options.guard().watch(open.config), account: open.account, region: open.region, tell: tell,
		tagged: map[string]*tagged{}, remarks: map[string]string{},
	}
	for _, note := range open.notes {
		d.remarks[note.Message] = note.Message
	}
	d.run(bounded)
	return d.found(), ctx.Err()
}

// discoverer gathers what the lists say, from a goroutine each.
type discoverer struct {
	config          sdk.Config
	account, region string
	tell            func(Discovery)

	mu sync.Mutex
	// tagged is the value of an environment's tag, in small letters → what has it.
	tagged  map[string]*tagged
	names   []string
	cut     bool
	probed  []Root
	remarks map[string]string
}

// tagged is what has one environment's tag.
type tagged struct {
	keys, values []string
	counts       map[string]int
}

// kinds are what is counted, in the order it is told.
var discoveredKinds = []Count{
	{One: "instance", Many: "instances"},
	{One: "database", Many: "databases"},
	{One: "cluster", Many: "clusters"},
	{One: "security group", Many: "security groups"},
}

// run reads the lists. Each has a page function, which returns the token of the next page.
func (d *discoverer) run(ctx context.Context) {
	compute, databases, store := ec2.NewFromConfig(d.config), rds.NewFromConfig(d.config), ssm.NewFromConfig(d.config)
	var group sync.WaitGroup
	group.Go(func() { d.list(ctx, "instances", discoveredPages, d.instances(compute)) })
	group.Go(func() { d.list(ctx, "security groups", discoveredPages, d.groups(compute)) })
	group.Go(func() { d.list(ctx, "databases", discoveredPages, d.databases(databases)) })
	group.Go(func() { d.list(ctx, "clusters", discoveredPages, d.clusters(databases)) })
	group.Go(func() { d.list(ctx, "parameters", discoveredMetadata, d.parameters(store)) })
	group.Wait()
	if d.cut {
		d.probe(ctx, store)
	}
}

// list reads the first pages of a list.
func (d *discoverer) list(ctx context.Context, what string, most int, page func(context.Context, *string) (*string, int, error)) {
	read, n := 0, 0
	more := false
	err := pages(ctx, func(ctx context.Context, token *string) (*string, error) {
		next, came, err := page(ctx, token)
		if err != nil {
			return nil, err
		}
		read, n = read+1, n+came
		more = read == most && next != nil && *next != ""
		if read%metadataPagesToTell == 0 {
			d.announce()
		}
		if more {
			return nil, nil
		}
		return next, nil
	})
	d.mu.Lock()
	switch {
	case err != nil:
		d.remarks[what] = what + " were not looked at: " + unreadOf(err, "").Message
		if n > 0 {
			d.remarks[what] = fmt.Sprintf("%s were looked at in part, after %d: %s", what, n, unreadOf(err, "").Message)
		}
	case more:
		d.remarks[what] = fmt.Sprintf("%s: only the first %d were looked at, there are more", what, n)
		d.cut = d.cut || what == "parameters"
	}
	d.mu.Unlock()
	d.announce()
}

func (d *discoverer) announce() {
	if d.tell == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tell(d.sum())
}

func (d *discoverer) found() Discovery {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.sum()
}

// has notes the tags of one resource. A value that it has under several keys counts once.
func (d *discoverer) has(kind string, tags map[string]string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	counted := map[string]bool{}
	for _, key := range conventionTags {
		value := strings.TrimSpace(tags[key])
		folded := strings.ToLower(value)
		if value == "" {
			continue
		}
		t := d.tagged[folded]
		if t == nil {
			t = &tagged{counts: map[string]int{}}
			d.tagged[folded] = t
		}
		if !slices.Contains(t.keys, key) {
			t.keys = append(t.keys, key)
		}
		if !slices.Contains(t.values, value) {
			t.values = append(t.values, value)
		}
		if !counted[folded] {
			t.counts[kind]++
			counted[folded] = true
		}
	}
}

func (d *discoverer) instances(client *ec2.Client) func(context.Context, *string) (*string, int, error) {
	return func(ctx context.Context, token *string) (*string, int, error) {
		page, err := client.DescribeInstances(ctx, &ec2.DescribeInstancesInput{MaxResults: sdk.Int32(ec2Page), IncludeManagedResources: sdk.Bool(true), NextToken: token})
		if err != nil {
			return nil, 0, err
		}
		n := 0
		for _, reservation := range page.Reservations {
			for _, instance := range reservation.Instances {
				if n++; !gone(instance) {
					d.has("instance", ec2Tags(instance.Tags))
				}
			}
		}
		return page.NextToken, n, nil
	}
}

func (d *discoverer) groups(client *ec2.Client) func(context.Context, *string) (*string, int, error) {
	return func(ctx context.Context, token *string) (*string, int, error) {
		page, err := client.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{MaxResults: sdk.Int32(ec2Page), NextToken: token})
		if err != nil {
			return nil, 0, err
		}
		for _, group := range page.SecurityGroups {
			d.has("security group", ec2Tags(group.Tags))
		}
		return page.NextToken, len(page.SecurityGroups), nil
	}
}

func (d *discoverer) databases(client *rds.Client) func(context.Context, *string) (*string, int, error) {
	return func(ctx context.Context, marker *string) (*string, int, error) {
		page, err := client.DescribeDBInstances(ctx, &rds.DescribeDBInstancesInput{MaxRecords: sdk.Int32(rdsPage), Marker: marker})
		if err != nil {
			return nil, 0, err
		}
		for _, database := range page.DBInstances {
			d.has("database", rdsTags(database.TagList))
		}
		return page.Marker, len(page.DBInstances), nil
	}
}

func (d *discoverer) clusters(client *rds.Client) func(context.Context, *string) (*string, int, error) {
	return func(ctx context.Context, marker *string) (*string, int, error) {
		page, err := client.DescribeDBClusters(ctx, &rds.DescribeDBClustersInput{MaxRecords: sdk.Int32(rdsPage), Marker: marker})
		if err != nil {
			return nil, 0, err
		}
		for _, cluster := range page.DBClusters {
			d.has("cluster", rdsTags(cluster.TagList))
		}
		return page.Marker, len(page.DBClusters), nil
	}
}

// parameters reads names alone: no value is asked for.
func (d *discoverer) parameters(client *ssm.Client) func(context.Context, *string) (*string, int, error) {
	return func(ctx context.Context, token *string) (*string, int, error) {
		page, err := client.DescribeParameters(ctx, &ssm.DescribeParametersInput{MaxResults: sdk.Int32(metadataPage), NextToken: token})
		if err != nil {
			return nil, 0, err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		for _, p := range page.Parameters {
			if name := sdk.ToString(p.Name); !isPublic(name) {
				d.names = append(d.names, name)
			}
		}
		return page.NextToken, len(page.Parameters), nil
	}
}

// probe asks for the paths of those environments that none was found for in a list that was cut short.
func (d *discoverer) probe(ctx context.Context, client *ssm.Client) {
	for _, c := range d.found().Candidates {
		path := "/" + c.Name
		if len(c.Roots) > 0 || !wellFormedPath.MatchString(path) {
			continue
		}
		page, err := client.DescribeParameters(ctx, &ssm.DescribeParametersInput{
			MaxResults:       sdk.Int32(metadataPage),
			ParameterFilters: []ssmtypes.ParameterStringFilter{{Key: sdk.String("Path"), Option: sdk.String("Recursive"), Values: []string{path}}},
		})
		if err != nil || len(page.Parameters) == 0 {
			continue // that it only helps, the remark about the list has said
		}
		d.mu.Lock()
		d.probed = append(d.probed, Root{Path: path, N: len(page.Parameters), AtLeast: sdk.ToString(page.NextToken) != ""})
		d.mu.Unlock()
		d.announce()
	}
}

func ec2Tags(list []ec2types.Tag) map[string]string {
	tags := make(map[string]string, len(list))
	for _, tag := range list {
		tags[sdk.ToString(tag.Key)] = sdk.ToString(tag.Value)
	}
	return tags
}

func rdsTags(list []rdstypes.Tag) map[string]string {
	tags := make(map[string]string, len(list))
	for _, tag := range list {
		tags[sdk.ToString(tag.Key)] = sdk.ToString(tag.Value)
	}
	return tags
}

// sum is what is known so far; the lock is held.
func (d *discoverer) sum() Discovery {
	found := Discovery{Account: d.account, Region: d.region}
	for _, key := range sortedKeys(d.remarks) {
		found.Remarks = append(found.Remarks, d.remarks[key])
	}
	w := newRootFinder(d.tagged)
	for _, name := range d.names {
		w.take(name)
	}
	for _, root := range d.probed {
		w.add(strings.ToLower(strings.TrimPrefix(root.Path, "/")), root)
	}
	var apart string
	found.Candidates, apart = w.candidates(d.cut)
	if apart != "" {
		found.Remarks = append(found.Remarks, apart)
	}
	return found
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// size is how much of an account a candidate is.
func (c *Candidate) size() int {
	n := 0
	for _, count := range c.Counts {
		n += count.N
	}
	for _, root := range c.Roots {
		n += root.N
	}
	return n
}

// bySize orders candidates: those whose names are an environment's to anybody first, production before staging
// before development, then by how much there is of them.
func bySize(a, b Candidate) int {
	return cmp.Or(cmp.Compare(family(a.Name), family(b.Name)), cmp.Compare(b.size(), a.size()), cmp.Compare(a.Name, b.Name))
}
