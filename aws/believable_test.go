package aws

import (
	"fmt"
	"hash/fnv"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"time"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"

	"parity/model"
)

// speaker makes believable resources in one environment's words.
type speaker struct {
	// name, account, network (its first half) and hex (of which its ids are made) are all in which two speakers differ.
	name, account, network, hex string
	// seed chooses what is said: two speakers of one seed say the same, each in its own words.
	seed uint64
	// sparse says that a field may be left out.
	sparse bool
}

func speakers(seed uint64, sparse bool) (staging, prod, dev *speaker) {
	return &speaker{"staging", "333301333301", "10.30", "5", seed, sparse},
		&speaker{"prod", "777702777702", "10.20", "a", seed, sparse},
		&speaker{"dev", "111104111104", "10.40", "d", seed, sparse}
}

// hash is a number for a place, the same in every process.
func hash(parts ...any) uint64 {
	h := fnv.New64a()
	_, _ = fmt.Fprint(h, parts...)
	x := h.Sum64() // whose low bits alone are not spread
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}

// pick chooses one of n at a place, the same in every environment; own chooses for this one.
func (s *speaker) pick(at string, n int) int { return int(hash(s.seed, at) % uint64(n)) }
func (s *speaker) own(at string, n int) int  { return int(hash(s.name, s.seed, at) % uint64(n)) }

// say puts the environment's words into a text.
func (s *speaker) say(text string) string {
	for _, word := range [][2]string{{"{E}", s.name}, {"{A}", s.account}, {"{N}", s.network}, {"{H}", s.hex}} {
		text = strings.ReplaceAll(text, word[0], word[1])
	}
	return text
}

// digits are n hexadecimal ones of the environment's own, for a place.
func (s *speaker) digits(at string, n int) string {
	return s.hex + fmt.Sprintf("%016x%016x", hash(s.name, at, 1), hash(s.name, at, 2))[:n-1]
}

// fixed are the fields in which resources hang together, and those of which AWS itself knows only some values;
// those that are empty are left out.
var fixed = map[string]string{
	"Instance.InstanceId":                                 "i-{H}0000000000000f",
	"Volume.Attachments":                                  "",
	"DBInstance.DBInstanceIdentifier":                     "acme-{E}-subject",
	"DBInstance.DBClusterIdentifier":                      "",
	"DBInstance.Engine":                                   "postgres",
	"DBInstance.PendingModifiedValues":                    "",
	"DBCluster.DBClusterIdentifier":                       "acme-{E}-subject",
	"DBCluster.Engine":                                    "mysql",
	"SecurityGroup.GroupId":                               "sg-{H}0000000000000f",
	"SecurityGroup.GroupName":                             "acme-{E}-subject",
	"SecurityGroup.OwnerId":                               "{A}",
	"DBParameterGroup.DBParameterGroupName":               "acme-{E}-subject",
	"DBClusterParameterGroup.DBClusterParameterGroupName": "acme-{E}-subject",
	"DBParameterGroup.DBParameterGroupFamily":             "postgres15",
	"DBClusterParameterGroup.DBParameterGroupFamily":      "postgres15",
	"OptionGroup.OptionGroupName":                         "acme-{E}-subject",
}

// keys are those of the lists that have one, by the position of the element.
var keys = map[string][]string{
	"BlockDeviceMappings": {"/dev/xvda", "/dev/sdf", "/dev/sdg"},
	"DBClusterMembers":    {"acme-{E}-subject-1", "acme-{E}-subject-2", "acme-{E}-subject-3"},
	"AssociatedRoles":     {"s3Import", "s3Export", "Lambda"},
	"ProcessorFeatures":   {"coreCount", "threadsPerCore", "more"},
	"Options":             {"TDE", "MEMCACHED", "TIMEZONE"},
	"OptionSettings":      {"BACKLOG", "MODE", "CHUNK_SIZE"},
	"PrivateIpAddresses":  {"{N}.1.4", "{N}.1.5", "{N}.1.6"},
}

func (s *speaker) key(list string, i int) string {
	if of, ok := keys[list]; ok {
		return s.say(of[i])
	}
	return fmt.Sprint("key-", i)
}

// holdsName says that a field holds the tags of an instance, one of which is its name.
func holdsName(at string) bool { return at == "instance.Tags" }

// tagged are the tags of everything that has some.
func (s *speaker) tagged(name string) [][2]string {
	tags := [][2]string{
		{"Team", "payments"},
		{"Environment", s.name},
		{s.name + "-owner", "core"},
		{"Note", ""},
		{"aws:cloudformation:stack-id", "arn:aws:cloudformation:eu-west-1:" + s.account + ":stack/x/" + s.hex},
	}
	if name != "" {
		tags = append(tags, [2]string{"Name", name})
	}
	return tags
}

// fill gives every field of a struct that is described a believable value.
func (s *speaker) fill(all *structures, v reflect.Value, at string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		m := all.of[v.Type()].members[f.Name]
		if !f.IsExported() || m == nil {
			continue
		}
		if text, ok := fixed[v.Type().Name()+"."+f.Name]; ok {
			if text != "" {
				put(v.Field(i), s.say(text))
			}
			continue
		}
		s.field(all, m, f.Name, v.Field(i), at+"."+f.Name)
	}
}

func (s *speaker) field(all *structures, m *member, name string, v reflect.Value, at string) {
	inner := element(v.Type())
	left := s.sparse && s.pick(at+"?", 3) == 0 || m.field.NotInEffect && len(m.field.InEffect) == 0
	switch list := behindPointers(v.Type()).Kind() == reflect.Slice; {
	case m.shape == apart, left && !holdsName(at):
	case isTagList(v.Type()):
		tags := s.tagged("")
		if holdsName(at) {
			tags = s.tagged("acme-" + s.name + "-subject")
		}
		v.Set(reflect.MakeSlice(v.Type(), len(tags), len(tags)))
		for i, tag := range tags {
			put(v.Index(i).FieldByName("Key"), tag[0])
			put(v.Index(i).FieldByName("Value"), tag[1])
		}
	case !list && isStruct(inner):
		s.structOf(all, m, made(v), at)
	case !list:
		s.leaf(m, name, made(v), at)
	default:
		n := 2
		if m.shape == one {
			n = 1
		} else if s.sparse {
			n = s.pick(at+"#", 3)
		}
		for i := range n {
			v.Set(reflect.Append(v, s.elementOf(all, m, name, v.Type().Elem(), at, i)))
		}
	}
}

// elementOf is the element of a list at a position.
func (s *speaker) elementOf(all *structures, m *member, name string, of reflect.Type, at string, i int) reflect.Value {
	v := reflect.New(of).Elem()
	at = fmt.Sprint(at, "#", i)
	switch {
	case !isStruct(element(of)):
		s.leaf(m, name, made(v), at)
	case m.shape == set: // of a struct, one field stands for the whole
		s.leaf(m, m.key[0], made(into(v, m.key[0])), at)
		if m.field.Class == model.Reference { // each another one
			put(into(v, m.key[0]), s.thing(m.field.Target, i))
		}
	default:
		s.structOf(all, m, made(v), at)
	}
	if m.shape == keyed {
		if key := into(v, m.key[0]); element(key.Type()).Kind() == reflect.Int32 {
			made(key).SetInt(int64(i))
		} else {
			put(key, s.key(name, i))
		}
	}
	return v
}

// structOf fills a struct: by its description, or all alike where it has none.
func (s *speaker) structOf(all *structures, m *member, v reflect.Value, at string) {
	if m.nested {
		s.fill(all, v, at)
		return
	}
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() {
			whole := *m
			whole.shape, whole.key = 0, nil
			s.field(all, &whole, f.Name, v.Field(i), at+"."+f.Name)
		}
	}
}

// made is what stands behind pointers, which are made where they lead nowhere.
func made(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	return v
}

// into is the field of a struct at the end of a dotted way, which is made.
func into(v reflect.Value, way string) reflect.Value {
	for name := range strings.SplitSeq(way, ".") {
		v = made(v).FieldByName(name)
	}
	return v
}

// put sets a text, a slice of which has one.
func put(v reflect.Value, text string) { made(v).SetString(text) }

// leaf gives a scalar its value: of one's own, where it is never judged.
func (s *speaker) leaf(m *member, name string, v reflect.Value, at string) {
	choose := s.pick
	if !m.field.Class.Judged() {
		choose = s.own
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(choose(at, 2) == 1)
		if m.field.Default.Kind() == model.Bool {
			v.SetBool(!m.field.Default.IsTrue())
		}
	case reflect.Int32, reflect.Int64, reflect.Int:
		v.SetInt(int64(7 + choose(at, 90)))
	case reflect.Float64, reflect.Float32:
		v.SetFloat(1.5 + float64(choose(at, 90)))
	case reflect.Struct:
		v.Set(reflect.ValueOf(time.Unix(1_790_000_000+int64(choose(at, 1000)), 0)))
	default:
		v.SetString(s.text(m, name, v.Type(), at))
	}
}

func (s *speaker) text(m *member, name string, of reflect.Type, at string) string {
	f := &m.field
	switch {
	case len(f.Healthy) > 0:
		return strings.ReplaceAll(f.Healthy[s.own(at, len(f.Healthy))], "*", "x")
	case len(f.InEffect) > 0:
		return f.InEffect[s.own(at, len(f.InEffect))]
	case f.Class == model.Reference:
		return s.thing(f.Target, s.pick(at, 2))
	case f.Class == model.Identity:
		return s.identity(name, at)
	case f.Class == model.Runtime:
		return "at this moment " + s.digits(at, 6)
	case len(enumeration(of)) > 0:
		values := slices.DeleteFunc(enumeration(of), func(v string) bool { return v == f.Default.Text() })
		return values[s.pick(at, len(values))]
	case f.Class == model.Compared && !f.Verbatim:
		return s.say(free[s.pick(at, len(free))]) + name
	}
	return fmt.Sprint(name, "-", s.pick(at, 90))
}

// free are texts as people write them.
var free = []string{"acme-{E}-", "of nobody, ", "arn:aws:sns:eu-west-1:{A}:acme-{E}-", "from {N}.7.0/24 ", "https://x.{E}.acme.example/"}

// identity is an id, address, host or ARN of the environment's own, by what the field is called.
func (s *speaker) identity(name, at string) string {
	switch has := func(part string) bool { return strings.Contains(strings.ToLower(name), part) }; {
	case has("arn"):
		return "arn:aws:made:eu-west-1:" + s.account + ":thing/" + s.digits(at, 17)
	case has("dns"), has("endpoint"), name == "Address":
		return "h" + s.digits(at, 12) + ".made.eu-west-1.amazonaws.com"
	case has("ip"):
		return fmt.Sprint(s.network, ".", s.own(at, 200), ".", s.own(at+"4", 200))
	}
	return "eni-" + s.digits(at, 17)
}

// enumeration lists the values of an enumeration of the SDK's.
func enumeration(of reflect.Type) []string {
	method, ok := of.MethodByName("Values")
	if !ok {
		return nil
	}
	list := method.Func.Call([]reflect.Value{reflect.Zero(of)})[0]
	var values []string
	for i := range list.Len() {
		values = append(values, list.Index(i).String())
	}
	return values
}

// called are the things of each type that references lead to.
var called = []string{"alpha", "beta", "gamma"}

// thing is how a reference to one of the things of a type reads.
func (s *speaker) thing(target string, i int) string {
	of, ok := things[target]
	if !ok {
		panic("nobody says what a reference to " + target + " looks like")
	}
	return s.say(strings.ReplaceAll(strings.ReplaceAll(of, "{i}", fmt.Sprint(i)), "{name}", called[i]))
}

var things = map[string]string{
	imageTarget:                 "ami-{H}000000000000000{i}",
	subnetTarget:                "subnet-{H}000000000000000{i}",
	vpcTarget:                   "vpc-{H}000000000000000{i}",
	groupTarget:                 "sg-{H}000000000000000{i}",
	prefixListTarget:            "pl-{H}000000000000000{i}",
	keyTarget:                   "arn:aws:kms:eu-west-1:{A}:key/{H}0000000-0000-0000-0000-00000000000{i}",
	profileTarget:               "arn:aws:iam::{A}:instance-profile/acme-{E}-{name}",
	roleTarget:                  "arn:aws:iam::{A}:role/acme-{E}-{name}",
	subnetGroupTarget:           "acme-{E}-{name}",
	parameterGroupTarget:        "acme-{E}-{name}",
	clusterParameterGroupTarget: "acme-{E}-{name}",
	optionGroupTarget:           "acme-{E}-{name}",
	databaseTarget:              "acme-{E}-db-{name}",
	clusterTarget:               "acme-{E}-{name}",
}

// inventory is the environment with its subjects, and all that references may lead to.
func (s *speaker) inventory(subjects ...*model.Resource) *model.Inventory {
	r := newReading(s.account, "eu-west-1")
	r.sealer = theSealer
	inv := &model.Inventory{
		Environment: model.Environment{
			Name: s.name, Role: model.Mirror, Account: s.account, Region: "eu-west-1", Source: "aws", LoadedAt: time.Unix(1_790_000_000, 0),
			Zones: []string{"eu-west-1a", "eu-west-1b"}, Roots: []string{"/" + s.name},
			Networks: []netip.Prefix{netip.MustParsePrefix(s.network + ".0.0/16")},
		},
		Resources: subjects,
		Defaults:  []*model.Defaults{{Type: parameterGroupTarget, Of: "postgres15", Values: engines}, {Type: clusterParameterGroupTarget, Of: "postgres15", Values: engines}},
	}
	for i, name := range called {
		text := func(target string) *string { return new(s.thing(target, i)) }
		name := s.say("acme-{E}-" + name)
		inv.Resources = append(inv.Resources,
			groupOf(r.sealer, ec2types.SecurityGroup{GroupId: text(groupTarget), GroupName: &name, OwnerId: &s.account}),
			groupNamed(r, parameterGroupType, name, rdstypes.DBParameterGroup{DBParameterGroupName: &name}),
			groupNamed(r, clusterParameterGroupType, name, rdstypes.DBClusterParameterGroup{DBClusterParameterGroupName: &name}),
			groupNamed(r, optionGroupType, name, rdstypes.OptionGroup{OptionGroupName: &name}),
			databaseOf(r, rdstypes.DBInstance{DBInstanceIdentifier: text(databaseTarget), Engine: new("postgres")}),
			clusterOf(r, rdstypes.DBCluster{DBClusterIdentifier: &name, Engine: new("mysql")}))
		inv.Targets = append(inv.Targets,
			&model.Target{Type: imageTarget, ID: *text(imageTarget), Name: name, Qualifier: "arm64"},
			&model.Target{Type: subnetTarget, ID: *text(subnetTarget), Name: name, Parent: s.thing(vpcTarget, 0)},
			&model.Target{Type: vpcTarget, ID: *text(vpcTarget), Name: name},
			&model.Target{Type: prefixListTarget, ID: *text(prefixListTarget), Name: name},
			&model.Target{Type: keyTarget, ID: *text(keyTarget), Name: "alias/" + name},
			namedOf(profileTarget, *text(profileTarget)), namedOf(roleTarget, *text(roleTarget)), namedOf(subnetGroupTarget, *text(subnetGroupTarget)))
	}
	for _, of := range Types() {
		inv.Types = append(inv.Types, of.Name)
	}
	inv.Selection.Written = true
	inv.Sort()
	return inv
}

var theSealer = model.NewSealer([]byte("a key of the test"))
