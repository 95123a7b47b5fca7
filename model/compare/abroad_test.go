package compare_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

// abroad is an environment of another region, with zones, an alias and a root of its own.
func abroad(i *model.Inventory, region, letter string, roots ...string) *model.Inventory {
	i.Environment.Region = region
	i.Environment.Zones = []string{region + "a", region + "b"}
	i.Environment.HostLabels = []string{"c" + letter + "1b2c3d4e5f"}
	if len(roots) > 0 {
		i.Environment.Roots = roots
	}
	return i
}

// Two environments that differ in nothing but their vocabulary: other regions, accounts, networks, names, ids,
// generated endings, hosts and layouts of names.
type words struct{ env, account, region, net, label, id, stack, stamp, root string }

var (
	here  = words{"staging", "333301333301", "eu-west-1", "10.30", "c1a2b3c4d5e6", "0000000", "1ABC2DEF3GHI", "20240102030405060700000001", "/staging"}
	there = words{"prod", "777702777702", "us-east-1", "10.20", "c9z8y7x6w5v4", "fffffff", "9ZYX8WVU7TSR", "20250807060504030200000009", "/acme/live/us"}
)

// inventory is a small company in an environment's own words.
func (w words) inventory() *model.Inventory {
	e, zone := w.env, w.region+"a"
	sg := func(n string) string { return "sg-" + w.id + n }
	rules := func(r *model.Resource, list ...[]string) *model.Resource {
		for _, rule := range list {
			mt.Rule(r, rule...)
		}
		return r
	}
	instance := mt.Resource(mt.Instance, "i-"+w.id+"1", "acme-"+e+"-web-1", "InstanceType=t3.large", "ImageId=ami-"+w.id+"1", "SubnetId=subnet-"+w.id+"1",
		"SecurityGroups=["+sg("1")+","+sg("2")+"]", "NetworkInterfaces.0.Groups=["+sg("2")+","+sg("1")+"]", "State.Name=running",
		"Tags.Name=acme-"+e+"-web-1", "Tags.Environment="+e, "Placement.AvailabilityZone="+zone, "PrivateIpAddress="+w.net+".1.7")
	for key, value := range map[string]string{
		"kubernetes.io/cluster/acme-" + e: "owned", "ops:" + e + ":owner": "web", "Bucket": "arn:aws:s3:::acme-" + e + "-logs",
		"Role": "arn:aws:iam::" + w.account + ":role/" + e + "/web", "Zone": zone, "Host": "ip-10-" + w.net[3:] + "-1-7." + w.region + ".compute.internal",
	} {
		instance.Set(model.NewPath("Tags", key), model.TextValue(value))
	}
	resources := []*model.Resource{
		instance,
		rules(mt.Resource(mt.Group, sg("1"), "acme-"+e+"-WebSG-"+w.stack), in("tcp", "443", w.net+".0.0/16"), in("tcp", "5432", "sg:"+sg("2")), in("all", "all", "sg:"+sg("1")),
			out("tcp", "443", "pl:pl-"+w.id+"1"), out("all", "all", "0.0.0.0/0")),
		rules(mt.Resource(mt.Group, sg("2"), "acme-"+e+"-db-"+w.stamp), in("tcp", "5432", w.net+".7.0/24"), in("tcp", "22", "192.168.4.0/24")),
		mt.Resource(mt.Database, "acme-"+e+"-orders", "acme-"+e+"-orders", "DBInstanceClass=db.r6g.large", "EngineVersion=15.7", "DBParameterGroupName=default.postgres15",
			"Endpoint.Address=acme-"+e+"-orders."+w.label+"."+w.region+".rds.amazonaws.com", "KmsKeyId=arn:aws:kms:"+w.region+":"+w.account+":key/"+w.id+"0-0000-0000-0000-000000000000"),
	}
	for path, value := range map[string]string{
		"/db/host": "acme-" + e + "-orders." + w.label + "." + w.region + ".rds.amazonaws.com", "/db/url": "jdbc:postgresql://acme-" + e + "-orders." + w.label + "." + w.region + ".rds.amazonaws.com:5432/app",
		"/queue": "https://sqs." + w.region + ".amazonaws.com/" + w.account + "/acme-" + e + "-jobs", "/topic": "arn:aws:sns:" + w.region + ":" + w.account + ":acme-" + e + "-jobs",
		"/sg": sg("2"), "/ami": "ami-" + w.id + "1", "/cidr": w.net + ".7.0/24", "/dns": w.net + ".0.2", "/image": w.account + ".dkr.ecr." + w.region + ".amazonaws.com/web:1.2",
		"/bucket": "s3://acme-" + e + "-" + w.region + "/x", "/json": `{"env": "` + e + `", "hosts": ["a.` + e + `.acme.internal"]}`, "/mode": "auto", "/" + e + "-flag": "1",
		"/arnlist": "arn:aws:ec2:" + w.region + ":" + w.account + ":security-group/" + sg("2"),
	} {
		resources = append(resources, mt.Param(w.root+path, value))
	}
	i := abroad(inv(e, resources...), w.region, w.label[1:2], w.root)
	i.Environment.Account, i.Environment.HostLabels = w.account, []string{w.label}
	i.Environment.Networks = []netip.Prefix{netip.MustParsePrefix(w.net + ".0.0/16")}
	return with(i, vpc("vpc-"+w.id, "net-"+w.stamp, false), subnet("subnet-"+w.id+"1", "acme-"+e+"-private-"+zone, "vpc-"+w.id, "private"), image("ami-"+w.id+"1", "base-7", "arm64", "999999999999"),
		&model.Target{Type: keyType, ID: "arn:aws:kms:" + w.region + ":" + w.account + ":key/" + w.id + "0-0000-0000-0000-000000000000", Name: "alias/acme/" + e},
		&model.Target{Type: "AWS::EC2::PrefixList", ID: "pl-" + w.id + "1", Name: "com.amazonaws." + w.region + ".s3", Owner: "AWS"})
}

func notExpected(t *testing.T, name string, staging, prod *model.Inventory) []*model.Entry {
	t.Helper()
	var out []*model.Entry
	result := compared(t, staging, prod)
	if len(result.Entries) < 20 {
		t.Fatalf("%s: %d entries", name, len(result.Entries))
	}
	for _, e := range result.Entries {
		if e.Verdict != model.Expected && !strings.HasPrefix(e.Reason, "follows ") {
			out = append(out, e)
		}
	}
	return out
}

func TestNothingButVocabulary(t *testing.T) {
	if bad := notExpected(t, "abroad", here.inventory(), there.inventory()); len(bad) > 0 {
		t.Error(describe(bad))
	}
	near := here
	near.account, near.region, near.net, near.label = there.account, there.region, there.net, there.label
	if bad := notExpected(t, "in one account, region and network", near.inventory(), there.inventory()); len(bad) > 0 {
		t.Error(describe(bad))
	}
}

// Every single change of every attribute is one difference that can be seen.
func TestNothingIsSilent(t *testing.T) {
	change := map[string]func(model.Value) model.Value{
		"another": func(v model.Value) model.Value {
			switch v.Kind() {
			case model.Bool:
				return model.Value{}
			case model.Set:
				return model.SetValue(append(v.Elements(), "sg-0badbad0"))
			}
			return model.TextValue(v.Text() + "x")
		},
		"gone": func(model.Value) model.Value { return model.Value{} },
		"empty": func(v model.Value) model.Value {
			if v.Kind() != model.Text {
				return model.Value{}
			}
			return model.TextValue("")
		},
	}
	for name, change := range change {
		for r, a := range judgedOf(here.inventory()) {
			staging := here.inventory()
			resourceOf(staging, r).Set(a.Path, change(a.Value))
			if bad := notExpected(t, name, staging, there.inventory()); len(bad) != 1 {
				t.Errorf("%s: %s %s of %q:%s", name, r.Name, a.Path, a.Value, describe(bad))
			}
		}
	}
}

// What staging takes over from prod, ids and hosts and all, is seen, unless it is prod's own word alone.
func TestNothingOfTheOthersIsSilent(t *testing.T) {
	prod := map[string]*model.Resource{}
	for _, row := range compared(t, here.inventory(), there.inventory()).Rows {
		prod[row.Cells[0].Resources[0].ID] = row.Cells[1].Resources[0]
	}
	for r, a := range judgedOf(here.inventory()) {
		theirs := prod[r.ID].Get(a.Path)
		if theirs.IsAbsent() || theirs == a.Value || theirs.Text() == "prod" || theirs.Text() == "us-east-1a" {
			continue
		}
		staging := here.inventory()
		resourceOf(staging, r).Set(a.Path, theirs)
		bad := notExpected(t, "theirs", staging, there.inventory())
		if len(bad) != 1 || !bad[0].Has(model.CrossEnvironment) {
			t.Errorf("%s %s of %q:%s", r.Name, a.Path, theirs, describe(bad))
		}
	}
}

// judgedOf yields what is judged of an inventory, but for what follows something else.
func judgedOf(i *model.Inventory) func(func(*model.Resource, model.Attribute) bool) {
	return func(yield func(*model.Resource, model.Attribute) bool) {
		for _, r := range i.Resources {
			for _, a := range r.Attributes {
				field := mt.Catalog().Type(r.Type).FieldOf(a.Path, r)
				if field.Class.Judged() && field.Follows.IsZero() && !yield(r, a) {
					return
				}
			}
		}
	}
}

func resourceOf(i *model.Inventory, like *model.Resource) *model.Resource {
	return i.Resources[slices.IndexFunc(i.Resources, func(r *model.Resource) bool { return r.Type == like.Type && r.ID == like.ID })]
}
