package aws

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parity/model"
)

// A class of databases is explained by the type of instance it runs on: each is asked for once, by a filter,
// since one that EC2 does not offer would fail a call that names it.
func TestClassesAreExplainedByTheirInstanceTypes(t *testing.T) {
	w := newWire(t)
	a := estate()
	for name, class := range map[string]string{
		"a": "db.r6g.large", "b": "db.r6g.large", "c": "db.serverless", "d": "db.r5b.large.tpc2.mem4x", "e": "db.m1.small",
	} {
		a.query["DescribeDBInstances"] = append(a.query["DescribeDBInstances"], `<DBInstances><DBInstance><DBInstanceIdentifier>`+name+`</DBInstanceIdentifier>
			<Engine>postgres</Engine><DBInstanceClass>`+class+`</DBInstanceClass><TagList><Tag><Key>Environment</Key><Value>prod</Value></Tag></TagList></DBInstance></DBInstances>`)
	}
	w.accounts["111111111111"] = a
	var names []string
	w.faults["EC2.DescribeInstanceTypes"] = func(out http.ResponseWriter, call *wireCall) bool {
		if call.form.Get("Filter.1.Name") != "instance-type" {
			return false // EC2's own, by name
		}
		body := ""
		for key, values := range call.form {
			name := values[0]
			if !strings.HasPrefix(key, "Filter.1.Value.") {
				continue
			}
			names = append(names, name)
			if name != "m1.small" {
				body += `<item><instanceType>` + name + `</instanceType><burstablePerformanceSupported>` + strconv.FormatBool(name[0] == 't') +
					`</burstablePerformanceSupported><vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>16384</sizeInMiB></memoryInfo></item>`
			}
		}
		writeXML(out, call, "<instanceTypeSet>"+body+"</instanceTypeSet>", "")
		return true
	}
	inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
	if slices.Sort(names); !slices.Equal(names, []string{"m1.small", "r6g.large", "t3.large"}) {
		t.Errorf("asked for %q", names)
	}
	if size := inv.Sizes["db.r6g.large"]; size != (model.InstanceSize{VCPUs: 2, MemoryMiB: 16384}) {
		t.Errorf("db.r6g.large is %+v", size)
	}
	if !inv.Sizes["db.t3.large"].Burstable || len(inv.Sizes) != 2 {
		t.Errorf("sizes are %+v", inv.Sizes)
	}
}
