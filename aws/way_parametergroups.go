package aws

import (
	"fmt"
	"slices"
	"strings"

	"parity/model"
)

// groupCalls are the calls for one kind of parameter group.
type groupCalls struct {
	create, modify, reset, remove string
	// name is the input that names the group, and arn the field that holds its ARN.
	name, arn string
	// resetsAll says that a reset takes back all of the group, whatever it names, unless it says that it does not (API
	// Reference, ResetDBParameterGroup; of a cluster's group the call takes no such word beside the names).
	resetsAll bool
	// users lists the databases that run with a group.
	users func(t *model.Turn, group string) []string
}

var (
	parameterGroupCalls = groupCalls{
		"create-db-parameter-group", "modify-db-parameter-group", "reset-db-parameter-group", "delete-db-parameter-group",
		"DBParameterGroupName", "DBParameterGroupArn", true, databasesWith,
	}
	clusterGroupCalls = groupCalls{
		"create-db-cluster-parameter-group", "modify-db-cluster-parameter-group", "reset-db-cluster-parameter-group", "delete-db-cluster-parameter-group",
		"DBClusterParameterGroupName", "DBClusterParameterGroupArn", false, membersWith,
	}
)

// perCall is how many parameters a call takes (API Reference, ModifyDBParameterGroup).
const perCall = 20

// The two ways in which a value comes into effect: a static one knows the second alone (API Reference, Parameter).
const (
	immediate     = "immediate"
	pendingReboot = "pending-reboot"
)

// ways are those of a parameter group.
func (c groupCalls) ways() []brought {
	return []brought{
		bring("Parameters.*", c.parameter),
		bring("Description DBParameterGroupFamily", decided("make another group with its values, and give that to the databases")),
	}
}

// parameter sets one value, or takes it back to the engine's own.
func (c groupCalls) parameter(t *model.Turn) []model.Step {
	name := t.Attribute.Last()
	known, atOnce := runsAtOnce(t, name)
	method := pendingReboot
	if atOnce {
		method = immediate
	}
	parameter := model.Members{{Name: "ParameterName", Value: name}}
	operation := c.reset
	if !t.Gone() {
		operation = c.modify
		parameter = append(parameter, model.Input{Name: "ParameterValue", Value: t.Value()})
	}
	parameter = append(parameter, model.Input{Name: "ApplyMethod", Value: method})
	step := rdsStep(operation, nil, model.Input{Name: c.name, Value: t.Resource.ID}, model.Input{Name: "Parameters", Value: []model.Members{parameter}})
	if t.Gone() && c.resetsAll {
		step.Input = append(step.Input, model.Input{Name: "ResetAllParameters", Value: false})
	}
	users := c.users(t, t.Resource.ID)
	if len(users) > 1 {
		step.Consequences = append(step.Consequences, "of all that run with the group: "+strings.Join(users, ", "))
	}
	if atOnce {
		return []model.Step{step}
	}
	why := "a static parameter: it runs once a database is restarted"
	if !known {
		why = "runs once a database is restarted; a dynamic one, which AWS did not tell here, runs at once with ApplyMethod immediate"
	}
	step.Consequences = append(step.Consequences, why)
	return append([]model.Step{step}, restarted(users)...)
}

// runsAtOnce says whether a parameter's value takes effect without a restart, where its engine's defaults tell.
func runsAtOnce(t *model.Turn, name string) (known, dynamic bool) {
	d := t.Inventory.DefaultsOf(t.Type.Name, t.Resource.Get(familyPath).Text())
	if d == nil || d.Dynamic == nil {
		return false, false
	}
	_, found := slices.BinarySearch(d.Dynamic, name)
	return true, found
}

// restarted restarts what runs with a group: each by a command of its own, where they are few.
func restarted(users []string) (steps []model.Step) {
	const few = 3
	if len(users) > few {
		return say(fmt.Sprintf("then restart each of its %d databases with aws rds reboot-db-instance, one at a time: an outage of about a minute each", len(users)))
	}
	for _, id := range users {
		steps = append(steps, rebooted(id)...)
	}
	return steps
}

// databasesWith are those of the environment that run with a parameter group.
func databasesWith(t *model.Turn, group string) (ids []string) {
	for _, r := range t.Inventory.Of(databaseTarget) {
		if r.Get(model.Dotted("DBParameterGroups.DBParameterGroupName")).Text() == group {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// membersWith are the members of the clusters that run with a cluster's parameter group.
func membersWith(t *model.Turn, group string) (ids []string) {
	for _, r := range t.Inventory.Of(clusterTarget) {
		if r.Get(model.Dotted("DBClusterParameterGroup")).Text() == group {
			ids = append(ids, membersOf(r)...)
		}
	}
	return ids
}

// whole makes a group with its values, or takes one away.
func (c groupCalls) whole(t *model.Turn) []model.Step {
	switch {
	case !t.Attribute.IsZero():
		return nil
	case t.Resource != nil && t.Gone():
		return []model.Step{rdsStep(c.remove, []string{"refused while a database runs with it", "its values are gone for good"}, model.Input{Name: c.name, Value: t.Resource.ID})}
	case t.Resource != nil:
		return nil
	case t.Like == nil || t.Name == "":
		return say("make the group and set its values; what it held, or its name, is not known here")
	}
	family := asInput(t.Like.Get(familyPath))
	steps := []model.Step{rdsStep(c.create, []string{"nothing runs with it until a database is given it"}, model.Input{Name: c.name, Value: t.Name},
		model.Input{Name: "DBParameterGroupFamily", Value: family}, model.Input{Name: descriptionField, Value: orElse(t.Of(descriptionPath), t.Name)})}
	var parameters []model.Members
	for _, a := range t.Like.Attributes {
		if a.Path.Matches(settings) {
			parameters = append(parameters, model.Members{
				{Name: "ParameterName", Value: a.Path.Last()}, {Name: "ParameterValue", Value: t.Of(a.Path)}, {Name: "ApplyMethod", Value: pendingReboot},
			})
		}
	}
	for some := range slices.Chunk(parameters, perCall) {
		steps = append(steps, rdsStep(c.modify, nil, model.Input{Name: c.name, Value: t.Name}, model.Input{Name: "Parameters", Value: some}))
	}
	return steps
}
