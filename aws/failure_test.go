package aws

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"parity/model"
)

// estate is an account that holds one of each type, as the wire tells it.
func estate() *account {
	a := company("/prod", 3)
	a.query = map[string][]string{
		"DescribeInstances": {`<reservationSet><item><instancesSet><item><instanceId>i-0000000000000001</instanceId><imageId>ami-00000001</imageId>
			<instanceType>t3.large</instanceType><subnetId>subnet-00000001</subnetId><vpcId>vpc-00000001</vpcId><instanceState><code>16</code><name>running</name></instanceState>
			<groupSet><item><groupId>sg-00000001</groupId><groupName>web</groupName></item></groupSet>
			<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-00000001</volumeId><status>attached</status></ebs></item></blockDeviceMapping>
			<tagSet><item><key>Environment</key><value>prod</value></item><item><key>Name</key><value>web-prod</value></item></tagSet></item></instancesSet></item></reservationSet>`},
		"DescribeVolumes": {`<volumeSet><item><volumeId>vol-00000001</volumeId><size>8</size><volumeType>gp3</volumeType></item></volumeSet>`},
		"DescribeImages":  {`<imagesSet><item><imageId>ami-00000001</imageId><name>base-7</name><architecture>x86_64</architecture></item></imagesSet>`},
		"DescribeVpcs":    {`<vpcSet><item><vpcId>vpc-00000001</vpcId><cidrBlock>10.20.0.0/16</cidrBlock></item></vpcSet>`},
		"DescribeSubnets": {`<subnetSet><item><subnetId>subnet-00000001</subnetId><vpcId>vpc-00000001</vpcId></item></subnetSet>`},
		"DescribeSecurityGroups": {`<securityGroupInfo><item><groupId>sg-00000001</groupId><groupName>web</groupName><vpcId>vpc-00000001</vpcId><ownerId>111111111111</ownerId>
			<groupDescription>of web</groupDescription></item></securityGroupInfo>`},
		"DescribeDBInstances": {`<DBInstances><DBInstance><DBInstanceIdentifier>orders-prod</DBInstanceIdentifier><Engine>postgres</Engine><DBInstanceClass>db.t3.large</DBInstanceClass>
			<DBInstanceStatus>available</DBInstanceStatus><DBParameterGroups><DBParameterGroup><DBParameterGroupName>prod-pg15</DBParameterGroupName><ParameterApplyStatus>in-sync</ParameterApplyStatus></DBParameterGroup></DBParameterGroups>
			<OptionGroupMemberships><OptionGroupMembership><OptionGroupName>prod-options</OptionGroupName><Status>in-sync</Status></OptionGroupMembership></OptionGroupMemberships>
			<TagList><Tag><Key>Environment</Key><Value>prod</Value></Tag></TagList></DBInstance></DBInstances>`},
		"DescribeDBClusters": {`<DBClusters><DBCluster><DBClusterIdentifier>ledger-prod</DBClusterIdentifier><Engine>aurora-postgresql</Engine><Status>available</Status>
			<DBClusterParameterGroup>prod-aurora15</DBClusterParameterGroup>
			<TagList><Tag><Key>Environment</Key><Value>prod</Value></Tag></TagList></DBCluster></DBClusters>`},
		"DescribeDBParameterGroups": {`<DBParameterGroups><DBParameterGroup><DBParameterGroupName>prod-pg15</DBParameterGroupName><DBParameterGroupFamily>postgres15</DBParameterGroupFamily></DBParameterGroup></DBParameterGroups>`},
		"DescribeDBClusterParameterGroups": {`<DBClusterParameterGroups><DBClusterParameterGroup><DBClusterParameterGroupName>prod-aurora15</DBClusterParameterGroupName>
			<DBParameterGroupFamily>aurora-postgresql15</DBParameterGroupFamily></DBClusterParameterGroup></DBClusterParameterGroups>`},
		"DescribeOptionGroups": {`<OptionGroupsList><OptionGroup><OptionGroupName>prod-options</OptionGroupName><EngineName>postgres</EngineName></OptionGroup></OptionGroupsList>`},
		"DescribeDBParameters": {`<Parameters><Parameter><ParameterName>max_connections</ParameterName><ParameterValue>400</ParameterValue><Source>user</Source></Parameter></Parameters>`},
		"DescribeEngineDefaultParameters": {`<EngineDefaults><DBParameterGroupFamily>postgres15</DBParameterGroupFamily><Parameters><Parameter><ParameterName>max_connections</ParameterName>
			<ParameterValue>LEAST({DBInstanceClassMemory/9531392},5000)</ParameterValue><Source>engine-default</Source></Parameter></Parameters></EngineDefaults>`},
	}
	return a
}

// cost is what the failure of one call costs: a whole type, parts of one, or only an explanation.
type cost struct {
	operation string
	whole     string
	part      string
	of        string
	// target is the type whose names it costs.
	target string
}

var costs = []cost{
	{operation: "EC2.DescribeInstances", whole: "AWS::EC2::Instance"},
	{operation: "EC2.DescribeSecurityGroups", whole: groupTarget},
	{operation: "RDS.DescribeDBInstances", whole: "AWS::RDS::DBInstance"},
	{operation: "RDS.DescribeDBClusters", whole: clusterTarget},
	{operation: "RDS.DescribeDBParameterGroups", whole: parameterGroupTarget},
	{operation: "SSM.GetParametersByPath", whole: "AWS::SSM::Parameter"},
	{operation: "EC2.DescribeVolumes", part: "BlockDeviceMappings.*.Ebs.Volume*", of: "AWS::EC2::Instance"},
	{operation: "RDS.DescribeDBParameters", part: "Parameters.*", of: parameterGroupTarget},
	{operation: "SSM.DescribeParameters", part: "Tier", of: "AWS::SSM::Parameter"},
	{operation: "EC2.DescribeImages", target: imageTarget},
	{operation: "EC2.DescribeVpcs", target: vpcTarget},
	{operation: "EC2.DescribeSubnets", target: subnetTarget},
	{operation: "EC2.DescribeInstanceTypes"},
	{operation: "EC2.DescribeManagedPrefixLists", target: prefixListTarget},
	{operation: "KMS.ListAliases", target: keyTarget},
	{operation: "RDS.DescribeEngineDefaultParameters"},
	{operation: "RDS.DescribeEngineDefaultClusterParameters"},
	{operation: "RDS.DescribeEvents"},
}

// TestEveryFailureOfEveryServiceIsUnreadWithItsCause: what could not be read is said, with its code, and
// everything else still loads.
func TestEveryFailureOfEveryServiceIsUnreadWithItsCause(t *testing.T) {
	for name, failure := range map[string]struct {
		fault   fault
		code    string
		timeout time.Duration
		// everywhere tries it on every call, and not on one of each protocol alone.
		everywhere bool
	}{
		"denied":            {coded(http.StatusForbidden, "AccessDenied"), "AccessDenied", time.Minute, true},
		"hanging":           {hang, codeTimeout, 2 * time.Second, true},
		"throttled":         {coded(http.StatusBadRequest, "ThrottlingException"), "ThrottlingException", 8 * time.Second, false},
		"expired":           {coded(http.StatusBadRequest, "ExpiredToken"), "ExpiredToken", time.Minute, false},
		"broken":            {coded(http.StatusInternalServerError, "InternalFailure"), "InternalFailure", time.Minute, false},
		"an empty body":     {plain(""), codeBadAnswer, time.Minute, false},
		"a page of a proxy": {plain("<html><body>sign in</body></html>"), codeBadAnswer, time.Minute, false},
		"cut off":           {plain("<DescribeDBClustersResponse><DescribeDBClustersResult>"), codeBadAnswer, time.Minute, false},
	} {
		for _, c := range costs {
			if !failure.everywhere && !slices.Contains(oneOfEach, c.operation) {
				continue
			}
			t.Run(name+"/"+c.operation, func(t *testing.T) {
				w := newWire(t)
				w.accounts["111111111111"] = estate()
				w.faults[c.operation] = failure.fault
				options := w.options()
				options.Timeout = failure.timeout
				inv := loadOne(t, w, options, Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
				c.hold(t, inv, failure.code)
			})
		}
	}
}

// oneOfEach is a call of each service's protocol.
var oneOfEach = []string{"EC2.DescribeSecurityGroups", "RDS.DescribeDBClusters", "SSM.GetParametersByPath", "KMS.ListAliases"}

// hold says that the failure cost what it must, told why, and nothing else.
func (c cost) hold(t *testing.T, inv *model.Inventory, want string) {
	t.Helper()
	told := func(operation, code, message string) {
		if code != want || message == "" {
			t.Errorf("%s is told as %q %q, want %q", operation, code, message, want)
		}
	}
	lost := false
	for _, u := range inv.Unread {
		told(u.Operation, u.Code, u.Message)
		switch {
		case u.Type == c.whole && u.Part.IsZero(), u.Type == c.of && u.Part.String() == c.part:
			lost = true
		case u.Type == c.of && c.part == "Tier":
		case u.Partial: // what the lost type refers to, and nothing claims: it may be the environment's
		default:
			t.Errorf("%s of %s is unread too", u.Part, u.Type)
		}
	}
	if (c.whole != "" || c.part != "") && !lost {
		t.Errorf("nothing says that %s %s is unread: %+v", c.whole+c.of, c.part, inv.Unread)
	}
	if c.whole == "" && c.part == "" && len(inv.Notes) == 0 {
		t.Error("no note says what it costs")
	}
	for _, n := range inv.Notes {
		told(n.Operation, n.Code, n.Message)
		if n.Target != c.target {
			t.Errorf("%s is said to cost the names of %q, want %q", n.Operation, n.Target, c.target)
		}
	}
	for _, name := range []string{"AWS::EC2::Instance", "AWS::RDS::DBInstance", clusterTarget, "AWS::SSM::Parameter"} {
		if name != c.whole && len(inv.Of(name)) == 0 {
			t.Errorf("nothing of %s was loaded", name)
		}
	}
}

// TestCallsAreThoseDeclared: what the guard allows and permissions prints is what is called, no more and no
// less.
func TestCallsAreThoseDeclared(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = estate()
	options := w.options()
	options.Decrypt, options.Timeout = true, time.Minute
	wanted := Wanted{Name: "prod", Parameters: []string{"/prod"}}
	loadOne(t, w, options, wanted)
	NewSource(options).History(t.Context(), wanted, &model.Resource{Type: parameterType.Name, ID: "/prod"})
	declared := map[string]bool{}
	for _, op := range Operations() {
		name := op.Service + "." + op.Name
		declared[name] = true
		if w.count(name) == 0 {
			t.Errorf("%s is declared and never called", name)
		}
	}
	for name := range w.calls {
		if !declared[name] {
			t.Errorf("%s is called and not declared", name)
		}
	}
}

// TestThrottlingThatEnds costs time, and nothing else.
func TestThrottlingThatEnds(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = estate()
	for _, operation := range oneOfEach {
		w.faults[operation] = upTo(2, coded(http.StatusBadRequest, "ThrottlingException"))
	}
	options := w.options()
	options.Timeout = time.Minute
	inv := loadOne(t, w, options, Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if len(inv.Unread) > 0 || len(inv.Notes) > 0 {
		t.Errorf("unread %+v, notes %+v", inv.Unread, inv.Notes)
	}
}
