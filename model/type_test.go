package model_test

import (
	"testing"

	"parity/model"
)

func TestPhraseSetsOffKeysThatNobodyCouldTellFromFields(t *testing.T) {
	group := &model.Type{Name: "group"}
	group.Declare(model.Dotted("Ingress.*.*.*"), model.Field{})
	group.Declare(model.Dotted("Ingress.*.*.*.Description"), model.Field{})
	group.Declare(model.Dotted("BlockDeviceMappings.*.Ebs.VolumeIops"), model.Field{})
	group.Declare(model.Dotted("Parameters.*"), model.Field{})
	for _, c := range []struct {
		path model.Path
		want string
	}{
		{model.Path{}, ""},
		{model.Dotted("CpuOptions.CoreCount"), "CpuOptions.CoreCount"},
		{model.NewPath("Ingress", "tcp", "443", "10.20.0.0/16"), "Ingress tcp 443 10.20.0.0/16"},
		{model.NewPath("Ingress", "tcp", "443", "sg:web", "Description"), "Ingress tcp 443 sg:web Description"},
		{model.NewPath("BlockDeviceMappings", "/dev/xvdf", "Ebs", "VolumeIops"), "BlockDeviceMappings /dev/xvdf Ebs.VolumeIops"},
		{model.NewPath("Parameters", "max_connections"), "Parameters.max_connections"},
		{model.NewPath("Undeclared", "10.0.0.0/8"), "Undeclared.10.0.0.0/8"},
	} {
		if got := group.Phrase(c.path); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestInWords(t *testing.T) {
	for name, want := range map[string]string{
		"AWS::EC2::VPC": "VPC", "AWS::RDS::DBSubnetGroup": "DB subnet group", "AWS::EC2::PrefixList": "prefix list",
		"AWS::KMS::Key": "key", "AWS::IAM::InstanceProfile": "instance profile", "": "", "AWS::EC2::": "", "X": "X",
	} {
		if got := model.InWords(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
