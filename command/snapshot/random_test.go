package snapshot

import (
	"fmt"
	"net/netip"
	"time"

	"pgregory.net/rapid"

	"parity/model"
)

// The generators below make inventories that hold everything an inventory can hold.

var (
	word    = rapid.StringMatching(`[a-z]{1,6}`)
	words   = rapid.SliceOfN(word, 0, 3)
	anyText = rapid.OneOf(word, rapid.String(), rapid.SampledFrom([]string{"", "a\"b\\c", "<&>\u2028", "{\"a\":1}", "[1]", "\x1f\x00", "日本"}))
)

func drawValue(t *rapid.T, secrets []string) model.Value {
	switch rapid.IntRange(0, 8).Draw(t, "kind") {
	case 0:
		return model.TextValue(anyText.Draw(t, "text"))
	case 1:
		return model.TextValue(string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")))
	case 2:
		return model.NumberValue(rapid.SampledFrom([]string{"0", "-1", "1.50", "1e400", "007", "", " 1", "NaN", "123456789012345678901"}).Draw(t, "number"))
	case 3:
		return model.BoolValue(rapid.Bool().Draw(t, "bool"))
	case 4:
		return model.ListValue(rapid.SliceOf(anyText).Draw(t, "list"))
	case 5:
		return model.SetValue(rapid.SliceOf(anyText).Draw(t, "set"))
	case 6:
		return model.LockedValue()
	case 7:
		return model.SealedValue(rapid.SampledFrom(secrets).Draw(t, "secret"))
	default:
		return model.CredentialValue(anyText.Draw(t, "masked"), rapid.SampledFrom(secrets).Draw(t, "password"))
	}
}

func drawPath(t *rapid.T) model.Path {
	return model.NewPath(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom([]string{"Tags", "Ingress", "10.0.0.0/16", "rds.force_ssl"}), word), 1, 4).Draw(t, "path")...)
}

func drawResource(t *rapid.T, secrets []string) *model.Resource {
	r := &model.Resource{
		Type: rapid.SampledFrom([]string{"AWS::EC2::Instance", "AWS::SSM::Parameter", "AWS::EC2::SecurityGroup"}).Draw(t, "type"),
		ID:   rapid.StringMatching(`i-[0-9a-f]{4}`).Draw(t, "id"),
		Name: anyText.Draw(t, "name"),
	}
	if rapid.Bool().Draw(t, "same name") {
		r.Name = r.ID
	}
	if rapid.Bool().Draw(t, "rich") {
		r.Logical, r.Group, r.Scope = anyText.Draw(t, "logical"), anyText.Draw(t, "group"), anyText.Draw(t, "scope")
		r.ByReference, r.Shared = rapid.Bool().Draw(t, "by reference"), rapid.Bool().Draw(t, "shared")
	}
	for range rapid.IntRange(0, 8).Draw(t, "attributes") {
		r.Set(drawPath(t), drawValue(t, secrets))
	}
	return r
}

func drawEnvironment(t *rapid.T) model.Environment {
	return model.Environment{
		Name: word.Draw(t, "name"), Role: rapid.SampledFrom([]model.Role{"", model.Mirror, model.Baseline}).Draw(t, "role"),
		Aliases: words.Draw(t, "aliases"), Words: words.Draw(t, "words"), Account: "111104111104", Region: "eu-west-1",
		Zones: words.Draw(t, "zones"), HostLabels: words.Draw(t, "labels"), Roots: words.Draw(t, "roots"),
		Networks: []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16"), netip.MustParsePrefix("fd00::/8")},
		Source:   "snapshot",
		LoadedAt: time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "time"), rapid.Int64Range(0, 999999999).Draw(t, "ns")).UTC(),
	}
}

func drawInventory(t *rapid.T) *model.Inventory {
	secrets := []string{"runA:one", "runA:two", "runB:one"}
	inv := &model.Inventory{
		Environment: drawEnvironment(t),
		Types:       words.Draw(t, "types"),
		Pending:     words.Draw(t, "pending"),
		Selection:   model.Selection{Written: rapid.Bool().Draw(t, "written"), LookedFor: map[string]string{"T": anyText.Draw(t, "looked for")}, Meant: map[string][]string{"T": words.Draw(t, "meant")}},
		Unclaimed:   map[string][]string{"T": {"i-1", "i-2"}},
		Events: []model.Event{
			{At: time.Date(2026, 11, 24, 1, 52, 9, 0, time.UTC), Type: "AWS::RDS::DBInstance", ID: "orders", Source: "RDS", Message: "DB instance restarted", Categories: []string{"availability"}},
		},
		Defaults: []*model.Defaults{{Type: "AWS::RDS::DBParameterGroup", Of: "postgres15", Values: map[string]string{"max_connections": "LEAST({DBInstanceClassMemory/9531392},5000)"}}},
		Sizes:    map[string]model.InstanceSize{"t3.small": {VCPUs: 2, MemoryMiB: 2048, Burstable: true, Network: "5 Gigabit"}},
	}
	for range rapid.IntRange(0, 12).Draw(t, "resources") {
		inv.Resources = append(inv.Resources, drawResource(t, secrets))
	}
	for range rapid.IntRange(0, 2).Draw(t, "targets") {
		inv.Targets = append(inv.Targets, &model.Target{
			Type: "AWS::EC2::Subnet", ID: anyText.Draw(t, "target"), Aliases: words.Draw(t, "aliases"), Name: anyText.Draw(t, "name"),
			Parent: "vpc-1", Qualifier: "public", Owner: "amazon", Default: rapid.Bool().Draw(t, "default"), Zone: "euw1-az1",
			CIDRs: words.Draw(t, "cidrs"), Facts: map[string]string{"CreationDate": anyText.Draw(t, "fact")},
		})
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "unread") {
		inv.Unread = append(inv.Unread, model.Unread{
			Type: "T", Part: drawPath(t), Operation: "rds:DescribeDBParameters", Code: "AccessDenied", Message: anyText.Draw(t, "message"),
			Partial: rapid.Bool().Draw(t, "partial"), Resources: words.Draw(t, "ids"),
		})
		inv.Notes = append(inv.Notes, model.Note{Environment: "prod", Operation: fmt.Sprint(i), Code: "Denied", Message: anyText.Draw(t, "note")})
	}
	inv.Sort()
	return inv
}
