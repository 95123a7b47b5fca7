package aws

import (
	"strings"

	"parity/model"
)

// sharedWays are the ways of what databases and clusters have alike.
func sharedWays(m modified) []brought {
	arn := "DBInstanceArn"
	role := "db-instance"
	if m == ofCluster {
		arn, role = "DBClusterArn", "db-cluster"
	}
	return []brought{
		bring("EnabledCloudwatchLogsExports", func(t *model.Turn) []model.Step { return logs(m, t) }),
		bring("AssociatedRoles.*", func(t *model.Turn) []model.Step { return roleWay(m, role, t) }),
		bring("AssociatedRoles.*.RoleArn", func(t *model.Turn) []model.Step { return otherRole(m, role, t) }),
		bring("AssociatedRoles.*.FeatureName", decided("it is what the role is for: take that one off, and add another")),
		bring("ActivityStreamStatus", func(t *model.Turn) []model.Step { return stream(arn, t) }),
		bring("ActivityStreamMode ActivityStreamKmsKeyId ActivityStreamEngineNativeAuditFieldsIncluded", func(t *model.Turn) []model.Step { return otherStream(arn, t) }),
		bring("MasterUserSecret.KmsKeyId", decided("let RDS manage its password no more, and then again with --master-user-secret-kms-key-id; the password changes")),
		bring("DomainMemberships.IAMRoleName", func(t *model.Turn) []model.Step {
			return domain(m, t, model.Input{Name: "DomainIAMRoleName", Value: typed(t)})
		}),
		bring("DomainMemberships.FQDN DomainMemberships.OU DomainMemberships.DnsIps", func(t *model.Turn) []model.Step { return directory(m, t) }),
	}
}

// logs are exported at once, whatever the call asks for.
func logs(m modified, t *model.Turn) []model.Step {
	added, removed := elements(t)
	var change model.Members
	if len(added) > 0 {
		change = append(change, model.Input{Name: "EnableLogTypes", Value: added})
	}
	if len(removed) > 0 {
		change = append(change, model.Input{Name: "DisableLogTypes", Value: removed})
	}
	if len(change) == 0 {
		return untold(t)
	}
	return []model.Step{m.promptly(t, []string{"what was exported stays in CloudWatch Logs"}, model.Input{Name: "CloudwatchLogsExportConfiguration", Value: change})}
}

const featureField = "FeatureName"

// roleWay adds a role for a feature, or takes it off.
func roleWay(m modified, kind string, t *model.Turn) []model.Step {
	if t.Gone() {
		return []model.Step{roleOff(m, kind, t)}
	}
	role := any(nil)
	if !t.There.IsZero() {
		role = like(t, t.There.Append("RoleArn"))
	}
	if role == nil {
		return say("which role is to be added cannot be told")
	}
	return []model.Step{rdsStep("add-role-to-"+kind, nil, model.Input{Name: m.identifier, Value: t.Resource.ID},
		model.Input{Name: "RoleArn", Value: role}, model.Input{Name: featureField, Value: t.Attribute.Segments()[1]})}
}

func roleOff(m modified, kind string, t *model.Turn) model.Step {
	return rdsStep("remove-role-from-"+kind, []string{"the feature works no more until there is a role for it"}, model.Input{Name: m.identifier, Value: t.Resource.ID},
		model.Input{Name: "RoleArn", Value: t.Resource.Get(t.Attribute.Head(2).Append("RoleArn")).Text()}, model.Input{Name: featureField, Value: t.Attribute.Segments()[1]})
}

// otherRole takes the role of a feature off and adds another one: it has one at a time.
func otherRole(m modified, kind string, t *model.Turn) []model.Step {
	if t.Gone() {
		return []model.Step{roleOff(m, kind, t)}
	}
	return []model.Step{roleOff(m, kind, t), rdsStep("add-role-to-"+kind, nil, model.Input{Name: m.identifier, Value: t.Resource.ID},
		model.Input{Name: "RoleArn", Value: typed(t)}, model.Input{Name: featureField, Value: t.Attribute.Segments()[1]})}
}

// stream starts or stops a database activity stream (API Reference, StartActivityStream and StopActivityStream).
func stream(arn string, t *model.Turn) []model.Step {
	t = meant(t)
	if strings.HasPrefix(t.To.Text(), "stop") {
		return []model.Step{streamOff(arn, t)}
	}
	return []model.Step{streamOn(arn, t, model.Path{})}
}

func streamOff(arn string, t *model.Turn) model.Step {
	return rdsStep("stop-activity-stream", []string{"nobody audits meanwhile"}, model.Input{Name: "ResourceArn", Value: own(t, arn)}, model.Input{Name: "ApplyImmediately", Value: true})
}

// streamOn starts a stream as the other environment's is, but for the attribute that is turned.
func streamOn(arn string, t *model.Turn, turned model.Path) model.Step {
	input := []model.Input{{Name: "ResourceArn", Value: own(t, arn)}}
	for _, m := range [][2]string{
		{"ActivityStreamMode", "Mode"}, {"ActivityStreamKmsKeyId", "KmsKeyId"}, {"ActivityStreamEngineNativeAuditFieldsIncluded", "EngineNativeAuditFieldsIncluded"},
	} {
		path := model.Dotted(m[0])
		value := orElse(like(t, path), own(t, m[0]))
		if path == turned {
			value = typed(meant(t))
		}
		if value == nil && m[1] != "EngineNativeAuditFieldsIncluded" {
			value = &model.Blank{Variable: strings.ToUpper(m[1]), Hint: "the stream's " + m[0]}
		}
		input = append(input, model.Input{Name: m[1], Value: value})
	}
	return rdsStep("start-activity-stream", []string{"synchronous: the database waits for the stream; on Oracle and SQL Server it may restart"}, append(input, model.Input{Name: "ApplyImmediately", Value: true})...)
}

// otherStream starts a stream anew: nothing of one that runs is changed.
func otherStream(arn string, t *model.Turn) []model.Step {
	if t.Gone() {
		return say("it is there while an activity stream runs: stop that")
	}
	return []model.Step{streamOff(arn, t), streamOn(arn, t, t.Attribute)}
}

// domain joins a directory of AWS's by another role.
func domain(m modified, t *model.Turn, input model.Input) []model.Step {
	if t.Gone() {
		return untold(t)
	}
	id := orElse(own(t, "DomainMemberships.Domain"), &model.Blank{Variable: "DOMAIN", Hint: "the id of its directory"})
	return []model.Step{m.asked(t, []string{"nobody logs in by the directory meanwhile; SQL Server restarts"}, model.Input{Name: "Domain", Value: id}, input)}
}

// directory joins a directory of one's own: the call takes all of it.
func directory(m modified, t *model.Turn) []model.Step {
	if t.Gone() || m == ofCluster {
		return say("take it out of its directory, and join it to the other one, where the " + t.Type.Singular + " was defined")
	}
	var input []model.Input
	for _, member := range [][2]string{
		{"FQDN", "DomainFqdn"}, {"OU", "DomainOu"}, {"AuthSecretArn", "DomainAuthSecretArn"}, {"DnsIps", "DomainDnsIps"},
	} {
		value := own(t, "DomainMemberships."+member[0])
		if member[0] == t.Attribute.Last() {
			value = typed(t)
		}
		if value == nil {
			value = &model.Blank{Variable: strings.ToUpper(member[0]), Hint: "the directory's " + member[0]}
		}
		input = append(input, model.Input{Name: member[1], Value: value})
	}
	return []model.Step{m.asked(t, []string{"nobody logs in by the directory meanwhile; SQL Server restarts"}, input...)}
}
