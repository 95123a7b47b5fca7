package aws

import (
	"strings"

	"parity/model"
)

// instanceWhole says how an instance that is missing is made, and how one too many goes: both are its definition's.
func instanceWhole(t *model.Turn) []model.Step {
	switch {
	case !t.Attribute.IsZero() || t.Resource != nil && !t.Gone():
		return nil
	case t.Resource != nil && t.Resource.Group != "":
		return say("lower the desired capacity of the Auto Scaling group " + t.Resource.Group + ": what is terminated by hand it replaces")
	case t.Resource != nil:
		return say("ask its owner before aws ec2 terminate-instances --instance-ids " + t.Resource.ID +
			": volumes that are deleted on termination go with it, and it may be protected; aws ec2 stop-instances takes it out for a while")
	case t.Like == nil:
		return say("launch it again from its launch template; what it was like is not known here")
	}
	return say("launch " + nameThere(t) + " from the launch template or stack that makes the others" + matters(t,
		"InstanceType", "ImageId", "SubnetId", "SecurityGroups", "IamInstanceProfile.Arn", "KeyName", "MetadataOptions.HttpTokens") +
		"; what is on the other one's disks does not come along")
}

// databaseWhole makes a member of a cluster that is there; of a database by itself no command makes what it holds.
func databaseWhole(t *model.Turn) []model.Step {
	switch {
	case !t.Attribute.IsZero() || t.Resource != nil && !t.Gone():
		return nil
	case t.Resource != nil:
		return extraDatabase(t, "delete-db-instance --db-instance-identifier", ownText(t, "DeletionProtection") == "true")
	case t.Like == nil:
		return say("restore " + nameThere(t) + " from its last snapshot or to a point in time: aws rds restore-db-instance-to-point-in-time; what it was like is not known here")
	}
	if cluster, ok := like(t, model.Dotted("DBClusterIdentifier")).(string); ok && t.Name != "" {
		return []model.Step{rdsStep("create-db-instance", []string{"takes some minutes, and costs like its class"},
			model.Input{Name: "DBInstanceIdentifier", Value: t.Name}, model.Input{Name: "DBClusterIdentifier", Value: cluster},
			model.Input{Name: "DBInstanceClass", Value: like(t, model.Dotted("DBInstanceClass"))}, model.Input{Name: "Engine", Value: like(t, model.Dotted("Engine"))})}
	}
	return say("restore " + nameThere(t) + " from a snapshot of it (aws rds restore-db-instance-from-db-snapshot), or create it by its template" + matters(t,
		"Engine", "EngineVersion", "DBInstanceClass", "AllocatedStorage", "StorageType", "MultiAZ", "DBSubnetGroup.DBSubnetGroupName", "VpcSecurityGroups",
		"DBParameterGroups.DBParameterGroupName", "OptionGroupMemberships.OptionGroupName", "StorageEncrypted", "KmsKeyId"))
}

func clusterWhole(t *model.Turn) []model.Step {
	switch {
	case !t.Attribute.IsZero() || t.Resource != nil && !t.Gone():
		return nil
	case t.Resource != nil:
		return extraDatabase(t, "delete-db-cluster --db-cluster-identifier", ownText(t, "DeletionProtection") == "true")
	case t.Like == nil:
		return say("restore " + nameThere(t) + " from its last snapshot or to a point in time: aws rds restore-db-cluster-to-point-in-time, then its members; what it was like is not known here")
	}
	return say("restore " + nameThere(t) + " from a snapshot of it (aws rds restore-db-cluster-from-snapshot), or create it by its template, and then its members" + matters(t,
		"Engine", "EngineVersion", "EngineMode", "Port", "DBSubnetGroup", "VpcSecurityGroups", "DBClusterParameterGroup", "StorageType", "StorageEncrypted", "KmsKeyId"))
}

// extraDatabase says what to think of before a database goes.
func extraDatabase(t *model.Turn, command string, protected bool) []model.Step {
	words := "ask its owner before aws rds " + command + " " + t.Resource.ID + " with --final-db-snapshot-identifier: what is not in a snapshot is gone for good"
	if t.Type.Name == clusterTarget {
		words += "; its members go first"
	}
	if protected {
		words += "; deletion protection has to be taken off before"
	}
	return say(words)
}

// nameThere is what a resource that is made is called.
func nameThere(t *model.Turn) string {
	if t.Name != "" {
		return t.Name
	}
	return "it"
}

// matters lists what the other environment's has, in the words of the one where it is to be made.
func matters(t *model.Turn, paths ...string) string {
	var parts []string
	for _, path := range paths {
		switch value := like(t, model.Dotted(path)).(type) {
		case nil:
		case *model.Blank:
			parts = append(parts, path+" of its own")
		case []string:
			parts = append(parts, path+" "+strings.Join(value, ","))
		default:
			parts = append(parts, path+" "+t.Like.Get(model.Dotted(path)).Text())
			if text, ok := value.(string); ok {
				parts[len(parts)-1] = path + " " + text
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return ", with " + strings.Join(parts, ", ")
}
