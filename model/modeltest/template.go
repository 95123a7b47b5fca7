package modeltest

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"parity/model"
)

// Template is a set of resources in which an environment's own words stand as {E} (its name), {A} (its
// account) and {N} (the first half of its network), and ids as {ID:n}.
type Template []*model.Resource

// Templates draws sets of resources of all types of the catalog, that refer to each other and name their
// environment in every way a company does.
func Templates() *rapid.Generator[Template] {
	return rapid.Custom(func(t *rapid.T) Template {
		var out Template
		groups := rapid.IntRange(1, 4).Draw(t, "groups")
		for i := range groups {
			r := Resource(Group, groupID(i), fmt.Sprintf("acme-{E}-%s", word(i)), "Tags.Team=payments")
			for n := range rapid.IntRange(0, 5).Draw(t, "rules") {
				Rule(r, rapid.SampledFrom([]string{"Ingress", "Egress"}).Draw(t, "direction"), "tcp", fmt.Sprint(1000+n),
					rapid.SampledFrom([]string{"{N}.5.0/24", "{N}.0.0/16", "192.168.7.0/24", "sg:" + groupID(i), "sg:" + groupID((i+1)%groups)}).Draw(t, "source"))
			}
			out = append(out, r)
		}
		for i := range rapid.IntRange(1, 4).Draw(t, "instances") {
			name := fmt.Sprintf("acme-{E}-%s", word(i))
			for n := range rapid.IntRange(1, 3).Draw(t, "replicas") {
				out = append(out, Resource(Instance, fmt.Sprintf("i-{ID:%d}", 100+10*i+n), name, "InstanceType=t3.large", "CpuOptions.CoreCount=1",
					"SecurityGroups=["+groupID(i%groups)+"]", "State.Name=running", "Tags.Name="+name, "Tags.Owner=team-{E}",
					"BlockDeviceMappings./dev/xvda.Ebs.VolumeSize=8", fmt.Sprintf("PrivateIpAddress={N}.1.%d", 10*i+n),
					"NetworkInterfaces.0.Groups=["+groupID(i%groups)+"]", "Tags.{E}-owner=team", "SubnetId=subnet-{ID:0}", "ImageId=ami-{ID:1}",
					"Placement.AvailabilityZone=eu-west-1"+string(rune('a'+n))))
			}
		}
		for i := range rapid.IntRange(1, 3).Draw(t, "databases") {
			name := fmt.Sprintf("%s-{E}-db", word(i))
			out = append(out, Resource(Database, name, name, "DBInstanceClass=db.r6g.large", "MultiAZ=true", "BackupRetentionPeriod=7",
				"EngineVersion=15.7", "KmsKeyId=arn:aws:kms:eu-west-1:{A}:key/0a0a0a0a-0000-0000-0000-00000{ID:2}", "DBParameterGroupName=acme-{E}-pg15", "Endpoint.Address="+name+".c{ID:7}.eu-west-1.rds.amazonaws.com", "Tags.Env={E}"))
		}
		for i := range rapid.IntRange(1, 12).Draw(t, "parameters") {
			value := rapid.SampledFrom(values).Draw(t, "value")
			out = append(out, Param(fmt.Sprintf("/{E}/%s/p%d", word(i%3), i), value, "Tier=Standard"))
		}
		return out
	})
}

func groupID(i int) string { return fmt.Sprintf("sg-{ID:%d}", i) }

func word(i int) string { return []string{"web", "api", "batch", "search", "ledger"}[i%5] }

// values are those of parameters: free of words, full of them, JSON, lists, addresses, ARNs.
var values = []string{
	"5432", "true", "eu-west-1", "https://api.acme.example/v2", "https://api.{E}.acme.example/v2", "acme-{E}-events",
	"arn:aws:sqs:eu-west-1:{A}:acme-{E}-jobs", `{"url": "https://{E}.acme.example", "n": 1}`, "{N}.7.0/24", "{N}.3.4",
	"a,b,{E}-c", "web-{E}-db.c{ID:7}.eu-west-1.rds.amazonaws.com", "plain text of many words", "{E}",
	"sg-{ID:0}", "https://app:{N}.0.9@x", "{E}Queue", "QUEUE_{E}", "{A}.dkr.ecr.eu-west-1.amazonaws.com/acme/{E}/web:1", "ami-{ID:1}",
	"jdbc:postgresql://web-{E}-db.c{ID:7}.eu-west-1.rds.amazonaws.com:5432/app", `["{E}-a", "{N}.1.0/24"]`, "line one\nline two of {E}\n",
}

// Render writes a template in an environment's own words and ids.
func (t Template) Render(env string) *model.Inventory {
	e := Env(env)
	network := strings.Join(strings.Split(e.Networks[0].Addr().String(), ".")[:2], ".")
	digit := map[string]string{"dev": "d", "staging": "5", "prod": "a"}[env]
	var words []string
	for i := range 200 {
		words = append(words, fmt.Sprintf("{ID:%d}", i), fmt.Sprintf("%s%07x", digit, i))
	}
	replace := strings.NewReplacer(append(words, "{E}", env, "{A}", e.Account, "{N}", network)...)
	var resources []*model.Resource
	for _, r := range t {
		rendered := &model.Resource{Type: r.Type, ID: replace.Replace(r.ID), Name: replace.Replace(r.Name)}
		for _, a := range r.Attributes {
			segments := a.Path.Segments()
			for i := range segments {
				segments[i] = replace.Replace(segments[i])
			}
			rendered.Attributes = append(rendered.Attributes, model.Attribute{Path: model.NewPath(segments...), Value: renderValue(a.Value, replace)})
		}
		rendered.Sort()
		resources = append(resources, rendered)
	}
	inv := Inventory(env, resources...)
	inv.Targets = []*model.Target{
		{Type: "AWS::EC2::VPC", ID: "vpc-" + digit, Name: "main of " + env, CIDRs: []string{e.Networks[0].String()}},
		{Type: "AWS::EC2::Subnet", ID: replace.Replace("subnet-{ID:0}"), Name: env + "-private-" + digit, Parent: "vpc-" + digit},
		{Type: "AWS::EC2::Image", ID: replace.Replace("ami-{ID:1}"), Name: "base-7", Qualifier: "arm64"},
		{Type: "AWS::KMS::Key", ID: replace.Replace("arn:aws:kms:eu-west-1:{A}:key/0a0a0a0a-0000-0000-0000-00000{ID:2}"), Name: "alias/acme-" + env},
	}
	return inv
}

func renderValue(v model.Value, replace *strings.Replacer) model.Value {
	switch v.Kind() {
	case model.Text:
		return model.TextValue(replace.Replace(v.Text()))
	case model.Set:
		elements := slices.Clone(v.Elements())
		for i := range elements {
			elements[i] = replace.Replace(elements[i])
		}
		return model.SetValue(elements)
	}
	return v
}
