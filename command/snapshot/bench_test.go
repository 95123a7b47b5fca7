package snapshot

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"testing"

	"parity/model"
)

// large is an account of 100,000 parameters and 10,000 instances of 20 attributes.
func large() *model.Inventory {
	inv := &model.Inventory{Environment: model.Environment{Name: "prod"}, Types: []string{"AWS::EC2::Instance", "AWS::SSM::Parameter"}}
	path := model.Dotted
	fields := make([]model.Path, 20)
	for i := range fields {
		fields[i] = model.NewPath("Field" + string(rune('A'+i)))
	}
	for i := range 10_000 {
		r := &model.Resource{Type: "AWS::EC2::Instance", ID: fmt.Sprintf("i-%017x", i), Name: fmt.Sprintf("acme-prod-web-%d", i)}
		for j, field := range fields {
			value := model.TextValue(fmt.Sprint("value ", i%(j*j*10+1)))
			switch j % 5 {
			case 3:
				value = model.BoolValue(i%3 == 0)
			case 4:
				value = model.IntValue(int64(i % 100))
			}
			r.Attributes = append(r.Attributes, model.Attribute{Path: field, Value: value})
		}
		inv.Resources = append(inv.Resources, r)
	}
	for i := range 100_000 {
		name := fmt.Sprintf("/acme/live/eu/service%d/group%d/key%d", i/1000, i/100%10, i)
		r := &model.Resource{Type: "AWS::SSM::Parameter", ID: name, Name: name}
		r.Set(path("Value"), model.TextValue(fmt.Sprintf("https://%d.acme-pay.io/v1", i)))
		r.Set(path("Type"), model.TextValue("String"))
		r.Set(path("Tier"), model.TextValue("Standard"))
		r.Set(path("DataType"), model.TextValue("text"))
		r.Set(path("Version"), model.IntValue(int64(i%40)))
		r.Set(path("LastModifiedUser"), model.TextValue("arn:aws:iam::777702777702:user/ci-deploy"))
		r.Set(path("LastModifiedDate"), model.TextValue(fmt.Sprintf("2026-11-%02dT%02d:%02d:00Z", i%28+1, i%24, i%60)))
		r.Set(path("ARN"), model.TextValue("arn:aws:ssm:eu-west-1:777702777702:parameter"+name))
		inv.Resources = append(inv.Resources, r)
	}
	inv.Sort()
	return inv
}

func BenchmarkWrite(b *testing.B) {
	inv := []*model.Inventory{large()}
	for b.Loop() {
		if err := Write(io.Discard, nil, inv); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"plain.json", "zipped.json.gz"} {
		b.Run(name, func(b *testing.B) {
			file := filepath.Join(b.TempDir(), name)
			if err := WriteFile(file, nil, []*model.Inventory{large()}); err != nil {
				b.Fatal(err)
			}
			var kept []*model.Inventory
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if kept, err = ReadFile(file, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(held(), "MB-held")
			runtime.KeepAlive(kept)
		})
	}
}

func held() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

func BenchmarkWriteZipped(b *testing.B) {
	inv := []*model.Inventory{large()}
	for b.Loop() {
		var out bytes.Buffer
		if err := (Writer{}).encode(&out, "x.gz", inv); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len())/1e6, "MB-file")
	}
}
