package aws

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parity/model"
)

// asked notes the requests of an operation, which is answered as usual.
func (w *wire) asked(operation string) func() []url.Values {
	var requests []url.Values
	w.faults[operation] = func(_ http.ResponseWriter, call *wireCall) bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		requests = append(requests, call.form)
		return false
	}
	return func() []url.Values {
		w.mu.Lock()
		defer w.mu.Unlock()
		return requests
	}
}

// resource is one of an inventory, by id.
func resource(t *testing.T, inv *model.Inventory, id string) *model.Resource {
	t.Helper()
	i := slices.IndexFunc(inv.Resources, func(r *model.Resource) bool { return r.ID == id })
	if i < 0 {
		t.Fatalf("%s is not there", id)
	}
	return inv.Resources[i]
}

// holds checks attributes of a resource; "" is none.
func holds(t *testing.T, r *model.Resource, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for path := range want {
		got[path] = ""
	}
	for _, a := range r.Attributes {
		if _, ok := want[a.Path.String()]; ok {
			got[a.Path.String()] = a.Value.Text()
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", r.ID, diff)
	}
}

// What AWS answers for instances and what they refer to, page by page.
func TestRecordedInstances(t *testing.T) {
	w := newWire(t)
	tagged := `<tagSet><item><key>Environment</key><value>prod</value></item>`
	w.accounts["111111111111"] = &account{query: map[string][]string{
		"DescribeInstances": {
			`<reservationSet><item><reservationId>r-1</reservationId><instancesSet>
				<item><instanceId>i-0000000000000001</instanceId><imageId>ami-00000001</imageId><instanceType>m6g.large</instanceType><architecture>arm64</architecture>
					<instanceState><code>16</code><name>running</name></instanceState><vpcId>vpc-00000001</vpcId><subnetId>subnet-00000001</subnetId>
					<iamInstanceProfile><arn>arn:aws:iam::111111111111:instance-profile/apps/web</arn><id>AIPA1</id></iamInstanceProfile>
					<blockDeviceMapping>
						<item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-00000001</volumeId><status>attached</status><deleteOnTermination>true</deleteOnTermination></ebs></item>
						<item><deviceName>/dev/xvdf</deviceName><ebs><volumeId>vol-00000002</volumeId><status>attached</status></ebs></item></blockDeviceMapping>
					` + tagged + `<item><key>Name</key><value> web-prod </value></item><item><key>Note</key><value></value></item>
						<item><key>aws:autoscaling:groupName</key><value>web-asg</value></item>
						<item><key>aws:cloudformation:logical-id</key><value>WebServer</value></item></tagSet></item>
				<item><instanceId>i-0000000000000002</instanceId><instanceState><code>48</code><name>terminated</name></instanceState>` + tagged + `</tagSet></item>
				</instancesSet></item></reservationSet>`,
			`<reservationSet><item><instancesSet><item><instanceId>i-0000000000000003</instanceId><instanceState><code>80</code><name>stopped</name></instanceState>` +
				tagged + `</tagSet></item></instancesSet></item></reservationSet>`,
		},
		"DescribeVolumes": {
			`<volumeSet><item><volumeId>vol-00000001</volumeId><size>30</size><volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput><encrypted>true</encrypted>
				<kmsKeyId>arn:aws:kms:eu-west-1:111111111111:key/k</kmsKeyId><snapshotId>snap-1</snapshotId><status>in-use</status>
				<attachmentSet><item><device>/dev/xvda</device><instanceId>i-0000000000000001</instanceId></item></attachmentSet></item></volumeSet>`,
			`<volumeSet><item><volumeId>vol-00000002</volumeId><size>500</size><volumeType>st1</volumeType><encrypted>false</encrypted></item></volumeSet>`,
		},
		"DescribeImages": {`<imagesSet><item><imageId>ami-00000001</imageId><name>al2023-7</name><architecture>arm64</architecture><imageOwnerAlias>amazon</imageOwnerAlias>
			<imageOwnerId>137112412989</imageOwnerId><creationDate>2026-10-01T00:00:00.000Z</creationDate></item></imagesSet>`},
		"DescribeVpcs": {`<vpcSet><item><vpcId>vpc-00000001</vpcId><cidrBlock>10.20.0.0/16</cidrBlock><isDefault>false</isDefault><ownerId>111111111111</ownerId>
			<cidrBlockAssociationSet><item><cidrBlock>10.20.0.0/16</cidrBlock></item><item><cidrBlock>10.21.0.0/16</cidrBlock></item></cidrBlockAssociationSet></item></vpcSet>`},
		"DescribeSubnets": {`<subnetSet><item><subnetId>subnet-00000001</subnetId><vpcId>vpc-00000001</vpcId><cidrBlock>10.20.1.0/24</cidrBlock>
			<availabilityZone>eu-west-1a</availabilityZone><availabilityZoneId>euw1-az2</availabilityZoneId><mapPublicIpOnLaunch>true</mapPublicIpOnLaunch></item></subnetSet>`},
		"DescribeInstanceTypes": {`<instanceTypeSet><item><instanceType>m6g.large</instanceType><burstablePerformanceSupported>false</burstablePerformanceSupported>
			<vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>8192</sizeInMiB></memoryInfo></item></instanceTypeSet>`},
	}}
	instancePages, volumes := w.asked("EC2.DescribeInstances"), w.asked("EC2.DescribeVolumes")
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod"})[0]

	web := resource(t, inv, "i-0000000000000001")
	if web.Name != "web-prod" || web.Group != "web-asg" || web.Logical != "WebServer" || web.Scope != "vpc-00000001" {
		t.Errorf("name %q, group %q, logical id %q, scope %q", web.Name, web.Group, web.Logical, web.Scope)
	}
	holds(t, web, map[string]string{
		"Architecture": "arm64", "State.Name": "running", "Tags.Note": "", "Tags.aws:autoscaling:groupName": "web-asg",
		"BlockDeviceMappings./dev/xvda.Ebs.VolumeSize": "30", "BlockDeviceMappings./dev/xvda.Ebs.VolumeType": "gp3",
		"BlockDeviceMappings./dev/xvda.Ebs.VolumeIops": "3000", "BlockDeviceMappings./dev/xvda.Ebs.VolumeThroughput": "125",
		"BlockDeviceMappings./dev/xvda.Ebs.VolumeEncrypted": "true", "BlockDeviceMappings./dev/xvda.Ebs.VolumeSnapshotId": "snap-1",
		"BlockDeviceMappings./dev/xvda.Ebs.VolumeKmsKeyId": "arn:aws:kms:eu-west-1:111111111111:key/k",
		"BlockDeviceMappings./dev/xvda.Ebs.VolumeState":    "in-use", "BlockDeviceMappings./dev/xvdf.Ebs.VolumeSize": "500",
		"BlockDeviceMappings./dev/xvdf.Ebs.VolumeIops": "", "BlockDeviceMappings./dev/xvdf.Ebs.VolumeType": "st1",
	})
	if note := web.Get(model.NewPath("Tags", "Note")); note.IsAbsent() {
		t.Error("an empty tag is taken for an absent one")
	}
	resource(t, inv, "i-0000000000000003")
	if n := len(inv.Of("AWS::EC2::Instance")); n != 2 {
		t.Errorf("%d instances: those that were terminated are none", n)
	}
	for _, request := range instancePages() {
		if request.Get("MaxResults") != "1000" || len(request["InstanceId.1"]) > 0 || request.Get("Filter.1.Name") != "" {
			t.Errorf("instances are asked for with %v", request)
		}
	}
	if request := volumes()[0]; request.Get("Filter.1.Name") != "volume-id" || request.Get("Filter.1.Value.2") != "vol-00000002" {
		t.Errorf("volumes are asked for with %v", request)
	}

	want := map[string]model.Target{
		"ami-00000001": {
			Type: imageTarget, Name: "al2023-7", Qualifier: "arm64", Owner: "amazon", Facts: map[string]string{"CreationDate": "2026-10-01T00:00:00.000Z"},
		},
		"vpc-00000001":    {Type: vpcTarget, Owner: "111111111111", CIDRs: []string{"10.20.0.0/16", "10.21.0.0/16"}},
		"subnet-00000001": {Type: subnetTarget, Parent: "vpc-00000001", Qualifier: "public", Zone: "euw1-az2", CIDRs: []string{"10.20.1.0/24"}},
		"arn:aws:iam::111111111111:instance-profile/apps/web": {Type: profileTarget, Name: "web", Owner: "111111111111"},
	}
	got := map[string]model.Target{}
	for _, target := range inv.Targets {
		own := *target
		own.ID = ""
		got[target.ID] = own
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("targets (-want +got):\n%s", diff)
	}
	if size := inv.Sizes["m6g.large"]; size != (model.InstanceSize{VCPUs: 2, MemoryMiB: 8192}) {
		t.Errorf("m6g.large is %+v", size)
	}
}

// What AWS answers for databases where the emulator is wrong or silent: other engines in the same list,
// the sources of parameters, option groups, markers.
func TestRecordedDatabases(t *testing.T) {
	w := newWire(t)
	tagged := `<TagList><Tag><Key>Environment</Key><Value>prod</Value></Tag></TagList>`
	parameterGroup := func(name string) string {
		return `<DBParameterGroups><DBParameterGroup><DBParameterGroupName>` + name + `</DBParameterGroupName><ParameterApplyStatus>in-sync</ParameterApplyStatus></DBParameterGroup></DBParameterGroups>`
	}
	optionGroup := func(name string) string {
		return `<OptionGroupMemberships><OptionGroupMembership><OptionGroupName>` + name + `</OptionGroupName><Status>in-sync</Status></OptionGroupMembership></OptionGroupMemberships>`
	}
	w.accounts["111111111111"] = &account{query: map[string][]string{
		"DescribeDBInstances": {
			`<DBInstances><DBInstance><DBInstanceIdentifier>orders-prod</DBInstanceIdentifier><Engine>mysql</Engine><DBInstanceStatus>available</DBInstanceStatus>
				<Endpoint><Address>orders-prod.c1x2y3.eu-west-1.rds.amazonaws.com</Address><Port>3306</Port></Endpoint>` +
				parameterGroup("prod-mysql8") + optionGroup("prod-audit") + tagged + `</DBInstance>
			<DBInstance><DBInstanceIdentifier>plain-prod</DBInstanceIdentifier><Engine>postgres</Engine>` +
				parameterGroup("default.postgres15") + optionGroup("default:postgres-15") + tagged + `</DBInstance></DBInstances>`,
			`<DBInstances><DBInstance><DBInstanceIdentifier>graph-prod</DBInstanceIdentifier><Engine>neptune</Engine>` + tagged + `</DBInstance>
			<DBInstance><DBInstanceIdentifier>docs-prod</DBInstanceIdentifier><Engine>docdb</Engine>` + tagged + `</DBInstance>
			<DBInstance><DBInstanceIdentifier>ledger-prod-1</DBInstanceIdentifier><Engine>aurora-postgresql</Engine><DBClusterIdentifier>ledger-prod</DBClusterIdentifier></DBInstance></DBInstances>`,
		},
		"DescribeDBClusters": {`<DBClusters>
			<DBCluster><DBClusterIdentifier>ledger-prod</DBClusterIdentifier><Engine>aurora-postgresql</Engine><Status>available</Status>
				<DBClusterParameterGroup>prod-aurora15</DBClusterParameterGroup><ServerlessV2ScalingConfiguration><MinCapacity>0.5</MinCapacity><MaxCapacity>8.0</MaxCapacity></ServerlessV2ScalingConfiguration>
				<DBClusterMembers><DBClusterMember><DBInstanceIdentifier>ledger-prod-1</DBInstanceIdentifier><IsClusterWriter>true</IsClusterWriter>
					<DBClusterParameterGroupStatus>in-sync</DBClusterParameterGroupStatus></DBClusterMember></DBClusterMembers>` + tagged + `</DBCluster>
			<DBCluster><DBClusterIdentifier>graph-prod</DBClusterIdentifier><Engine>neptune</Engine>` + tagged + `</DBCluster></DBClusters>`},
		"DescribeDBParameterGroups": {
			`<DBParameterGroups><DBParameterGroup><DBParameterGroupName>default.postgres15</DBParameterGroupName><DBParameterGroupFamily>postgres15</DBParameterGroupFamily></DBParameterGroup></DBParameterGroups>`,
			`<DBParameterGroups><DBParameterGroup><DBParameterGroupName>prod-mysql8</DBParameterGroupName><DBParameterGroupFamily>mysql8.0</DBParameterGroupFamily></DBParameterGroup>
			<DBParameterGroup><DBParameterGroupName>nobodys</DBParameterGroupName><DBParameterGroupFamily>mysql8.0</DBParameterGroupFamily></DBParameterGroup></DBParameterGroups>`,
		},
		"DescribeDBClusterParameterGroups": {`<DBClusterParameterGroups><DBClusterParameterGroup><DBClusterParameterGroupName>prod-aurora15</DBClusterParameterGroupName></DBClusterParameterGroup></DBClusterParameterGroups>`},
		"DescribeDBParameters": {
			`<Parameters><Parameter><ParameterName>max_connections</ParameterName><ParameterValue>{DBInstanceClassMemory/12582880}</ParameterValue><Source>user</Source><ApplyMethod>pending-reboot</ApplyMethod></Parameter>
			<Parameter><ParameterName>autocommit</ParameterName><ParameterValue>1</ParameterValue><Source>engine-default</Source></Parameter>
			<Parameter><ParameterName>innodb_unset</ParameterName><Source>user</Source></Parameter></Parameters>`,
			`<Parameters><Parameter><ParameterName>rds.force_ssl</ParameterName><ParameterValue>1</ParameterValue><Source>user</Source></Parameter></Parameters>`,
		},
		"DescribeDBClusterParameters": {`<Parameters><Parameter><ParameterName>log_min_duration</ParameterName><ParameterValue>500</ParameterValue><Source>user</Source></Parameter></Parameters>`},
		"DescribeOptionGroups": {`<OptionGroupsList><OptionGroup><OptionGroupName>prod-audit</OptionGroupName><EngineName>mysql</EngineName><MajorEngineVersion>8.0</MajorEngineVersion>
			<Options><Option><OptionName>MARIADB_AUDIT_PLUGIN</OptionName><Port>1158</Port><OptionSettings>
				<OptionSetting><Name>SERVER_AUDIT_EXCL_USERS</Name><Value>rdsadmin-canary</Value><DefaultValue>x</DefaultValue></OptionSetting></OptionSettings></Option></Options></OptionGroup></OptionGroupsList>`},
	}}
	pages, parameters, options := w.asked("RDS.DescribeDBInstances"), w.asked("RDS.DescribeDBParameters"), w.asked("RDS.DescribeOptionGroups")
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod"})[0]

	got := map[string][]string{}
	for _, r := range inv.Resources {
		got[r.Type] = append(got[r.Type], r.ID)
	}
	want := map[string][]string{
		databaseTarget: {"ledger-prod-1", "orders-prod", "plain-prod"}, clusterTarget: {"ledger-prod"},
		parameterGroupTarget: {"prod-mysql8"}, clusterParameterGroupTarget: {"prod-aurora15"}, optionGroupTarget: {"prod-audit"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("loaded (-want +got):\n%s", diff)
	}
	holds(t, resource(t, inv, "prod-mysql8"), map[string]string{
		"Parameters.max_connections": "{DBInstanceClassMemory/12582880}", "Parameters.rds.force_ssl": "1",
		"Parameters.autocommit": "", "Parameters.innodb_unset": "", "Parameters.max_connections.ApplyMethod": "",
	})
	holds(t, resource(t, inv, "prod-aurora15"), map[string]string{"Parameters.log_min_duration": "500"})
	holds(t, resource(t, inv, "prod-audit"), map[string]string{
		"MajorEngineVersion": "8.0", "Options.MARIADB_AUDIT_PLUGIN.Port": "1158",
		"Options.MARIADB_AUDIT_PLUGIN.OptionSettings.SERVER_AUDIT_EXCL_USERS.Value": model.Mask,
	})
	holds(t, resource(t, inv, "ledger-prod"), map[string]string{
		"ServerlessV2ScalingConfiguration.MinCapacity": "0.5", "ServerlessV2ScalingConfiguration.MaxCapacity": "8",
		"DBClusterMembers.ledger-prod-1.IsClusterWriter": "true",
	})
	if member := resource(t, inv, "ledger-prod-1"); member.Group != "ledger-prod" || !member.ByReference {
		t.Errorf("the member of a cluster has the group %q; by reference: %t", member.Group, member.ByReference)
	}
	if labels := inv.Environment.HostLabels; !slices.Equal(labels, []string{"c1x2y3"}) {
		t.Errorf("labels of hosts: %q", labels)
	}
	for _, request := range pages() {
		if request.Get("MaxRecords") != "100" {
			t.Errorf("databases are asked for with %v", request)
		}
	}
	for _, request := range parameters() {
		if request.Get("Source") != "user" || request.Get("DBParameterGroupName") != "prod-mysql8" {
			t.Errorf("parameters are asked for with %v", request)
		}
	}
	for _, request := range options() {
		if strings.HasPrefix(request.Get("OptionGroupName"), "default:") {
			t.Errorf("a default option group is asked for")
		}
	}
	if len(parameters()) != 2 || len(options()) != 1 {
		t.Errorf("%d calls for parameters, %d for option groups", len(parameters()), len(options()))
	}
}
