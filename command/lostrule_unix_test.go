//go:build unix

package command_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"parity/aws/awstest"
	"parity/command"
)

// TestProdLosesARule: between two loads somebody takes a rule of prod's away. The first row of the first screen names
// it and says since when, and both ways back are offered.
func TestProdLosesARule(t *testing.T) {
	emulator, ok := awstest.Start(t)
	if !ok {
		return
	}
	emulator.Setenv(t)
	t.Setenv("AWS_REGION", awstest.Region)
	staging := awstest.Words{Name: "staging", Account: "333301333301", Network: "10.30"}
	prod := awstest.Words{Name: "prod", Account: "777702777702", Network: "10.20"}
	awstest.Profiles(t, staging, prod)
	emulator.Reset(t)
	awstest.Seed(t, emulator, staging)
	company := awstest.Seed(t, emulator, prod)
	live := []string{"staging=@" + staging.Profile(), "prod=@" + prod.Profile()}
	somebody := newPerson(t)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(somebody.home, "cache"))
	for _, name := range []string{"AWS_CONFIG_FILE", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"} {
		somebody.environ = append(somebody.environ, name+"="+os.Getenv(name))
	}

	then := time.Now().Add(-3 * time.Hour).UTC().Truncate(time.Second)
	check := func(now time.Time, want int, says ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		code := command.Run(t.Context(), command.Process{
			Args: append([]string{"check", "--only", "groups"}, live...), Stdout: &stdout, Stderr: &stderr, Env: os.Environ(), Now: func() time.Time { return now },
		})
		if code != want || strings.Contains(stderr.String(), "kept") {
			t.Errorf("exit code %d, want %d\n%s%s", code, want, &stdout, &stderr)
		}
		for _, words := range says {
			if !strings.Contains(stdout.String(), words) {
				t.Errorf("%q is not told:\n%s", words, &stdout)
			}
		}
	}
	check(then, 0, "Nothing is known to have changed", "no earlier load of prod and staging is kept")
	check(then.Add(time.Hour), 0, "Nothing changed in prod and staging after "+then.Format("Mon 2 Jan 15:04 UTC"))

	group := company.Groups["web"]
	if _, err := company.EC2.RevokeSecurityGroupIngress(t.Context(), &ec2.RevokeSecurityGroupIngressInput{
		GroupId: &group, IpPermissions: []ec2types.IpPermission{awstest.Allow(8080, company.Groups["alb"])},
	}); err != nil {
		t.Fatal(err)
	}

	s := somebody.starts(t, live...)
	s.shows(t, "CHANGED IN PROD", "CANNOT SAY", "· read ")
	rows := strings.Split(s.drawn(), "\n")
	first := 0
	for i, row := range rows {
		if strings.Contains(row, "CHANGED IN PROD") {
			first = i + 1
		}
	}
	for _, words := range []string{"> ●", "tcp 8080", "gone, was there", then.Add(time.Hour).Format("15:04"), "staging has it"} {
		if !strings.Contains(rows[first], words) {
			t.Errorf("the first row lacks %q: %s", words, rows[first])
		}
	}
	s.types(t, "Y")
	s.shows(t, "aws ec2 authorize-security-group-ingress", "aws ec2 revoke-security-group-ingress", "--group-id "+group)
	s.types(t, "q")
	s.exits(t, 0)

	check(time.Now(), 1, "+●     1 security group", "prod after "+then.Add(time.Hour).Format("02 Jan 15:04"))
	noSecretIsKept(t, filepath.Join(somebody.home, "cache"))
}
