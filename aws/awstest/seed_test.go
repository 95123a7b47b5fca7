package awstest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/rds"

	"parity/aws/awstest"
)

func TestSeed(t *testing.T) {
	emulator, ok := awstest.Start(t)
	if !ok {
		return
	}
	emulator.Reset(t)
	for _, w := range []awstest.Words{{"staging", "333301333301", "10.30"}, {"prod", "777702777702", "10.20"}} {
		env := awstest.Seed(t, emulator, w)
		out, err := env.EC2.DescribeInstances(t.Context(), &ec2.DescribeInstancesInput{})
		if err != nil || len(out.Reservations) != 3 {
			t.Fatalf("%s: %d reservations, %v", w.Name, len(out.Reservations), err)
		}
		dbs, err := env.RDS.DescribeDBInstances(t.Context(), &rds.DescribeDBInstancesInput{})
		if err != nil || len(dbs.DBInstances) != 3 {
			t.Fatalf("%s: %d databases, %v", w.Name, len(dbs.DBInstances), err)
		}
	}
}
