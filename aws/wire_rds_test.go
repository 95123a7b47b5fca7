package aws

import (
	"net/http"
	"slices"
	"testing"

	"parity/model"
)

// An empty page with a token is not the last one, of any call.
func TestPitfall64EmptyPagesOfEveryService(t *testing.T) {
	load := func(empty bool) *model.Inventory {
		w := newWire(t)
		a := estate()
		a.emptyPages = empty
		w.accounts["111111111111"] = a
		return loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	}
	full, empty := load(false), load(true)
	if len(empty.Unread) > 0 || len(empty.Notes) > 0 {
		t.Errorf("unread %+v, notes %+v", empty.Unread, empty.Notes)
	}
	ids := func(inv *model.Inventory) []string {
		var list []string
		for _, r := range inv.Resources {
			list = append(list, r.Type+" "+r.ID)
		}
		for _, target := range inv.Targets {
			list = append(list, target.Type+" "+target.ID)
		}
		slices.Sort(list)
		return list
	}
	if got, want := ids(empty), ids(full); len(want) < 10 || !slices.Equal(got, want) {
		t.Errorf("with empty pages:\n%q\nwithout:\n%q", got, want)
	}
}

// A parameter group that may not be read hides its own values, and those of no other.
func TestPitfall76OneGroupOfParametersDenied(t *testing.T) {
	w := newWire(t)
	a := estate()
	a.query["DescribeDBInstances"] = append(a.query["DescribeDBInstances"], `<DBInstances><DBInstance><DBInstanceIdentifier>users-prod</DBInstanceIdentifier><Engine>postgres</Engine>
		<DBParameterGroups><DBParameterGroup><DBParameterGroupName>prod-locked15</DBParameterGroupName><ParameterApplyStatus>in-sync</ParameterApplyStatus></DBParameterGroup></DBParameterGroups>
		<TagList><Tag><Key>Environment</Key><Value>prod</Value></Tag></TagList></DBInstance></DBInstances>`)
	a.query["DescribeDBParameterGroups"] = append(a.query["DescribeDBParameterGroups"], `<DBParameterGroups><DBParameterGroup><DBParameterGroupName>prod-locked15</DBParameterGroupName>
		<DBParameterGroupFamily>postgres15</DBParameterGroupFamily></DBParameterGroup></DBParameterGroups>`)
	w.accounts["111111111111"] = a
	denied := coded(http.StatusForbidden, "AccessDenied")
	w.faults["RDS.DescribeDBParameters"] = func(out http.ResponseWriter, call *wireCall) bool {
		return call.form.Get("DBParameterGroupName") == "prod-locked15" && denied(out, call)
	}
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if len(inv.Unread) != 1 || inv.Unread[0].Part.String() != "Parameters.*" || !slices.Equal(inv.Unread[0].Resources, []string{"prod-locked15"}) {
		t.Errorf("unread %+v", inv.Unread)
	}
	holds(t, resource(t, inv, "prod-pg15"), map[string]string{"Parameters.max_connections": "400"})
	holds(t, resource(t, inv, "prod-locked15"), map[string]string{"DBParameterGroupFamily": "postgres15", "Parameters.max_connections": ""})
}

// What rules name by id has its name from its own list, and a prefix list of nobody's rules is left out.
func TestPitfall22PrefixLists(t *testing.T) {
	w := newWire(t)
	a := estate()
	a.query["DescribeSecurityGroups"] = []string{`<securityGroupInfo><item><groupId>sg-00000001</groupId><groupName>web</groupName><vpcId>vpc-00000001</vpcId><ownerId>111111111111</ownerId>
		<ipPermissionsEgress><item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort>
		<prefixListIds><item><prefixListId>pl-00000001</prefixListId></item></prefixListIds></item></ipPermissionsEgress></item></securityGroupInfo>`}
	a.query["DescribeManagedPrefixLists"] = []string{
		`<prefixListSet><item><prefixListId>pl-00000002</prefixListId><prefixListName>com.amazonaws.eu-west-1.dynamodb</prefixListName><ownerId>AWS</ownerId></item></prefixListSet>`,
		`<prefixListSet><item><prefixListId>pl-00000001</prefixListId><prefixListName>com.amazonaws.eu-west-1.s3</prefixListName><ownerId>AWS</ownerId></item></prefixListSet>`,
	}
	w.accounts["111111111111"] = a
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	holds(t, resource(t, inv, "sg-00000001"), map[string]string{"Egress.tcp.443.pl:pl-00000001": "true"})
	var lists []string
	for _, target := range inv.Targets {
		if target.Type == prefixListTarget {
			lists = append(lists, target.ID+" "+target.Name+" of "+target.Owner)
		}
	}
	if want := []string{"pl-00000001 com.amazonaws.eu-west-1.s3 of AWS"}; !slices.Equal(lists, want) {
		t.Errorf("prefix lists: %q", lists)
	}
}
