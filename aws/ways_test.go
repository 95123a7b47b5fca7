package aws_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/ec2"

	"parity/aws"
	"parity/aws/awstest"
	"parity/model"
	"parity/model/compare"
	"parity/model/wayback"
)

// roads are pairs of environments in which ways back are tried side by side.
var roads = [][2]awstest.Words{
	{{Name: "staging", Account: "333301333301", Network: "10.30"}, {Name: "prod", Account: "777702777702", Network: "10.20"}},
	{{Name: "staging", Account: "333301333302", Network: "10.31"}, {Name: "prod", Account: "777702777703", Network: "10.21"}},
}

// profiled is an environment under a profile of its own, since two roads have environments of one name.
func profiled(w awstest.Words, road int) string { return fmt.Sprintf("%s-%d", w.Profile(), road) }

// The directions in which ways are tried: the changed environment back to the other, and the other after it.
var directions = map[wayback.Direction]string{wayback.ToBaseline: "staging to prod", wayback.FromBaseline: "prod to staging"}

// unclosed are the ways that do not close their difference here, by the mutation's name and the direction, empty for
// both, and why: what has no single command, and what the emulator does not do.
func unclosed() map[[2]string]string {
	all := map[[2]string]string{}
	for _, some := range []map[[2]string]string{unclosedOfGroups, unclosedOfParameters, unclosedOfInstances, unclosedOfDatabases} {
		maps.Copy(all, some)
	}
	return all
}

// Each mutation makes a difference; its way back is run by a shell with AWS's own command line, in each direction; then
// the difference is gone, and nothing else has changed.
func TestWaysBack(t *testing.T) {
	emulator, ok := awstest.Start(t)
	if !ok || !emulator.HasCLI(t) {
		return
	}
	emulator.Setenv(t)
	var profiles []awstest.Words
	for i, pair := range roads {
		for _, w := range pair {
			profiles = append(profiles, awstest.Words{Name: fmt.Sprintf("%s-%d", w.Name, i), Account: w.Account})
		}
	}
	awstest.Profiles(t, profiles...)
	emulator.Reset(t)
	var list []mutation
	for i, m := range mutations() {
		if m.hasWay() && (!testing.Short() || i%9 == 0) {
			list = append(list, m)
		}
	}
	trips := batches(list)
	count := &tally{why: unclosed(), used: map[[2]string]bool{}}
	var wait sync.WaitGroup
	for i, pair := range roads {
		r := &road{t: t, emulator: emulator, number: i, count: count}
		for _, w := range pair {
			env := awstest.Seed(t, emulator, w)
			if err := enrich(t.Context(), env); err != nil {
				t.Fatalf("enrich %s: %v", w.Name, err)
			}
			r.ends = append(r.ends, env)
		}
		wait.Go(func() {
			for j := i; j < len(trips); j += len(roads) {
				for _, d := range []wayback.Direction{wayback.ToBaseline, wayback.FromBaseline} {
					r.travel(trips[j], d)
				}
			}
		})
	}
	wait.Wait()
	count.tell(t)
}

// batches puts mutations together that have nothing to do with each other, since reading takes the time.
func batches(list []mutation) [][]mutation {
	var out [][]mutation
	for _, m := range list {
		i := slices.IndexFunc(out, func(batch []mutation) bool {
			return !slices.ContainsFunc(batch, func(other mutation) bool { return touch(m, other) })
		})
		if i < 0 {
			out, i = append(out, nil), len(out)
		}
		out[i] = append(out[i], m)
	}
	return out
}

// touch says that two mutations are of one attribute, or of one resource where a call writes the whole of it.
func touch(a, b mutation) bool {
	for _, left := range a.want {
		for _, right := range b.want {
			l, r := strings.Fields(left), strings.Fields(right)
			if l[0] != r[0] || l[1] != r[1] {
				continue
			}
			if l[0] == parameter || together(l[2], r[2]) || len(l) < 4 || len(r) < 4 || strings.HasPrefix(l[2], r[2]) || strings.HasPrefix(r[2], l[2]) {
				return true
			}
		}
	}
	return false
}

// together says that attributes of one resource are changed by one call, or that one is of how many members there are: then
// the ways of the one are in the way of the other's.
func together(a, b string) bool {
	for _, some := range [][]string{{"MetadataOptions."}, {"AllocatedStorage", "MaxAllocatedStorage", "StorageType", "Iops"}} {
		begins := func(attribute string) bool {
			return slices.ContainsFunc(some, func(s string) bool { return strings.HasPrefix(attribute, s) })
		}
		if begins(a) && begins(b) {
			return true
		}
	}
	many := func(attribute string) bool { return attribute == "Count" || attribute == "Zones" }
	return many(a) || many(b)
}

// tally counts the ways that were tried.
type tally struct {
	mu            sync.Mutex
	tried, closed int
	commands      int
	why           map[[2]string]string
	used          map[[2]string]bool
}

// add counts a way, and says what is wrong where it did not do what it should.
func (c *tally) add(name string, d wayback.Direction, closed bool) (wrong string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tried++
	key := [2]string{name, directions[d]}
	why, excused := c.why[key]
	if !excused {
		key[1] = ""
		why, excused = c.why[key]
	}
	c.used[key] = true
	switch {
	case closed && excused:
		c.closed++
		return "closes, and it is listed that it does not: " + why
	case closed:
		c.closed++
	case !excused:
		return "does not close its difference"
	}
	return ""
}

func (c *tally) tell(t *testing.T) {
	t.Logf("%d ways tried, %d closed their difference, by %d commands", c.tried, c.closed, c.commands)
	reasons := map[string]int{}
	for key, why := range c.why {
		if c.used[key] {
			reasons[why]++
		} else if !testing.Short() {
			t.Errorf("%v is listed as not closed, and was not tried", key)
		}
	}
	for _, why := range slices.Sorted(maps.Keys(reasons)) {
		t.Logf("  not closed: %s (%d)", why, reasons[why])
	}
}

// road is a pair of environments that differ in nothing but what is tried.
type road struct {
	t        *testing.T
	emulator *awstest.Emulator
	number   int
	// ends are the compared environment and the baseline.
	ends  []*awstest.Environment
	count *tally
}

// travel makes the differences of some mutations, takes their ways in one direction, and brings the environments back to
// where they were.
func (r *road) travel(list []mutation, d wayback.Direction) {
	ctx := r.t.Context()
	for _, m := range list {
		if err := m.apply(ctx, r.ends[0]); err != nil {
			r.t.Errorf("%s: %v", m.name, err)
		}
	}
	result := r.compare()
	r.alone(result, list)
	ran, done := map[string]bool{}, map[string]bool{}
	for _, m := range list {
		ran[m.name] = r.take(result, m, d, done)
	}
	after := r.compare()
	for _, m := range list {
		closed := !slices.ContainsFunc(after.Entries, func(e *model.Entry) bool { return e.Verdict.Unexplained() && m.about(e) })
		if wrong := r.count.add(m.name, d, closed); wrong != "" {
			r.t.Errorf("%s, %s: the way %s\n  %s", m.name, directions[d], wrong, strings.Join(r.lines(result, m, d), "\n  "))
		}
		r.restore(m, d, closed, ran[m.name])
	}
	r.alone(after, list)
}

// hasWay says that a mutation makes a difference: where AWS tells of an ill resource alone there is nothing to bring back.
func (m *mutation) hasWay() bool {
	return slices.ContainsFunc(m.want, func(want string) bool { return !strings.Contains(want, " same") })
}

// makes says that an entry is one that a mutation makes.
func (m *mutation) makes(e *model.Entry) bool {
	line := lineOf(e)
	return slices.ContainsFunc(m.want, func(want string) bool { return strings.HasPrefix(want+" ", line+" ") })
}

// about says that an entry is of what a mutation changes, whatever it says of it.
func (m *mutation) about(e *model.Entry) bool {
	line := strings.TrimSuffix(lineOf(e), " "+e.Verdict.String())
	return slices.ContainsFunc(m.want, func(want string) bool { return strings.HasPrefix(want, line+" ") })
}

const metadataOptions = " MetadataOptions."

// forgets says that an entry is of an option of an instance's metadata beside the one that was changed: the emulator forgets
// those that a call does not name, where AWS keeps them.
func (m *mutation) forgets(e *model.Entry) bool {
	of, _, some := strings.Cut(m.want[0], metadataOptions)
	return some && strings.HasPrefix(lineOf(e), of+metadataOptions)
}

func lineOf(e *model.Entry) string {
	return strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s", e.Type.Name, e.Name, e.Attribute, e.Verdict)), " ")
}

// alone says what differs that none of the mutations made.
func (r *road) alone(result *compare.Result, list []mutation) {
	for _, e := range result.Entries {
		if e.Verdict == model.Expected || e.Verdict == model.Locked {
			continue
		}
		if !slices.ContainsFunc(list, func(m mutation) bool { return m.makes(e) || m.about(e) || m.forgets(e) }) {
			r.t.Errorf("road %d: %s differs, and nobody changed it: %s; %v", r.number, lineOf(e), e.Reason, names(list))
		}
	}
}

func names(list []mutation) (out []string) {
	for _, m := range list {
		out = append(out, m.name)
	}
	return out
}

func (r *road) compare() *compare.Result {
	var wanted []aws.Wanted
	for _, env := range r.ends {
		wanted = append(wanted, aws.Wanted{Name: env.Name, Profile: profiled(env.Words, r.number)})
	}
	source := aws.NewSource(aws.Options{Region: awstest.Region, Endpoint: r.emulator.Endpoint, Timeout: 2 * time.Minute, Sealer: sealer})
	inventories, err := source.Load(r.t.Context(), wanted, func(model.Progress) {})
	if err != nil {
		r.t.Fatal(err)
	}
	result, err := compare.Run(model.NewCatalog(aws.Types()...), inventories, compare.Options{Baseline: "prod", Since: time.Now().Add(time.Hour), Now: time.Now()})
	if err != nil {
		r.t.Fatal(err)
	}
	return result
}

// ways are those of a mutation's differences in a direction.
func (r *road) ways(result *compare.Result, m mutation, d wayback.Direction) (ways []wayback.Way) {
	for _, e := range result.Entries {
		if !m.makes(e) {
			continue
		}
		for _, way := range wayback.Of(result, e) {
			if way.Direction == d {
				ways = append(ways, way)
			}
		}
	}
	return ways
}

func (r *road) lines(result *compare.Result, m mutation, d wayback.Direction) (lines []string) {
	for _, way := range r.ways(result, m, d) {
		lines = append(lines, way.Title)
		for _, s := range way.Steps {
			lines = append(lines, "  "+s.Command+" "+s.Words)
		}
	}
	return lines
}

// take runs the commands of a mutation's ways as they are offered, one after the other, those that are not done, and says
// whether there was one. What a person would fill in comes from the answers of the commands before, or is a secret nobody else has.
func (r *road) take(result *compare.Result, m mutation, d wayback.Direction, done map[string]bool) (ran bool) {
	variables := filledIn(m.name, d)
	for _, way := range r.ways(result, m, d) {
		if secret := fmt.Sprint(way); strings.Contains(secret, "canary") {
			r.t.Errorf("%s, %s: a secret is in %s", m.name, directions[d], secret)
		}
		for _, s := range way.Steps {
			ran = ran || s.Command != ""
			if s.Command == "" || done[s.Command] || deletes(s.Command) {
				continue
			}
			done[s.Command] = true
			r.count.mu.Lock()
			r.count.commands++
			r.count.mu.Unlock()
			answer, err := r.emulator.Shell(r.t.Context(), s.Command, variables...)
			if err != nil {
				r.t.Logf("%s, %s: %v", m.name, directions[d], err)
			}
			variables = append(variables, answered(answer)...)
		}
	}
	return ran
}

// deletes says that a command deletes a group of databases: the emulator does that where AWS refuses, since one runs with it,
// and then knows none of its databases any more.
func deletes(command string) bool {
	return strings.Contains(command, "delete-db-") || strings.Contains(command, "delete-option-group")
}

// answered are the variables that a person reads off a command's answer.
func answered(answer string) (variables []string) {
	var made struct {
		GroupId, VolumeId string
		Associations      []struct{ AssociationId string } `json:"IamInstanceProfileAssociations"`
	}
	if json.Unmarshal([]byte(answer), &made) != nil {
		return nil
	}
	if made.GroupId != "" {
		variables = append(variables, "GROUP="+made.GroupId)
	}
	if made.VolumeId != "" {
		variables = append(variables, "VOLUME="+made.VolumeId)
	}
	for _, a := range made.Associations {
		variables = append(variables, "ASSOCIATION="+a.AssociationId)
	}
	return variables
}

// restore takes a mutation back where it still stands: in the environment that was changed, and in the one that was brought
// after it.
func (r *road) restore(m mutation, d wayback.Direction, closed, ran bool) {
	ctx := r.t.Context()
	for _, env := range r.ends {
		if err := refresh(ctx, env); err != nil {
			r.t.Errorf("%s: %v", m.name, err)
		}
	}
	back := r.ends[:1]
	switch {
	case d == wayback.ToBaseline && closed && !strings.Contains(m.want[0], metadataOptions):
		return
	case d == wayback.FromBaseline && ran:
		back = r.ends
	}
	for _, env := range back {
		if m.undo == nil {
			continue
		}
		if err := m.undo(ctx, env); err != nil {
			r.t.Logf("%s: take back in %s: %v", m.name, env.Name, err)
		}
	}
}

// refresh looks up the ids of groups, which a way may have made anew.
func refresh(ctx context.Context, env *awstest.Environment) error {
	answer, err := env.EC2.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{})
	if err != nil {
		return err
	}
	for _, g := range answer.SecurityGroups {
		if role, ok := strings.CutPrefix(*g.GroupName, "acme-"+env.Name+"-"); ok {
			env.Groups[role] = *g.GroupId
		}
	}
	return nil
}
