package aws

import (
	"strconv"
	"strings"

	"parity/model"
)

// databaseVersion upgrades a database. AWS takes no version back, and a major one needs a word and a parameter group of
// its own (API Reference, ModifyDBInstance; Amazon RDS User Guide, "Upgrading a DB instance engine version").
func databaseVersion(t *model.Turn) []model.Step {
	return upgraded(t, ofDatabase, "DBParameterGroupName", ownText(t, "DBParameterGroups.DBParameterGroupName"))
}

// clusterVersion upgrades a cluster with its members.
func clusterVersion(t *model.Turn) []model.Step {
	return upgraded(t, ofCluster, "DBClusterParameterGroupName", ownText(t, "DBClusterParameterGroup"))
}

func upgraded(t *model.Turn, m modified, groupInput, group string) []model.Step {
	wanted, present, engine := t.To.Text(), t.From().Text(), ownText(t, "Engine")
	switch {
	case t.Gone():
		return untold(t)
	case older(wanted, present):
		return say("AWS takes no " + t.Type.Singular + " back from " + present + " to " + wanted + ": restore a snapshot of before the upgrade into another one, or make one of that version and move the data; or bring the other environment to " + present)
	}
	input := []model.Input{{Name: "EngineVersion", Value: typed(t)}}
	consequences := []string{outage + ", longer with a major version", "cannot be taken back: try it on a restored snapshot before"}
	if major(engine, wanted) != major(engine, present) {
		input = append(input, model.Input{Name: "AllowMajorVersionUpgrade", Value: true})
		if group != "" && !strings.HasPrefix(group, defaultGroup) {
			input = append(input, model.Input{Name: groupInput, Value: &model.Blank{Variable: "PARAMETERGROUP", Hint: "a parameter group of the family of " + engine + " " + wanted + " in the place of " + group}})
		}
	}
	return []model.Step{m.asked(t, consequences, input...)}
}

// older says that a version is before another one: 15.9 is before 15.10.
func older(a, b string) bool {
	left, right := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(left), len(right)) {
		if left[i] == right[i] {
			continue
		}
		x, errX := strconv.Atoi(left[i])
		y, errY := strconv.Atoi(right[i])
		if errX != nil || errY != nil {
			return left[i] < right[i]
		}
		if x != y {
			return x < y
		}
	}
	return len(left) < len(right)
}

// firstWithOne is PostgreSQL's first version whose major number is one number.
const firstWithOne = 10

// major is the part of a version that is not left without a major upgrade: of MySQL, MariaDB and Db2 two numbers, of
// PostgreSQL, Oracle and SQL Server one.
func major(engine, version string) string {
	parts := strings.Split(version, ".")
	first, _ := strconv.Atoi(parts[0])
	two := strings.Contains(engine, "mysql") || strings.Contains(engine, "mariadb") || strings.Contains(engine, "db2") ||
		strings.Contains(engine, "postgres") && first < firstWithOne
	if two && len(parts) > 1 {
		return parts[0] + "." + parts[1]
	}
	return parts[0]
}
