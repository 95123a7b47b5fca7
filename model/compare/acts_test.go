package compare_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
	"parity/model/rules"
)

const (
	clusterSettingsType = "AWS::RDS::DBClusterParameterGroup"
	clusterType         = "AWS::RDS::DBCluster"
	connections         = "LEAST({DBInstanceClassMemory/9531392},5000)"
)

// withFormulas is the catalog with databases whose settings stand in their groups, or in their clusters'.
func withFormulas() *model.Catalog {
	catalog := withSettings()
	clusterGroups := &model.Type{Name: clusterSettingsType, Tab: "databases"}
	clusterGroups.Declare(model.Dotted("Parameters.*"), model.Field{DefaultsBy: model.Dotted("DBParameterGroupFamily")})
	clusters := &model.Type{Name: clusterType, Tab: "databases"}
	clusters.Declare(model.Dotted("DBClusterParameterGroup"), model.Field{Class: model.Reference, Target: clusterSettingsType})
	database := catalog.Type(mt.Database)
	database.Declare(model.Dotted("DBClusterIdentifier"), model.Field{Class: model.Reference, Target: clusterType})
	database.Settings = &model.Settings{
		Holders: [][]model.Path{{model.Dotted("DBParameterGroupName")}, {model.Dotted("DBClusterIdentifier"), model.Dotted("DBClusterParameterGroup")}},
		Values:  model.Dotted("Parameters.*"), Untouched: "default.", Foremost: []string{"max_connections"},
		Variables: []model.Variable{
			{Name: "DBInstanceClassMemory", Attribute: model.Dotted("DBInstanceClass"), Measure: model.Memory},
			{Name: "DBInstanceVCPU", Attribute: model.Dotted("DBInstanceClass"), Measure: model.Processors},
			{Name: "AllocatedStorage", Attribute: model.Dotted("AllocatedStorage"), Measure: model.Gibibytes},
		},
	}
	return model.NewCatalog(append(catalog.Types(), clusterGroups, clusters)...)
}

var classes = map[string]model.InstanceSize{
	"db.r6g.large": {VCPUs: 2, MemoryMiB: 16 << 10}, "db.r6g.xlarge": {VCPUs: 4, MemoryMiB: 32 << 10}, "db.m6g.2xlarge": {VCPUs: 8, MemoryMiB: 32 << 10},
	"db.t3.large": {VCPUs: 2, MemoryMiB: 8 << 10},
}

// using adds a database to an environment with a parameter group, which it uses, unless it says otherwise.
func using(inv *model.Inventory, name, class string, attributes ...string) *model.Inventory {
	env := inv.Environment.Name
	r := mt.Resource(mt.Database, name+"-"+env, name+"-"+env, append([]string{"DBInstanceClass=" + class}, attributes...)...)
	if r.Get(model.Dotted("DBParameterGroupName")).IsAbsent() {
		r.Set(model.Dotted("DBParameterGroupName"), model.TextValue("acme-"+env+"-pg15"))
	}
	inv.Resources = append(inv.Resources, r)
	inv.Sizes = classes
	inv.Sort()
	return inv
}

func reasonAt(t *testing.T, staging, prod *model.Inventory, attribute string, options compare.Options) string {
	t.Helper()
	options.Now = mt.Loaded
	result, err := compare.Run(withFormulas(), []*model.Inventory{staging, prod}, options)
	if err != nil {
		t.Fatal(err)
	}
	e := entryAt(result.Entries, attribute)
	if e == nil {
		t.Fatalf("nothing is said of %s", attribute)
	}
	return e.Reason
}

// Settings that read alike act differently where the class does, and the difference of the class tells it.
func TestPitfall39Formulas(t *testing.T) {
	both := func(pairs ...string) [2][]string { return [2][]string{pairs, pairs} }
	for title, c := range map[string]struct {
		settings [2][]string
		defaults []string
		classes  [2]string
		want     string
	}{
		"set": {
			both("max_connections", connections), nil,
			[2]string{"db.r6g.large", "db.r6g.xlarge"},
			"max_connections of acme-prod-pg15 is " + connections + ": about 1,800 in staging, 3,600 in prod",
		},
		"by default": {
			both(),
			[]string{"max_connections", connections},
			[2]string{"db.r6g.large", "db.r6g.xlarge"},
			"max_connections is " + connections + " by default: about 1,800 in staging, 3,600 in prod",
		},
		"another default is no news": {both(), []string{"shared_buffers", "{DBInstanceClassMemory/32768}"}, [2]string{"db.r6g.large", "db.r6g.xlarge"}, ""},
		"capped on both sides":       {both("max_connections", "LEAST({DBInstanceClassMemory/9531392},500)"), nil, [2]string{"db.r6g.large", "db.r6g.xlarge"}, ""},
		"as much memory":             {both("max_connections", connections), nil, [2]string{"db.r6g.xlarge", "db.m6g.2xlarge"}, ""},
		"processors are counted": {
			both("max_worker_processes", "GREATEST(${DBInstanceVCPU*2},4)"), nil,
			[2]string{"db.r6g.xlarge", "db.m6g.2xlarge"},
			"max_worker_processes of acme-prod-pg15 is GREATEST(${DBInstanceVCPU*2},4): 8 in staging, 16 in prod",
		},
		"of the storage": {both("wal_keep_size", "{AllocatedStorage/1048576}"), nil, [2]string{"db.r6g.large", "db.r6g.xlarge"}, ""},
		"a number":       {both("max_connections", "400"), []string{"max_connections", connections}, [2]string{"db.r6g.large", "db.r6g.xlarge"}, ""},
		"of an unknown size": {
			both("max_connections", connections), nil,
			[2]string{"db.r6g.large", "db.serverless"},
			"max_connections of acme-prod-pg15 is " + connections + " and follows DBInstanceClass",
		},
		"what cannot be computed": {
			both("huge_pages", "{DBInstanceClassMemory>8589934592}"), nil,
			[2]string{"db.r6g.large", "db.r6g.xlarge"},
			"huge_pages of acme-prod-pg15 is {DBInstanceClassMemory>8589934592} and follows DBInstanceClass",
		},
		"many": {
			both("a", "{DBInstanceClassMemory/1048576}", "b", "{DBInstanceVCPU}", "c", "{DBInstanceVCPU*2}", "max_connections", connections), nil,
			[2]string{"db.r6g.large", "db.r6g.xlarge"},
			"max_connections of acme-prod-pg15 is " + connections + ": about 1,800 in staging, 3,600 in prod; a of acme-prod-pg15 is {DBInstanceClassMemory/1048576}: about 16,000 in staging, 33,000 in prod; and 2 more",
		},
		"another text is told of the group": {
			[2][]string{{"max_connections", "{DBInstanceClassMemory/12582880}"}, {"max_connections", connections}}, nil, [2]string{"db.r6g.large", "db.r6g.xlarge"}, "",
		},
	} {
		t.Run(title, func(t *testing.T) {
			staging := using(settingsOf("staging", "postgres15", c.settings[0], c.defaults...), "orders", c.classes[0])
			prod := using(settingsOf("prod", "postgres15", c.settings[1], c.defaults...), "orders", c.classes[1])
			got := reasonAt(t, staging, prod, "DBInstanceClass", compare.Options{Rules: []rules.Rule{{ID: "r", Type: mt.Database, Reason: "meant"}}})
			if got = withoutSizes(got); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// withoutSizes is what a reason says after the rule's own and after what the two sizes are.
func withoutSizes(reason string) string {
	parts := strings.Split(reason, "; ")[1:]
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return strings.Contains(part, " against ") }), "; ")
}

// Whatever explains the class, what follows from it is told.
func TestPitfall39IsToldWhateverExplains(t *testing.T) {
	staging := using(settingsOf("staging", "postgres15", []string{"max_connections", connections}), "orders", "db.t3.large")
	prod := using(settingsOf("prod", "postgres15", []string{"max_connections", connections}), "orders", "db.r6g.large")
	const also = "max_connections of acme-prod-pg15 is " + connections + ": about 900 in staging, 1,800 in prod"
	if got, want := reasonAt(t, staging, prod, "DBInstanceClass", compare.Options{}), "8 GiB against 16 GiB; "+also; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	result, err := compare.Run(withFormulas(), []*model.Inventory{staging, prod}, compare.Options{Now: mt.Loaded})
	if err != nil {
		t.Fatal(err)
	}
	e := entryAt(result.Entries, "DBInstanceClass")
	accepted := rules.NewAccepted("salt", []rules.Debt{{Fingerprint: rules.Fingerprint("salt", e), By: "ann", Expires: mt.Loaded.Add(time.Hour)}})
	if got, want := reasonAt(t, staging, prod, "DBInstanceClass", compare.Options{Accepted: accepted}), "accepted by ann until 2026-11-24; 8 GiB against 16 GiB; "+also; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// The storage decides what the class does not.
func TestPitfall39StorageDecides(t *testing.T) {
	set := []string{"wal_keep_size", "{AllocatedStorage/1048576}"}
	staging := using(settingsOf("staging", "postgres15", set), "orders", "db.r6g.large", "AllocatedStorage=100")
	prod := using(settingsOf("prod", "postgres15", set), "orders", "db.r6g.large", "AllocatedStorage=400")
	if got, want := reasonAt(t, staging, prod, "AllocatedStorage", compare.Options{}), "wal_keep_size of acme-prod-pg15 is {AllocatedStorage/1048576}: 102,400 in staging, 409,600 in prod"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// A member of a cluster has what its own group sets, then what its cluster's does.
func TestPitfall39MembersOfClusters(t *testing.T) {
	cluster := func(env, class, own string) *model.Inventory {
		inv := settingsOf(env, "aurora-postgresql15", []string{"work_mem", "{DBInstanceClassMemory/1048576}"})
		inv.Resources = append(inv.Resources,
			mt.Resource(clusterType, "ledger-"+env, "ledger-"+env, "DBClusterParameterGroup=ledger-"+env),
			mt.Resource(clusterSettingsType, "ledger-"+env, "ledger-"+env, "Parameters.max_connections="+connections, "Parameters.work_mem={DBInstanceVCPU}"))
		inv.Types = append(inv.Types, clusterType, clusterSettingsType)
		return using(inv, "ledger", class, "DBClusterIdentifier=ledger-"+env, "DBParameterGroupName="+own)
	}
	got := reasonAt(t, cluster("staging", "db.t3.large", "acme-staging-pg15"), cluster("prod", "db.r6g.large", "acme-prod-pg15"), "DBInstanceClass", compare.Options{})
	want := "8 GiB against 16 GiB; max_connections of ledger-prod is " + connections + ": about 900 in staging, 1,800 in prod; " +
		"work_mem of acme-prod-pg15 is {DBInstanceClassMemory/1048576}: about 8,200 in staging, 16,000 in prod"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	got = reasonAt(t, cluster("staging", "db.t3.large", "default.aurora-postgresql15"), cluster("prod", "db.r6g.large", "default.aurora-postgresql15"), "DBInstanceClass", compare.Options{})
	if want = "8 GiB against 16 GiB; max_connections of ledger-prod is " + connections + ": about 900 in staging, 1,800 in prod"; got != want {
		t.Errorf("in AWS's own group:\ngot  %q\nwant %q", got, want)
	}
}

// Of what could not be read nothing is claimed, least of all that it is the default.
func TestPitfall39WhatIsNotReadIsNotClaimed(t *testing.T) {
	defaults := []string{"max_connections", connections}
	build := func() (staging, prod *model.Inventory) {
		return using(settingsOf("staging", "postgres15", nil, defaults...), "orders", "db.t3.large"), using(settingsOf("prod", "postgres15", nil, defaults...), "orders", "db.r6g.large")
	}
	for title, hide := range map[string]func(*model.Inventory){
		"the values": func(inv *model.Inventory) {
			inv.Unread = []model.Unread{{Type: settingsType, Part: model.Dotted("Parameters.*"), Code: "AccessDenied", Resources: []string{"acme-prod-pg15"}}}
		},
		"the group": func(inv *model.Inventory) {
			inv.Resources = inv.Of(mt.Database)
		},
		"which group the cluster has": func(inv *model.Inventory) {
			inv.Of(mt.Database)[0].Set(model.Dotted("DBClusterIdentifier"), model.TextValue("ledger-prod"))
			inv.Resources = append(inv.Resources, mt.Resource(clusterType, "ledger-prod", "ledger-prod"))
			inv.Sort()
		},
	} {
		staging, prod := build()
		hide(prod)
		if got, want := reasonAt(t, staging, prod, "DBInstanceClass", compare.Options{}), "8 GiB against 16 GiB"; got != want {
			t.Errorf("%s: got %q, want %q", title, got, want)
		}
	}
}

// What a group sets and its user overrides comes to nothing there.
func TestPitfall39UsersThatOverride(t *testing.T) {
	build := func(env string, settings ...string) *model.Inventory {
		inv := settingsOf(env, "aurora-postgresql15", []string{"max_connections", "77"})
		group := mt.Resource(clusterSettingsType, "ledger-"+env, "ledger-"+env)
		group.Set(model.NewPath("Parameters", settings[0]), model.TextValue(settings[1]))
		inv.Resources = append(inv.Resources, group, mt.Resource(clusterType, "ledger-"+env, "ledger-"+env, "DBClusterParameterGroup=ledger-"+env))
		inv.Types = append(inv.Types, clusterType, clusterSettingsType)
		return using(inv, "ledger", "db.r6g.large", "DBClusterIdentifier=ledger-"+env)
	}
	if got := reasonAt(t, build("staging", "max_connections", "400"), build("prod", "max_connections", connections), "Parameters.max_connections", compare.Options{}); got != "" {
		t.Errorf("got %q", got)
	}
	if got, want := reasonAt(t, build("staging", "work_mem", "400"), build("prod", "work_mem", "{DBInstanceVCPU}"), "Parameters.work_mem", compare.Options{}), "{DBInstanceVCPU} is 2 in prod"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A number against a formula is a drift, and is told what the formula comes to.
func TestPitfall39NumbersAgainstFormulas(t *testing.T) {
	for title, c := range map[string]struct {
		staging  []string
		defaults []string
		users    []string
		want     string
	}{
		"far":          {[]string{"max_connections", "400"}, nil, []string{"db.r6g.large"}, connections + " is about 1,800 in prod"},
		"near":         {[]string{"max_connections", "1660"}, nil, []string{"db.r6g.large"}, connections + " is about 1,800 in prod: much the same now, but it follows the size and the number does not"},
		"several":      {[]string{"max_connections", "400"}, nil, []string{"db.r6g.large", "db.t3.large"}, connections + " is about 900 to 1,800 in prod"},
		"nobody's":     {[]string{"max_connections", "400"}, nil, nil, ""},
		"unknown size": {[]string{"max_connections", "400"}, nil, []string{"db.serverless"}, ""},
		"a default": {
			[]string{"shared_buffers", "{DBInstanceClassMemory/32768}", "max_connections", connections},
			[]string{"shared_buffers", "{DBInstanceClassMemory/16384}"},
			[]string{"db.r6g.large"},
			"prod has the engine default; {DBInstanceClassMemory/16384} is about 1,000,000 in prod",
		},
	} {
		t.Run(title, func(t *testing.T) {
			staging := settingsOf("staging", "postgres15", c.staging)
			prod := settingsOf("prod", "postgres15", []string{"max_connections", connections}, c.defaults...)
			for i, class := range c.users {
				using(prod, fmt.Sprint("orders", i), class)
			}
			if got := reasonAt(t, staging, prod, "Parameters."+c.staging[0], compare.Options{}); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}
