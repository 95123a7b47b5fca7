package aws

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"parity/model"
)

func parameterXML(pairs ...string) string {
	text := "<Parameters>"
	for i := 0; i < len(pairs); i += 2 {
		text += "<Parameter><ParameterName>" + pairs[i] + "</ParameterName>"
		if pairs[i+1] != "" {
			text += "<ParameterValue>" + pairs[i+1] + "</ParameterValue>"
		}
		text += "<Source>engine-default</Source></Parameter>"
	}
	return text + "</Parameters>"
}

// defaultsIn answers for the families of both kinds of groups, in two pages whose token stands inside.
func defaultsIn(out http.ResponseWriter, call *wireCall) bool {
	family, marker := call.form.Get("DBParameterGroupFamily"), ""
	body := parameterXML("max_connections", "of "+family, "work_mem", "", "password_secret", "hunter2")
	if call.form.Get("Marker") == "" {
		body, marker = parameterXML("autovacuum", "on"), "<Marker>two</Marker>"
	}
	writeXML(out, call, "<EngineDefaults><DBParameterGroupFamily>"+family+"</DBParameterGroupFamily>"+body+marker+"</EngineDefaults>", "")
	return true
}

// The defaults that values stand in for are asked for once a family, whole, and only where a group that
// somebody made is read.
func TestPitfall38DefaultsOfFamilies(t *testing.T) {
	w := newWire(t)
	a := estate()
	a.query["DescribeDBParameterGroups"] = []string{`<DBParameterGroups>
		<DBParameterGroup><DBParameterGroupName>default.mysql8.0</DBParameterGroupName><DBParameterGroupFamily>mysql8.0</DBParameterGroupFamily></DBParameterGroup>
		<DBParameterGroup><DBParameterGroupName>nobodys</DBParameterGroupName><DBParameterGroupFamily>mariadb10.6</DBParameterGroupFamily></DBParameterGroup>
		<DBParameterGroup><DBParameterGroupName>prod-pg15</DBParameterGroupName><DBParameterGroupFamily>postgres15</DBParameterGroupFamily></DBParameterGroup></DBParameterGroups>`}
	w.accounts["111111111111"] = a
	w.faults["RDS.DescribeEngineDefaultParameters"] = defaultsIn
	w.faults["RDS.DescribeEngineDefaultClusterParameters"] = defaultsIn
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if len(inv.Defaults) != 2 || len(inv.Notes) > 0 {
		t.Fatalf("defaults %+v, notes %+v", inv.Defaults, inv.Notes)
	}
	for _, want := range []model.Defaults{
		{Type: clusterParameterGroupTarget, Of: "aurora-postgresql15"}, {Type: parameterGroupTarget, Of: "postgres15"},
	} {
		d := inv.DefaultsOf(want.Type, want.Of)
		if d == nil || len(d.Values) != 2 || d.Values["autovacuum"] != "on" || d.Values["max_connections"] != "of "+want.Of {
			t.Errorf("%s: %+v", want.Of, d)
		}
	}
	if n := w.count("RDS.DescribeEngineDefaultParameters"); n != 2 {
		t.Errorf("%d calls for two pages", n)
	}
}

// What cannot be asked costs the default alone; what came of a chain that broke is kept.
func TestPitfall38DefaultsThatAreDenied(t *testing.T) {
	w := newWire(t)
	a := estate()
	a.query["DescribeDBInstances"] = append(a.query["DescribeDBInstances"], `<DBInstances><DBInstance><DBInstanceIdentifier>users-prod</DBInstanceIdentifier><Engine>mysql</Engine>
		<DBParameterGroups><DBParameterGroup><DBParameterGroupName>prod-mysql8</DBParameterGroupName></DBParameterGroup></DBParameterGroups>
		<TagList><Tag><Key>Environment</Key><Value>prod</Value></Tag></TagList></DBInstance></DBInstances>`)
	a.query["DescribeDBParameterGroups"] = append(a.query["DescribeDBParameterGroups"], `<DBParameterGroups><DBParameterGroup><DBParameterGroupName>prod-mysql8</DBParameterGroupName>
		<DBParameterGroupFamily>mysql8.0</DBParameterGroupFamily></DBParameterGroup></DBParameterGroups>`)
	w.accounts["111111111111"] = a
	denied := coded(http.StatusForbidden, "AccessDenied")
	w.faults["RDS.DescribeEngineDefaultParameters"] = func(out http.ResponseWriter, call *wireCall) bool {
		if call.form.Get("DBParameterGroupFamily") == "postgres15" && call.form.Get("Marker") == "" {
			return defaultsIn(out, call)
		}
		return denied(out, call)
	}
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if len(inv.Unread) > 0 || len(inv.Notes) != 1 {
		t.Fatalf("unread %+v, notes %+v", inv.Unread, inv.Notes)
	}
	note := inv.Notes[0]
	if note.Operation != "rds:DescribeEngineDefaultParameters" || note.Code != "AccessDenied" || !strings.HasPrefix(note.Message, "engine defaults of mysql8.0, postgres15 stay unknown: ") {
		t.Errorf("%+v", note)
	}
	if !slices.ContainsFunc(inv.Defaults, func(d *model.Defaults) bool { return d.Of == "postgres15" && d.Values["autovacuum"] == "on" }) {
		t.Errorf("what came is not kept: %+v", inv.Defaults)
	}
	holds(t, resource(t, inv, "prod-pg15"), map[string]string{"Parameters.max_connections": "400"})
}

// Nobody waits for an explanation: what fails is not tried again, unless there were too many calls.
func TestDefaultsAreTriedOnce(t *testing.T) {
	for code, want := range map[string]int{"InternalFailure": 1, "ThrottlingException": 3} {
		w := newWire(t)
		w.accounts["111111111111"] = estate()
		w.faults["RDS.DescribeEngineDefaultParameters"] = upTo(2, coded(http.StatusInternalServerError, code))
		inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
		if n := w.count("RDS.DescribeEngineDefaultParameters"); n < want || n > want+1 { // a second page, where there was one
			t.Errorf("%s: %d calls, want %d", code, n, want)
		}
		if failed := len(inv.Notes) > 0; failed != (want == 1) {
			t.Errorf("%s: notes %+v", code, inv.Notes)
		}
	}
}
