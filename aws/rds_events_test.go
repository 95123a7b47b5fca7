package aws

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parity/model"
)

// eventAnswer is what RDS answers of one event.
func eventAnswer(kind, id, category, message, at string) string {
	return `<Events><Event><SourceType>` + kind + `</SourceType><SourceIdentifier>` + id + `</SourceIdentifier><Message>` + message +
		`</Message><Date>` + at + `</Date><EventCategories><EventCategory>` + category + `</EventCategory></EventCategories></Event></Events>`
}

// eventful is an AWS whose RDS answers events by their kind, one a page, as RDS parts them by source and category.
func eventful(t *testing.T, answers ...string) (*wire, *[]*wireCall) {
	t.Helper()
	w := newWire(t)
	w.accounts["111111111111"] = estate()
	var calls []*wireCall
	w.faults["RDS.DescribeEvents"] = func(out http.ResponseWriter, call *wireCall) bool {
		w.mu.Lock()
		calls = append(calls, call)
		w.mu.Unlock()
		var mine []string
		for _, answer := range answers {
			if strings.Contains(answer, "<SourceType>"+call.form.Get("SourceType")+"<") {
				mine = append(mine, answer)
			}
		}
		n, _ := strconv.Atoi(call.form.Get("Marker"))
		body, next := "<Events/>", ""
		if n < len(mine) {
			body = mine[n]
		}
		if n+1 < len(mine) {
			next = strconv.Itoa(n + 1)
		}
		writeXML(out, call, body, next)
		return true
	}
	return w, &calls
}

func TestTheEventsOfDatabases(t *testing.T) {
	w, calls := eventful(
		t,
		eventAnswer("db-parameter-group", "prod-pg15", "configuration change", "Updated parameter max_connections to 400 with apply method immediate", "2026-11-20T09:00:00Z"),
		eventAnswer("db-parameter-group", "prod-pg15", "configuration change", "Updated parameter max_connections to 200 with apply method pending-reboot", "2026-11-24T01:52:09.5Z"),
		eventAnswer("db-parameter-group", "somebody-elses", "configuration change", "Updated parameter max_connections to 1 with apply method immediate", "2026-11-24T01:00:00Z"),
		eventAnswer("db-parameter-group", "prod-aurora15", "configuration change", "Updated parameter work_mem to 8 with apply method immediate", "2026-11-23T00:00:00Z"),
		eventAnswer("db-instance", "orders-prod", "configuration change", "Finished applying modification to DB instance class", "2026-11-22T00:00:00Z"),
		eventAnswer("db-cluster", "ledger-prod", "maintenance", "Database cluster engine version has been upgraded", "2026-11-21T00:00:00Z"),
	)
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	var got []string
	for _, e := range inv.Events {
		got = append(got, strings.Join([]string{e.At.Format("02T15:04:05"), e.Type, e.ID, e.Source, e.Message}, "|"))
	}
	want := []string{
		"20T09:00:00|" + parameterGroupTarget + "|prod-pg15|RDS|Updated parameter max_connections to 400 with apply method immediate",
		"21T00:00:00|" + clusterTarget + "|ledger-prod|RDS|Database cluster engine version has been upgraded",
		"22T00:00:00|" + databaseTarget + "|orders-prod|RDS|Finished applying modification to DB instance class",
		"23T00:00:00|" + clusterParameterGroupTarget + "|prod-aurora15|RDS|Updated parameter work_mem to 8 with apply method immediate",
		"24T01:52:09|" + parameterGroupTarget + "|prod-pg15|RDS|Updated parameter max_connections to 200 with apply method pending-reboot",
	}
	if !slices.Equal(got, want) {
		t.Errorf("events:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, call := range *calls {
		if call.form.Get("Duration") != "20160" || call.form.Get("SourceType") == "" {
			t.Errorf("asked for %v", call.form)
		}
		for key, values := range call.form {
			if strings.HasPrefix(key, "EventCategories") && slices.Contains(values, "backup") {
				t.Error("backups are asked for, of which there may be thousands")
			}
		}
	}
}

// A parameter group's value may be a secret, and the message of its event holds it.
func TestASecretIsInNoEvent(t *testing.T) {
	const canary = "hunter2hunter2"
	w, _ := eventful(
		t,
		eventAnswer("db-parameter-group", "prod-pg15", "configuration change", "Updated parameter admin_password to "+canary+" with apply method immediate", "2026-11-24T01:00:00Z"),
		eventAnswer("db-instance", "orders-prod", "configuration change", "Reached postgres://app:"+canary+"@db.internal/orders", "2026-11-24T01:00:00Z"),
	)
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if len(inv.Events) != 2 {
		t.Fatalf("events %+v", inv.Events)
	}
	for _, e := range inv.Events {
		if strings.Contains(e.Message, canary) {
			t.Errorf("%s", e.Message)
		}
	}
	if got := inv.Events[1].Message + inv.Events[0].Message; !strings.Contains(got, "Updated parameter admin_password to "+model.Mask+" with apply method immediate") {
		t.Errorf("the rest of the message: %s", got)
	}
}

// A call that fails costs the dates alone, and what came of other kinds stays.
func TestEventsThatAreDeniedCostAnExplanation(t *testing.T) {
	w, _ := eventful(t, eventAnswer("db-instance", "orders-prod", "configuration change", "Finished applying modification to DB instance class", "2026-11-22T00:00:00Z"))
	answer, denied := w.faults["RDS.DescribeEvents"], coded(http.StatusForbidden, "AccessDenied")
	w.faults["RDS.DescribeEvents"] = func(out http.ResponseWriter, call *wireCall) bool {
		if call.form.Get("SourceType") == "db-cluster" {
			return denied(out, call)
		}
		return answer(out, call)
	}
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if len(inv.Unread) > 0 || len(inv.Events) != 1 || len(inv.Notes) != 1 || inv.Notes[0].Operation != "rds:DescribeEvents" || inv.Notes[0].Code != "AccessDenied" {
		t.Errorf("unread %+v, events %+v, notes %+v", inv.Unread, inv.Events, inv.Notes)
	}
	only := w.options()
	only.Only = []string{"groups"}
	before := w.count("RDS.DescribeEvents")
	loadOne(t, w, only, Wanted{Name: "prod", Parameters: []string{"/prod"}})
	if w.count("RDS.DescribeEvents") != before {
		t.Error("events are asked for although no databases are looked at")
	}
}

// Every attribute that a message speaks of is one that is loaded, or nothing would ever be dated by it.
func TestWhatEventsSpeakOfIsDeclared(t *testing.T) {
	n := 0
	for _, kind := range Types() {
		for _, said := range kind.Told {
			for _, path := range said.Attributes {
				n++
				if path.IsZero() {
					continue
				}
				if !slices.ContainsFunc(kind.Declared(), path.Matches) {
					t.Errorf("%s: %q speaks of %s, which it has not", kind.Name, said.Message, path)
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("%d attributes are spoken of", n)
	}
}

// What AWS's messages say, in its own words, with and without their full stop.
func TestWhatEventsSpeakOf(t *testing.T) {
	for _, c := range []struct {
		of                        *model.Type
		message, attribute, value string
		speaks                    bool
	}{
		{databaseType, "Finished applying modification to DB instance class", "DBInstanceClass", "", true},
		{databaseType, "Finished applying modification to DB instance class.", "DBInstanceClass", "", true},
		{databaseType, "Finished applying modification to DB instance class", "EngineVersion", "", false},
		{databaseType, "Applying modification to database instance class", "DBInstanceClass", "", false},
		{databaseType, "Applying modification to database instance class", "PendingModifiedValues.DBInstanceClass", "", true},
		{databaseType, "Finished applying modification to allocated storage", "AllocatedStorage", "", true},
		{databaseType, "Finished applying autoscaling-initiated modification to allocated storage", "AllocatedStorage", "", true},
		{databaseType, "Finished applying modification to convert to a Multi-AZ DB Instance", "MultiAZ", "", true},
		{databaseType, "Finished applying modification to convert to a standard (Single-AZ) DB instance.", "MultiAZ", "", true},
		{databaseType, "Unable to convert the DB instance to Multi-AZ: in-memory file groups.", "MultiAZ", "", false},
		{databaseType, "Disabled automated backups", "BackupRetentionPeriod", "", true},
		{databaseType, "Enabled automated backups", "BackupRetentionPeriod", "", true},
		{databaseType, "Monitoring Interval changed to 60", "MonitoringInterval", "60", true},
		{databaseType, "Reset master credentials", "PendingModifiedValues.MasterUserPassword", "", true},
		{databaseType, "Updated to use DBParameterGroup acme-prod-pg16", "DBParameterGroups.DBParameterGroupName", "", true},
		{databaseType, "The engine version upgrade finished.", "EngineVersion", "", true},
		{databaseType, "The engine version upgrade started.", "EngineVersion", "", false},
		{databaseType, "DB instance created", "", "", true},
		{databaseType, "DB instance created", "DBInstanceClass", "", false},
		{databaseType, "Backing up DB instance", "BackupRetentionPeriod", "", false},
		{databaseType, "Finished DB instance backup", "BackupRetentionPeriod", "", false},
		{databaseType, "DB instance restarted", "", "", false},
		{databaseType, "DB instance started", "", "", false},
		{databaseType, "Multi-AZ instance failover completed", "MultiAZ", "", false},
		{databaseType, "Multi-AZ instance failover started", "MultiAZ", "", false},
		{databaseType, "Database cluster engine version has been upgraded", "EngineVersion", "", false},
		{clusterType, "Database cluster engine version has been upgraded", "EngineVersion", "", true},
		{clusterType, "Database cluster has been patched: source version 15.4 => 15.7.", "EngineVersion", "15.7", true},
		{clusterType, "Completed failover to DB instance: orders-2", "EngineVersion", "", false},
		{parameterGroupType, "Updated parameter max_connections to 200 with apply method pending-reboot", "Parameters.max_connections", "200", true},
		{parameterGroupType, "Updated parameter max_connections to 200 with apply method pending-reboot", "Parameters.work_mem", "", false},
		{clusterParameterGroupType, "Updated parameter log_line to a to b with apply method immediate", "Parameters.log_line", "a to b", true},
		{parameterGroupType, "updated parameter max_connections to 200", "Parameters.max_connections", "", false},
	} {
		path := model.Path{}
		if c.attribute != "" {
			path = model.Dotted(c.attribute)
		}
		value, speaks := c.of.Tells(&model.Event{At: time.Now(), Type: c.of.Name, Message: c.message}, path)
		if speaks != c.speaks || value != c.value {
			t.Errorf("%q of %s: %v %q, want %v %q", c.message, c.attribute, speaks, value, c.speaks, c.value)
		}
	}
	if _, speaks := databaseType.Tells(&model.Event{Type: clusterTarget, Message: "Reset master credentials"}, model.Dotted("PendingModifiedValues.MasterUserPassword")); speaks {
		t.Error("an event of another type speaks")
	}
}
