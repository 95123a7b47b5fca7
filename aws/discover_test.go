package aws

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func instanceXML(id, state string, tags ...string) string {
	return `<reservationSet><item><instancesSet><item><instanceId>` + id + `</instanceId><instanceState><code>16</code><name>` + state +
		`</name></instanceState><tagSet>` + tagsXML(tags, "item") + `</tagSet></item></instancesSet></item></reservationSet>`
}

func tagsXML(tags []string, element string) string {
	var out strings.Builder
	for i := 0; i < len(tags); i += 2 {
		key, value := "key", "value"
		if element == "Tag" {
			key, value = "Key", "Value"
		}
		fmt.Fprintf(&out, "<%s><%s>%s</%s><%s>%s</%s></%s>", element, key, tags[i], key, value, tags[i+1], value, element)
	}
	return out.String()
}

func databaseXML(id string, tags ...string) string {
	return `<DBInstances><DBInstance><DBInstanceIdentifier>` + id + `</DBInstanceIdentifier><TagList>` + tagsXML(tags, "Tag") + `</TagList></DBInstance></DBInstances>`
}

func groupXML(id string, tags ...string) string {
	return `<securityGroupInfo><item><groupId>` + id + `</groupId><groupName>` + id + `</groupName><tagSet>` + tagsXML(tags, "item") + `</tagSet></item></securityGroupInfo>`
}

// several is the account of the tests: environments by tags and by paths, of all spellings.
func several() *account {
	a := &account{query: map[string][]string{
		"DescribeInstances": {
			instanceXML("i-1", "running", "Environment", "Prod", "env", "prod"), instanceXML("i-2", "running", "env", "prod"),
			instanceXML("i-3", "terminated", "Environment", "old"), instanceXML("i-4", "stopped", "Stage", "QA west"), instanceXML("i-5", "running", "Team", "x"),
		},
		"DescribeDBInstances":    {databaseXML("db-1", "Environment", "prod"), databaseXML("db-2", "Environment", "staging")},
		"DescribeDBClusters":     {`<DBClusters></DBClusters>`},
		"DescribeSecurityGroups": {groupXML("sg-1", "Environment", "staging")},
	}}
	for path, n := range map[string]int{
		"/acme/prd/eu/a": 3, "/staging/app/x": 2, "/stg/y": 1, "/dev/z": 2, "/shared/s": 4, "/aws/service/t": 2, "/cdk-bootstrap/q": 1,
	} {
		for i := range n {
			a.parameters = append(a.parameters, parameterFixture{name: fmt.Sprint(path, i), kind: "String", value: "secret-canary"})
		}
	}
	a.parameters = append(a.parameters, parameterFixture{name: "prod", kind: "String"}, parameterFixture{name: "/top", kind: "String"})
	slices.SortFunc(a.parameters, func(p, q parameterFixture) int { return strings.Compare(p.name, q.name) })
	return a
}

// discoveryWords writes candidates as lines.
func discoveryWords(d Discovery) string {
	var lines []string
	for _, c := range d.Candidates {
		parts := []string{c.Name}
		if len(c.Tags) > 0 {
			parts = append(parts, strings.Join(c.Tags, ",")+"="+strings.Join(c.Values, ","))
		}
		for _, count := range c.Counts {
			parts = append(parts, fmt.Sprint(count.N, " ", count.Many))
		}
		for _, root := range c.Roots {
			more := ""
			if root.AtLeast {
				more = "+"
			}
			parts = append(parts, fmt.Sprint(root.N, more, " ", root.Path))
		}
		lines = append(lines, strings.Join(parts, "; "))
	}
	return strings.Join(append(lines, d.Remarks...), "\n")
}

func TestDiscover(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = several()
	told := 0
	last := Discovery{}
	found, err := NewSource(w.options()).Discover(context.Background(), func(d Discovery) { told, last = told+1, d })
	if err != nil {
		t.Fatal(err)
	}
	want := `
prod; Environment,env=prod,Prod; 2 instances; 1 databases; 3 /acme/prd
staging; Environment=staging; 1 databases; 1 security groups; 2 /staging; 1 /stg
dev; 2 /dev
QA-west; Stage=QA west; 1 instances
parameters of no environment by their paths: /shared (4)`
	if got := discoveryWords(found); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant%s", got, want)
	}
	if found.Account != "111111111111" || found.Region != "eu-west-1" {
		t.Errorf("it is said to be %s %s", found.Account, found.Region)
	}
	if told < 5 || discoveryWords(last) != discoveryWords(found) {
		t.Errorf("told %d times, the last time\n%s", told, discoveryWords(last))
	}
	for _, operation := range []string{"SSM.GetParametersByPath", "SSM.GetParameters", "EC2.DescribeVolumes"} {
		if w.count(operation) > 0 {
			t.Errorf("%s was called: no value is asked for, nor anything else that is not needed", operation)
		}
	}
}

// TestDiscoverStops: long lists are not read to their end, which is said, and the paths of what is tagged are
// asked for by name then.
func TestDiscoverStops(t *testing.T) {
	w := newWire(t)
	a := &account{query: map[string][]string{"DescribeDBInstances": {databaseXML("db", "Environment", "zeta")}}}
	for i := range 12 {
		a.query["DescribeInstances"] = append(a.query["DescribeInstances"], instanceXML(fmt.Sprint("i-", i), "running", "Environment", "prod"))
	}
	for i := range 2200 {
		a.parameters = append(a.parameters, parameterFixture{name: fmt.Sprintf("/prod/p%04d", i), kind: "String"})
	}
	for i := range 60 {
		a.parameters = append(a.parameters, parameterFixture{name: fmt.Sprintf("/zeta/p%04d", i), kind: "String"})
	}
	w.accounts["111111111111"] = a
	options := w.options()
	found, err := NewSource(options).Discover(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `
prod; Environment=prod; 5 instances; 1000+ /prod
zeta; Environment=zeta; 1 databases; 50+ /zeta
instances: only the first 5 were looked at, there are more
parameters: only the first 1000 were looked at, there are more`
	if got := discoveryWords(found); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant%s", got, want)
	}
	if n := w.count("SSM.DescribeParameters"); n > discoveredMetadata+1+attempts { // a call may be tried again
		t.Errorf("%d calls for parameters", n)
	}
}

// TestDiscoverDenied: what may not be looked at is said, with the next step, and the rest is there. A message of
// AWS's is not repeated.
func TestDiscoverDenied(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = several()
	w.faults["RDS.DescribeDBInstances"] = coded(http.StatusForbidden, "AccessDenied")
	w.faults["SSM.DescribeParameters"] = coded(http.StatusBadRequest, "AccessDeniedException")
	w.faults["EC2.DescribeInstances"] = after(2, coded(http.StatusForbidden, "UnauthorizedOperation"))
	found, err := NewSource(w.options()).Discover(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `
prod; Environment,env=prod,Prod; 2 instances
staging; Environment=staging; 1 security groups
databases were not looked at: the credentials may not call rds:DescribeDBInstances; ` + "`parity permissions`" + ` prints the policy that allows it
instances were looked at in part, after 2: the credentials may not call ec2:DescribeInstances; ` + "`parity permissions`" + ` prints the policy that allows it
parameters were not looked at: the credentials may not call ssm:DescribeParameters; ` + "`parity permissions`" + ` prints the policy that allows it`
	if got := discoveryWords(found); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant%s", got, want)
	}
}

// TestDiscoverFolders: where no folder and no tag is called like an environment, the folders are what there is.
func TestDiscoverFolders(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = &account{parameters: []parameterFixture{{name: "/blue/a"}, {name: "/blue/b"}, {name: "/green/a"}}}
	found, err := NewSource(w.options()).Discover(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := discoveryWords(found), "blue; 2 /blue\ngreen; 1 /green"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDiscoverWithoutCredentials(t *testing.T) {
	w := newWire(t)
	for _, test := range []struct {
		name, key, value, words string
	}{
		{"no region", "AWS_REGION", "", "no region is known"},
		{"no credentials", "AWS_ACCESS_KEY_ID", "", "no AWS credentials; name a profile"},
		{"an unknown profile", "AWS_PROFILE", "nobody", "nobody"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv(test.key, test.value)
			if test.key == "AWS_PROFILE" {
				t.Setenv("AWS_ACCESS_KEY_ID", "")
			}
			_, err := NewSource(w.options()).Discover(context.Background(), nil)
			if err == nil || !strings.Contains(err.Error(), test.words) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v, want one line with %q", err, test.words)
			}
		})
	}
	w.faults["STS.GetCallerIdentity"] = coded(http.StatusForbidden, "ExpiredToken")
	if _, err := NewSource(w.options()).Discover(context.Background(), nil); err == nil || !strings.Contains(err.Error(), "expired; log in again") {
		t.Errorf("expired: %v", err)
	}
}

func TestDiscoverIsInterrupted(t *testing.T) {
	w := newWire(t)
	w.faults["EC2.DescribeInstances"] = hang
	ctx, cancel := context.WithCancel(context.Background())
	_, err := NewSource(w.options()).Discover(ctx, func(Discovery) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v after an interrupt", err)
	}
}
