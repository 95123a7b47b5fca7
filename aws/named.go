package aws

import (
	"strings"

	"parity/model"
	"parity/model/vocabulary"
)

// What databases refer to and what nobody need be asked for: the reference says its name.
const (
	roleTarget        = "AWS::IAM::Role"
	subnetGroupTarget = "AWS::RDS::DBSubnetGroup"
)

// namedOf is what an ARN or a name points at, by its name alone. What CloudFormation or Terraform put behind the
// name is random, and differs wherever the thing was made twice. One of another account says whose it is.
func namedOf(targetType, id string) *model.Target {
	t := &model.Target{Type: targetType, ID: id, Name: vocabulary.WithoutGenerated(id[strings.LastIndexByte(id, '/')+1:])}
	const account = 4
	if parts := strings.Split(id, ":"); len(parts) > account && parts[0] == "arn" {
		t.Owner = parts[account]
	}
	return t
}

var (
	monitoringRolePath     = model.Dotted("MonitoringRoleArn")
	subnetGroupPath        = model.Dotted("DBSubnetGroup.DBSubnetGroupName")
	clusterSubnetGroupPath = model.Dotted("DBSubnetGroup")
)

// addNamed keeps the roles and subnet groups that databases and clusters refer to.
func addNamed(r *reading, chosen []*model.Resource) {
	isRole := func(p model.Path) bool {
		return p == monitoringRolePath || p.First() == "AssociatedRoles" && p.Last() == "RoleArn"
	}
	for _, arn := range distinctOf(chosen, isRole) {
		r.addTargets(namedOf(roleTarget, arn))
	}
	isSubnetGroup := func(p model.Path) bool { return p == subnetGroupPath || p == clusterSubnetGroupPath }
	for _, name := range distinctOf(chosen, isSubnetGroup) {
		r.addTargets(namedOf(subnetGroupTarget, name))
	}
}
