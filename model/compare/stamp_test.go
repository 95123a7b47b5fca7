package compare_test

import (
	"strings"
	"testing"
	"time"

	"parity/model"
	"parity/model/compare"
	mt "parity/model/modeltest"
)

// eventCatalog is a catalog whose databases are told of by events.
func eventCatalog() *model.Catalog {
	catalog := mt.Catalog()
	catalog.Type(mt.Database).Told = []model.Told{
		{Message: "Finished applying modification to DB instance class", Attributes: []model.Path{model.Dotted("DBInstanceClass")}},
		{Message: "Set tag {key} to {value}", Attributes: []model.Path{model.Dotted("Tags.*")}},
		{Message: "DB instance created", Attributes: []model.Path{{}}},
	}
	return catalog
}

// happened is an event of prod's database, some time before the load.
func happened(ago time.Duration, message string) model.Event {
	return model.Event{At: mt.Loaded.Add(-ago), Type: mt.Database, ID: "db-prod", Source: "RDS", Message: message}
}

// prodDatabase is prod with one database, as it was loaded some time ago; no class is no database.
func prodDatabase(ago time.Duration, class string, events ...model.Event) *model.Inventory {
	inv := mt.Inventory("prod")
	if class != "" {
		r := mt.Resource(mt.Database, "db-prod", "db-prod", "DBInstanceClass="+class, "InstanceCreateTime=2026-11-24T01:00:00Z")
		inv = mt.Inventory("prod", r)
	}
	inv.Events = events
	inv.Environment.LoadedAt = mt.Loaded.Add(-ago)
	return inv
}

const finished = "Finished applying modification to DB instance class"

func TestEventsDateChanges(t *testing.T) {
	const h = time.Hour
	for _, c := range []struct {
		name    string
		earlier *model.Inventory
		events  []model.Event
		recent  bool
		ago     time.Duration
		was     string
	}{
		{"nothing is known", nil, nil, false, 0, ""},
		{"an event in the window", nil, []model.Event{happened(2*h, finished)}, true, 2 * h, ""},
		{"the newest of several", nil, []model.Event{happened(5*h, finished), happened(2*h, finished)}, true, 2 * h, ""},
		{"an event before the window", nil, []model.Event{happened(50*h, finished)}, false, 0, ""},
		{"an event of something else", nil, []model.Event{happened(2*h, "Backing up DB instance"), happened(h, "DB instance restarted"), happened(h, "Multi-AZ instance failover completed")}, false, 0, ""},
		{"an earlier load tells what it was", prodDatabase(72*h, "db.t3.large"), []model.Event{happened(2*h, finished)}, true, 2 * h, "db.t3.large"},
		{"an earlier load alone", prodDatabase(72*h, "db.t3.large"), nil, true, 0, "db.t3.large"},
		{"an event that changed nothing", prodDatabase(72*h, "db.t3.xlarge"), []model.Event{happened(2*h, finished)}, false, 0, ""},
		{"it was before the only load, which has it already", prodDatabase(h/2, "db.t3.xlarge"), []model.Event{happened(2*h, finished)}, true, 2 * h, ""},
		{"the event was before the window, and after the load", prodDatabase(72*h, "db.t3.large"), []model.Event{happened(50*h, finished)}, false, 0, ""},
		{"the event was before the load: this change is another", prodDatabase(30*h, "db.t3.large"), []model.Event{happened(50*h, finished)}, true, 0, "db.t3.large"},
		{"it was made in the window", nil, []model.Event{happened(2*h, "DB instance created")}, false, 0, ""},
	} {
		options := compare.Options{Now: mt.Loaded}
		if c.earlier != nil {
			options.Earlier = map[string][]*model.Inventory{"prod": {c.earlier}}
		}
		staging := mt.Inventory("staging", mt.Resource(mt.Database, "db-staging", "db-staging", "DBInstanceClass=db.t3.large"))
		result, err := compare.Run(eventCatalog(), []*model.Inventory{staging, prodDatabase(0, "db.t3.xlarge", c.events...)}, options)
		if err != nil {
			t.Fatal(err)
		}
		seen := false
		for _, e := range result.Entries {
			if e.Attribute != model.Dotted("DBInstanceClass") {
				continue
			}
			seen = true
			switch {
			case e.Has(model.Recent) != c.recent, (e.Change != nil) != c.recent:
				t.Errorf("%s: recent %v, %+v", c.name, e.Has(model.Recent), e.Change)
			case e.Change == nil:
			case c.ago == 0 != e.Change.At.IsZero(), c.ago > 0 && !e.Change.At.Equal(mt.Loaded.Add(-c.ago)), e.Change.Was.Text() != c.was:
				t.Errorf("%s: %+v", c.name, e.Change)
			case c.ago > 0 && e.Change.How != "RDS event: "+finished, c.ago == 0 && !strings.HasPrefix(e.Change.How, "snapshot of"):
				t.Errorf("%s: known by %q", c.name, e.Change.How)
			}
		}
		if !seen {
			t.Errorf("%s: there is no difference", c.name)
		}
	}
}

// A resource that is on one side alone is dated by the event that made it; that it was launched lately makes nothing recent.
func TestWhatWasMadeInTheWindow(t *testing.T) {
	for _, c := range []struct {
		message string
		recent  bool
	}{{"DB instance created", true}, {"DB instance restarted", false}, {"", false}} {
		prod := prodDatabase(0, "db.t3.large", happened(2*time.Hour, c.message))
		prod.Resources = append(prod.Resources, mt.Resource(mt.Instance, "i-1", "prod-web", "LaunchTime=2026-11-24T02:00:00Z", "InstanceType=t3.large"))
		prod.Sort()
		staging := mt.Inventory("staging", mt.Resource(mt.Instance, "i-2", "staging-web", "LaunchTime=2026-11-24T02:01:00Z", "InstanceType=t3.small"))
		result, err := compare.Run(eventCatalog(), []*model.Inventory{staging, prod}, compare.Options{Now: mt.Loaded})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range result.Entries {
			if want := c.recent && e.Type.Name == mt.Database; e.Has(model.Recent) != want {
				t.Errorf("after %q: %s %s recent %v", c.message, e.Name, e.Attribute, !want)
			}
		}
	}
}

// What only events know of goes behind what was seen.
func TestThePastByEvents(t *testing.T) {
	const h = time.Hour
	tag := model.Dotted("Tags.Tier")
	with := func(ago time.Duration, value string) *model.Inventory {
		inv := prodDatabase(ago, "db.t3.large", happened(200*h, "Set tag Tier to bronze"), happened(100*h, "Set tag Tier to silver"), happened(2*h, "Set tag Tier to gold"))
		inv.Resources[0].Set(tag, model.TextValue(value))
		return inv
	}
	result, err := compare.Run(eventCatalog(), []*model.Inventory{mt.Inventory("staging"), with(0, "gold")}, compare.Options{Now: mt.Loaded})
	if err != nil {
		t.Fatal(err)
	}
	recall := result.Recall("prod", rowOf(t, result, "db"), tag)
	now, _ := recall.Now()
	for _, c := range []struct {
		looks []model.Past
		want  string
		dated []time.Duration
	}{
		{[]model.Past{now}, "gold 0-0, silver 100-100, bronze 200-200", []time.Duration{2 * h, 100 * h, 200 * h}},
		{[]model.Past{now, look(t, recall, with(1*h, "gold")), look(t, recall, with(30*h, "silver"))}, "gold 1-0, silver 30-30, bronze 200-200", []time.Duration{2 * h, 100 * h, 200 * h}},
		{[]model.Past{now, look(t, recall, with(1*h, "copper"))}, "gold 0-0, copper 1-1, gold 2-2, silver 100-100, bronze 200-200", []time.Duration{-1, -1, 2 * h, 100 * h, 200 * h}},
	} {
		pasts := recall.Dated(compare.Recollect(c.looks))
		if got := series(pasts); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
			continue
		}
		for i, ago := range c.dated {
			if at := pasts[i].At; ago < 0 != at.IsZero() || ago >= 0 && !at.Equal(mt.Loaded.Add(-ago)) {
				t.Errorf("%s: %s is dated %v", c.want, pasts[i].Side.Value, at)
			}
		}
	}
}

func look(t *testing.T, recall *compare.Recall, earlier *model.Inventory) model.Past {
	t.Helper()
	past, known := recall.In(earlier)
	if !known {
		t.Fatal("the load knows nothing of it")
	}
	return past
}

// Where both sides were written in the window, the change is that of the side that is not what it was.
func TestASideThatWasWrittenAnewMadeNoDifference(t *testing.T) {
	param := func(environment, value, at string) *model.Inventory {
		inv := mt.Inventory(environment, mt.Param("/"+environment+"/timeout", value, "LastModifiedDate=2026-11-"+at+":00:00Z"))
		return inv
	}
	for _, c := range []struct{ name, prod, want string }{
		{"prod was written anew", "3000", "staging"},
		{"prod changed too", "4000", "prod"},
		{"of prod nothing is kept", "", "prod"},
	} {
		earlier := map[string][]*model.Inventory{}
		keep := func(environment, value string) {
			inv := param(environment, value, "01T00")
			inv.Environment.LoadedAt = mt.Loaded.Add(-30 * time.Hour)
			earlier[environment] = append(earlier[environment], inv)
		}
		keep("staging", "3000")
		if c.prod != "" {
			keep("prod", c.prod)
		}
		now := []*model.Inventory{param("staging", "800", "24T01"), param("prod", "3000", "24T00")}
		result, err := compare.Run(mt.Catalog(), now, compare.Options{Now: mt.Loaded, Earlier: earlier})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(result.Entries); n != 1 || result.Entries[0].Change == nil || result.Entries[0].Change.Environment != c.want {
			t.Errorf("%s: %d entries, %+v", c.name, n, result.Entries[0].Change)
		}
	}
}
