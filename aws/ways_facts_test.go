package aws

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"parity/model"
)

// brief are a way's steps in one line each: the operation with its inputs, or words; then what comes with it.
func brief(steps []model.Step) string {
	var out strings.Builder
	for _, s := range steps {
		out.WriteString(s.Operation)
		for _, in := range s.Input {
			if in.Value == nil {
				continue
			}
			encoded, _ := json.Marshal(in.Value)
			fmt.Fprintf(&out, " %s=%s", in.Name, strings.ReplaceAll(strings.Trim(string(encoded), `"`), `\u0000`, "$"))
		}
		out.WriteString(s.Words + " | " + strings.Join(s.Consequences, " | ") + "\n")
	}
	return out.String()
}

// fact is what is to come of bringing an attribute to a value: texts that stand in the steps, and texts that do not.
type fact struct {
	name      string
	of        *model.Type
	has       map[string]model.Value
	attribute string
	to        model.Value
	like      map[string]model.Value
	says      []string
	not       []string
}

func (f *fact) steps() []model.Step {
	resource := func(has map[string]model.Value, id string) *model.Resource {
		r := &model.Resource{Type: f.of.Name, ID: id, Name: id, Group: has["Group"].Text()}
		for path, v := range has {
			r.Set(model.Dotted(path), v)
		}
		return r
	}
	mine := resource(f.has, "orders")
	turn := &model.Turn{Type: f.of, Inventory: &model.Inventory{Resources: []*model.Resource{mine}, Defaults: []*model.Defaults{
		{Type: parameterGroupTarget, Of: "postgres15", Dynamic: []string{"work_mem"}},
	}}, Resource: mine, Attribute: model.Dotted(f.attribute), To: f.to}
	if f.of == parameterGroupType {
		turn.Inventory.Resources = append(turn.Inventory.Resources, &model.Resource{Type: databaseTarget, ID: "db-1", Attributes: []model.Attribute{
			{Path: model.Dotted("DBParameterGroups.DBParameterGroupName"), Value: model.TextValue("orders")},
		}})
		turn.Inventory.Sort()
	}
	if f.like != nil {
		turn.Like, turn.There = resource(f.like, "theirs"), turn.Attribute
		turn.Own = func(path model.Path) (model.Value, *model.Blank) { return turn.Like.Get(path), nil }
	}
	return f.of.Way(turn)
}

func word(s string) model.Value { return model.TextValue(s) }

// What AWS's documentation says of settings is what the ways say.
func TestWaysSayWhatAWSDoes(t *testing.T) {
	type has = map[string]model.Value
	number, yes, no := model.IntValue, model.BoolValue(true), model.BoolValue(false)
	const attach = "BlockDeviceMappings./dev/sdf.Ebs."
	for _, f := range []fact{
		{
			"an instance's type", instanceType,
			has{"InstanceType": word("t3.large")},
			"InstanceType", word("t3.small"), nil,
			[]string{"stop-instances", "wait instance-stopped", `modify-instance-attribute InstanceId=orders InstanceType={"Value":"t3.small"}`, "start-instances", "public IPv4", "instance store"},
			nil,
		},
		{
			"of one that is stopped", instanceType,
			has{"InstanceType": word("t3.large"), "State.Name": word("stopped")},
			"InstanceType", word("t3.small"), nil,
			[]string{"modify-instance-attribute"},
			[]string{"stop-instances", "start-instances"},
		},
		{
			"of a member of a group", instanceType,
			has{"InstanceType": word("t3.large"), "Group": word("web-asg")},
			"InstanceType", word("t3.small"), nil,
			[]string{"launch template", "web-asg", "start-instance-refresh"},
			[]string{"stop-instances"},
		},
		{"an instance's image", instanceType, has{"ImageId": word("ami-1")}, "ImageId", word("ami-2"), nil, []string{"AWS changes no ImageId"}, []string{"modify-"}},
		{
			"a volume that grows", instanceType,
			has{attach + "VolumeSize": number(8), attach + "VolumeId": word("vol-1")},
			attach + "VolumeSize", number(64), nil,
			[]string{"modify-volume VolumeId=vol-1 Size=64", "file system has to be grown", "four times a day"},
			nil,
		},
		{
			"a volume that shrinks", instanceType,
			has{attach + "VolumeSize": number(64), attach + "VolumeId": word("vol-1")},
			attach + "VolumeSize", number(8), nil,
			[]string{"a volume only grows"},
			[]string{"modify-volume"},
		},
		{
			"the rate of a volume whose kind has none", instanceType,
			has{attach + "VolumeIops": number(100), attach + "VolumeType": word("gp2")},
			attach + "VolumeIops", number(300), nil,
			[]string{"follows from its type and size"},
			[]string{"modify-volume"},
		},
		{
			"a profile", instanceType,
			has{"IamInstanceProfile.Arn": word("arn:1")},
			"IamInstanceProfile.Arn", word("arn:2"), nil,
			[]string{"describe-iam-instance-profile-associations", "replace-iam-instance-profile-association", "$ASSOCIATION$"},
			nil,
		},
		{"the first profile", instanceType, has{}, "IamInstanceProfile.Arn", word("arn:2"), nil, []string{"associate-iam-instance-profile"}, []string{"describe-"}},
		{"groups of one with two interfaces", instanceType, has{
			"NetworkInterfaces.0.NetworkInterfaceId": word("eni-0"), "NetworkInterfaces.1.NetworkInterfaceId": word("eni-1"), "SecurityGroups": model.SetValue([]string{"sg-1"}),
		}, "SecurityGroups", model.SetValue([]string{"sg-2", "sg-3"}), nil, []string{`modify-network-interface-attribute NetworkInterfaceId=eni-0 Groups=["sg-2","sg-3"]`}, nil},

		{
			"a class", databaseType,
			has{"DBInstanceClass": word("db.t3.large"), "PreferredMaintenanceWindow": word("sun:05:00-sun:05:30")},
			"DBInstanceClass", word("db.t3.small"), nil,
			[]string{"DBInstanceClass=db.t3.small ApplyImmediately=true", "outage", "--no-apply-immediately in the maintenance window, sun:05:00-sun:05:30 UTC"},
			[]string{"what else waits"},
		},
		{
			"while another change waits", databaseType,
			has{"DBInstanceClass": word("db.t3.large"), "PendingModifiedValues.EngineVersion": word("16.1")},
			"DBInstanceClass", word("db.t3.small"), nil,
			[]string{"applies what else waits for the window: EngineVersion"},
			nil,
		},
		{
			"the class of a member of a Multi-AZ cluster", databaseType,
			has{"DBInstanceClass": word("db.m5d.large"), "DBClusterIdentifier": word("c-1"), "Engine": word("postgres")},
			"DBInstanceClass", word("db.m5d.xlarge"), nil,
			[]string{"DBClusterInstanceClass of the cluster c-1"},
			[]string{"modify-db-instance"},
		},
		{
			"a minor version", databaseType,
			has{"Engine": word("postgres"), "EngineVersion": word("15.9")},
			"EngineVersion", word("15.10"), nil,
			[]string{"EngineVersion=15.10 ApplyImmediately", "cannot be taken back"},
			[]string{"AllowMajorVersionUpgrade"},
		},
		{
			"a major version", databaseType,
			has{"Engine": word("postgres"), "EngineVersion": word("15.9"), "DBParameterGroups.DBParameterGroupName": word("own")},
			"EngineVersion", word("16.2"), nil,
			[]string{"AllowMajorVersionUpgrade=true", "DBParameterGroupName=$PARAMETERGROUP"},
			nil,
		},
		{"MySQL's major version", databaseType, has{"Engine": word("mysql"), "EngineVersion": word("8.0.36")}, "EngineVersion", word("8.4.1"), nil, []string{"AllowMajorVersionUpgrade=true"}, nil},
		{"a version back", databaseType, has{"Engine": word("postgres"), "EngineVersion": word("15.10")}, "EngineVersion", word("15.9"), nil, []string{"takes no database back from 15.10 to 15.9", "snapshot"}, []string{"modify-db"}},
		{"less storage", databaseType, has{"AllocatedStorage": number(200)}, "AllocatedStorage", number(100), nil, []string{"only grows"}, []string{"modify-db"}},
		{
			"more storage that is rated", databaseType,
			has{"AllocatedStorage": number(100), "StorageType": word("io1"), "Iops": number(1000)},
			"AllocatedStorage", number(105), nil,
			[]string{"AllocatedStorage=105 Iops=1000", "six hours", "a tenth more"},
			nil,
		},
		{"no storage that grows by itself", databaseType, has{"AllocatedStorage": number(100), "MaxAllocatedStorage": number(500)}, "MaxAllocatedStorage", model.Value{}, nil, []string{"MaxAllocatedStorage=100"}, []string{"ApplyImmediately"}},
		{"no backups", databaseType, has{"BackupRetentionPeriod": number(7)}, "BackupRetentionPeriod", number(0), nil, []string{"deletes all automated backups"}, nil},
		{"monitoring without a role", databaseType, has{}, "MonitoringInterval", number(60), nil, []string{"MonitoringInterval=60 MonitoringRoleArn=$ROLE"}, []string{"ApplyImmediately"}},
		{"a port", databaseType, has{"Endpoint.Port": number(5432)}, "Endpoint.Port", number(5433), nil, []string{"DBPortNumber=5433", "restarts the database", "whatever is asked for"}, []string{"ApplyImmediately"}},
		{
			"another parameter group", databaseType,
			has{"DBParameterGroups.DBParameterGroupName": word("a")},
			"DBParameterGroups.DBParameterGroupName", word("b"), nil,
			[]string{"DBParameterGroupName=b", "wait db-instance-available", "reboot-db-instance"},
			nil,
		},
		{"encryption", databaseType, has{"StorageEncrypted": no}, "StorageEncrypted", yes, nil, []string{"AWS changes no StorageEncrypted", "snapshot"}, []string{"modify-db"}},
		{"protection", databaseType, has{"DeletionProtection": no}, "DeletionProtection", yes, nil, []string{"DeletionProtection=true"}, []string{"ApplyImmediately"}},
		{
			"what waits for the window", databaseType,
			has{"PendingModifiedValues.DBInstanceClass": word("db.t3.large")},
			"PendingModifiedValues.DBInstanceClass",
			model.Value{},
			nil,
			[]string{"modify-db-instance DBInstanceIdentifier=orders ApplyImmediately=true"},
			nil,
		},
		{"what waits for a restart", databaseType, has{"DBParameterGroups.ParameterApplyStatus": word("pending-reboot")}, "DBParameterGroups.ParameterApplyStatus", word("in-sync"), nil, []string{"reboot-db-instance"}, nil},

		{
			"a static parameter", parameterGroupType,
			has{"Parameters.max_connections": word("200"), "DBParameterGroupFamily": word("postgres15")},
			"Parameters.max_connections", word("400"), nil,
			[]string{`Parameters=[{"ParameterName":"max_connections","ParameterValue":"400","ApplyMethod":"pending-reboot"}]`, "static", "reboot-db-instance DBInstanceIdentifier=db-1"},
			nil,
		},
		{
			"a dynamic parameter", parameterGroupType,
			has{"Parameters.work_mem": word("1"), "DBParameterGroupFamily": word("postgres15")},
			"Parameters.work_mem", word("2"), nil,
			[]string{`"ApplyMethod":"immediate"`},
			[]string{"reboot"},
		},
		{
			"a parameter of an unknown family", parameterGroupType,
			has{"Parameters.work_mem": word("1"), "DBParameterGroupFamily": word("mysql8.0")},
			"Parameters.work_mem", word("2"), nil,
			[]string{`"ApplyMethod":"pending-reboot"`, "did not tell"},
			nil,
		},
		{
			"the engine's own value", parameterGroupType,
			has{"Parameters.work_mem": word("1"), "DBParameterGroupFamily": word("postgres15")},
			"Parameters.work_mem",
			model.Value{},
			nil,
			[]string{`reset-db-parameter-group DBParameterGroupName=orders Parameters=[{"ParameterName":"work_mem","ApplyMethod":"immediate"}]`},
			nil,
		},
		{"Aurora's I/O", clusterType, has{"Engine": word("aurora-mysql"), "StorageType": word("aurora-iopt1")}, "StorageType", model.Value{}, nil, []string{"StorageType=aurora "}, nil},
		{
			"serverless limits", clusterType,
			has{"ServerlessV2ScalingConfiguration.MinCapacity": model.FloatValue(0.5), "ServerlessV2ScalingConfiguration.MaxCapacity": number(8)},
			"ServerlessV2ScalingConfiguration.MaxCapacity", number(16), nil,
			[]string{`{"MinCapacity":0.5,"MaxCapacity":16}`},
			nil,
		},
	} {
		t.Run(f.name, func(t *testing.T) {
			got := brief(f.steps())
			for _, want := range f.says {
				if !strings.Contains(got, want) {
					t.Errorf("no %q in\n%s", want, got)
				}
			}
			for _, bad := range f.not {
				if strings.Contains(got, bad) {
					t.Errorf("%q is in\n%s", bad, got)
				}
			}
		})
	}
}

// A group that is missing is made with its values, in calls of no more than AWS takes.
func TestAGroupIsMadeInCallsOfTwenty(t *testing.T) {
	like := &model.Resource{Type: parameterGroupTarget, ID: "theirs", Name: "theirs"}
	like.Set(familyPath, word("postgres15"))
	for i := range 45 {
		like.Set(model.NewPath("Parameters", fmt.Sprintf("p%02d", i)), word("x"))
	}
	steps := parameterGroupType.Way(&model.Turn{
		Type: parameterGroupType, Inventory: &model.Inventory{}, Like: like, Name: "ours",
		Own: func(path model.Path) (model.Value, *model.Blank) { return like.Get(path), nil },
	})
	var sizes []int
	for _, s := range steps {
		if parameters, ok := s.Input[len(s.Input)-1].Value.([]model.Members); ok {
			sizes = append(sizes, len(parameters))
		}
	}
	if fmt.Sprint(sizes) != "[20 20 5]" || steps[0].Operation != "create-db-parameter-group" {
		t.Errorf("%v of %s", sizes, brief(steps))
	}
}
