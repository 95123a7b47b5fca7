package aws

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"pgregory.net/rapid"

	"parity/model"
)

// A rule that was taken apart is put together again as it was, whatever it lets in.
func TestRulesArePutTogether(t *testing.T) {
	sealer := model.NewSealer([]byte("a key of the test"))
	paths := func(p ec2types.IpPermission) (rules []string) {
		g := groupOf(sealer, ec2types.SecurityGroup{GroupId: new("sg-0000000a"), OwnerId: new("777702777702"), IpPermissions: []ec2types.IpPermission{p}})
		for _, a := range g.Attributes {
			if a.Path.First() == ingress {
				rules = append(rules, a.Path.String()+"="+a.Value.Text())
			}
		}
		return rules
	}
	rapid.Check(t, func(t *rapid.T) {
		p := ec2types.IpPermission{IpProtocol: new(rapid.SampledFrom([]string{"tcp", "udp", "icmp", "icmpv6", "-1", "50", "6", "58"}).Draw(t, "protocol"))}
		port := rapid.SampledFrom([]int32{-1, 0, 1, 8, 22, 443, 65535})
		if low, high := port.Draw(t, "from"), port.Draw(t, "to"); low <= high || strings.HasPrefix(*p.IpProtocol, "icmp") {
			p.FromPort, p.ToPort = &low, &high
		}
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			p.IpRanges = []ec2types.IpRange{{CidrIp: new("10.20.9.0/24"), Description: new("it's")}}
		case 1:
			p.Ipv6Ranges = []ec2types.Ipv6Range{{CidrIpv6: new("2001:db8::/48")}}
		case 2:
			p.PrefixListIds = []ec2types.PrefixListId{{PrefixListId: new("pl-0000000b"), Description: new("offices")}}
		case 3:
			p.UserIdGroupPairs = []ec2types.UserIdGroupPair{{GroupId: new("sg-0000000c"), UserId: new("777702777702")}}
		case 4:
			p.UserIdGroupPairs = []ec2types.UserIdGroupPair{{GroupId: new("sg-0000000c"), UserId: new("333301333301"), Description: new("theirs")}}
		}
		was := paths(p)
		rule, _, _ := strings.Cut(was[0], "=")
		segments := strings.SplitN(rule, ".", ruleLength)
		var description any
		if len(was) > 1 {
			_, text, _ := strings.Cut(was[1], "=")
			description = text
		}
		text, err := json.Marshal(permissionInput(model.NewPath(segments...), description))
		if err != nil {
			t.Fatal(err)
		}
		var again ec2types.IpPermission
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatal(err)
		}
		if now := paths(again); !slices.Equal(was, now) {
			t.Fatalf("%s is put together as %s, which is %q, not %q", rule, text, now, was)
		}
	})
}

// stepsOf are a type's steps for a turn, a line each.
func stepsOf(t *testing.T, of *model.Type, turn model.Turn) (lines []string) {
	t.Helper()
	turn.Type = of
	for _, s := range of.Way(&turn) {
		line := s.Operation
		if s.Needs != nil {
			line = "$" + s.Needs.Variable + " && " + line
		}
		for _, in := range s.Input {
			if in.Value == nil {
				continue
			}
			text, err := json.Marshal(in.Value)
			if err != nil {
				t.Fatal(err)
			}
			if b, ok := in.Value.(*model.Blank); ok {
				text = []byte("$" + b.Variable)
			}
			line += " " + in.Name + "=" + string(text)
		}
		if s.Words != "" {
			line += " (" + s.Words + ")"
		}
		lines = append(lines, strings.TrimSpace(line+" "+strings.Join(s.Consequences, "; ")))
	}
	return lines
}

func TestWaysOfParameters(t *testing.T) {
	parameter := func(attributes ...string) *model.Resource {
		r := &model.Resource{Type: parameterType.Name, ID: "/prod/x", Name: "/prod/x"}
		for _, text := range attributes {
			name, value, _ := strings.Cut(text, "=")
			r.Set(model.Dotted(name), model.TextValue(value))
		}
		return r
	}
	full := parameter("Value=v", "Type=String", "Tier=Advanced", "DataType=aws:ec2:image", "AllowedPattern=^v", "Description=d", "KeyId=none")
	full.Set(policiesPath, model.SetValue([]string{`{"Type":"Expiration"}`}))
	const rest = ` Type="String" Tier="Advanced" DataType="aws:ec2:image" AllowedPattern="^v" Policies="[{\"Type\":\"Expiration\"}]" Description="d" Overwrite=true`
	locked := parameter("Type=SecureString", "Tier=Standard", "DataType=text", "KeyId=alias/a")
	locked.Set(valuePart, model.LockedValue())
	long := strings.Repeat("x", standardLimit+1)
	for _, c := range []struct {
		name string
		turn model.Turn
		want []string
	}{
		{"all there is stays", model.Turn{Resource: full, Attribute: valuePart, To: model.TextValue("w")}, []string{`put-parameter Name="/prod/x" Value="w"` + rest}},
		{"a list is one text", model.Turn{Resource: parameter("Type=StringList"), Attribute: valuePart, To: model.ListValue([]string{"a", " b"})}, []string{`put-parameter Name="/prod/x" Value="a, b" Type="StringList" Overwrite=true`}},
		{"policies taken away", model.Turn{Resource: full, Attribute: policiesPath}, []string{`put-parameter Name="/prod/x" Value="v"` + strings.Replace(rest, `"[{\"Type\":\"Expiration\"}]"`, `"[{}]"`, 1)}},
		{"a description taken away", model.Turn{Resource: parameter("Value=v", "Type=String", "Description=d"), Attribute: descriptionPath}, []string{`put-parameter Name="/prod/x" Value="v" Type="String" Description="" Overwrite=true`}},
		{"a secret is asked for", model.Turn{Resource: locked, Attribute: keyPath, To: model.TextValue("alias/b")}, []string{`put-parameter Name="/prod/x" Value=$VALUE Type="SecureString" KeyId="alias/b" Overwrite=true`}},
		{
			"another type is made anew",
			model.Turn{Resource: parameter("Value=v", "Type=String"), Attribute: typePath, To: model.TextValue("SecureString"), Like: locked, Own: func(path model.Path) (model.Value, *model.Blank) { return locked.Get(path), nil }},
			[]string{
				`$VALUE && delete-parameter Name="/prod/x" (AWS changes no parameter's type, and takes none back to the standard tier: it is made anew) whoever reads it in between finds nothing; its versions, labels and tags are gone for good`,
				`put-parameter Name="/prod/x" Value=$VALUE Type="SecureString" KeyId="alias/a"`,
			},
		},
		{
			"a secret in plaintext is said before anything goes",
			model.Turn{Resource: locked, Attribute: typePath, To: model.TextValue("String"), Like: parameter("Value=v", "Type=String"), Own: func(path model.Path) (model.Value, *model.Blank) { return parameter("Type=String").Get(path), nil }},
			[]string{
				`$VALUE && delete-parameter Name="/prod/x" (AWS changes no parameter's type, and takes none back to the standard tier: it is made anew) ` + plaintext + `; whoever reads it in between finds nothing; its versions, labels and tags are gone for good`,
				`put-parameter Name="/prod/x" Value=$VALUE Type="String" ` + plaintext,
			},
		},
		{
			"a secret of its own in plaintext",
			model.Turn{Resource: parameter("Type=String"), Attribute: valuePart, Blank: &model.Blank{Variable: "VALUE", Secret: true}},
			[]string{`put-parameter Name="/prod/x" Value=$VALUE Type="String" Overwrite=true ` + plaintext},
		},
		{
			"another type of what is no secret",
			model.Turn{Resource: parameter("Value=v", "Type=String"), Attribute: typePath, To: model.TextValue("StringList"), Beside: []model.Path{descriptionPath}},
			[]string{
				`delete-parameter Name="/prod/x" (AWS changes no parameter's type, and takes none back to the standard tier: it is made anew) whoever reads it in between finds nothing; its versions, labels and tags are gone for good; ` + asRead,
				`put-parameter Name="/prod/x" Value="v" Type="StringList"`,
			},
		},
		{
			"nothing goes for a tier that would not hold it",
			model.Turn{Resource: parameter("Value="+long, "Type=String", "Tier=Advanced"), Attribute: tierPath, To: model.TextValue("Standard")},
			[]string{"(a value of more than 4 KB and policies are the advanced tier's alone: shorten it or take them away first)"},
		},
		{
			"nor for one without its policies",
			model.Turn{Resource: full, Attribute: tierPath, To: model.TextValue("Standard")},
			[]string{"(a value of more than 4 KB and policies are the advanced tier's alone: shorten it or take them away first)"},
		},
		{
			"back to the standard tier",
			model.Turn{Resource: parameter("Value=v", "Type=String", "Tier=Advanced"), Attribute: tierPath, To: model.TextValue("Standard")},
			[]string{
				`delete-parameter Name="/prod/x" (AWS changes no parameter's type, and takes none back to the standard tier: it is made anew) whoever reads it in between finds nothing; its versions, labels and tags are gone for good`,
				`put-parameter Name="/prod/x" Value="v" Type="String"`,
			},
		},
		{
			"more than the standard tier holds",
			model.Turn{Resource: parameter("Value=v", "Type=String", "Tier=Standard"), Attribute: valuePart, To: model.TextValue(long)},
			[]string{`put-parameter Name="/prod/x" Value="` + long + `" Type="String" Tier="Advanced" Overwrite=true a value of more than 4 KB needs the advanced tier, which costs and cannot be left`},
		},
		{"of two differences the first", model.Turn{Resource: parameter("Value=v", "Type=String"), Attribute: valuePart, To: model.TextValue("w"), Beside: []model.Path{descriptionPath}}, []string{`put-parameter Name="/prod/x" Value="w" Type="String" Overwrite=true writes all of the parameter as it was read: read it again before its next difference`}},
		{"gone", model.Turn{Resource: full}, []string{`delete-parameter Name="/prod/x" its versions, labels and tags are gone for good`}},
		{"made", model.Turn{Name: "/dev/x", Like: full, Own: func(path model.Path) (model.Value, *model.Blank) { return full.Get(path), nil }}, []string{`put-parameter Name="/dev/x" Value="v"` + strings.TrimSuffix(rest, " Overwrite=true")}},
		{"made again without being known", model.Turn{Name: "/prod/x"}, []string{"(put /prod/x again; its value is not known any more)"}},
		{"made somewhere", model.Turn{Like: full}, []string{"(which path it has there cannot be told)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := stepsOf(t, parameterType, c.turn); !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}

// What lets everybody in says so, alone or among the rules of a group that is made.
func TestWaysThatOpenToTheWorld(t *testing.T) {
	like := &model.Resource{Type: groupType.Name, ID: "sg-0000000b", Name: "acme-prod-web"}
	for source, opens := range map[string]bool{"0.0.0.0/0": true, "::/0": true, "10.0.0.0/8": false} {
		rule := model.NewPath(ingress, "tcp", "22", source)
		like.Set(rule, model.BoolValue(true))
		alone := groupType.Way(&model.Turn{Type: groupType, Resource: &model.Resource{Type: groupType.Name, ID: "sg-0000000a"}, Attribute: rule, There: rule, To: model.BoolValue(true)})
		if got := len(alone[0].Consequences) == 1; got != opens {
			t.Errorf("%s: %q", source, alone[0].Consequences)
		}
	}
	made := groupType.Way(&model.Turn{
		Type: groupType, Name: "acme-staging-web", Like: like,
		Own:  func(path model.Path) (model.Value, *model.Blank) { return like.Get(path), nil },
		Keys: func(path model.Path) (model.Path, bool) { return path, true },
	})
	if got := made[1].Consequences; len(got) != 1 || !strings.HasPrefix(got[0], "opens it to the world") {
		t.Errorf("a group that is made: %q", got)
	}
}

// RDS takes back all of a group unless the call says that it shall not; of a cluster's group the call takes no such word.
func TestAResetNamesWhatItTakesBack(t *testing.T) {
	for of, want := range map[*model.Type]string{
		parameterGroupType: `ResetAllParameters=false`, clusterParameterGroupType: "",
	} {
		r := &model.Resource{Type: of.Name, ID: "acme-prod"}
		path := model.NewPath("Parameters", "work_mem")
		r.Set(path, model.TextValue("4096"))
		got := stepsOf(t, of, model.Turn{Inventory: &model.Inventory{}, Resource: r, Attribute: path})
		if !strings.HasPrefix(got[0], "reset-db-") || strings.Contains(got[0], "ResetAllParameters=false") != (want != "") {
			t.Errorf("%s: %s", of.Name, got[0])
		}
	}
}

func TestWaysOfGroups(t *testing.T) {
	r := &model.Resource{Type: groupType.Name, ID: "sg-0000000a", Name: "acme-prod-web"}
	for attribute, want := range map[string]string{
		"Description": "(AWS changes no Description of a security group that is there: make another one and put it in its place)",
		"Tags/aws:x":  "(" + awsTagWords + ")",
		"Tags/a.b":    `create-tags Resources=["sg-0000000a"] Tags=[{"Key":"a.b","Value":"x"}]`,
		"Tags/gone":   `delete-tags Resources=["sg-0000000a"] Tags=[{"Key":"gone"}]`,
		"NoSuchThing": "",
	} {
		to := model.TextValue("x")
		if strings.HasSuffix(attribute, "gone") {
			to = model.Value{}
		}
		got := stepsOf(t, groupType, model.Turn{Resource: r, Attribute: model.NewPath(strings.Split(attribute, "/")...), To: to})
		if strings.Join(got, "\n") != want {
			t.Errorf("%s: %q, want %q", attribute, got, want)
		}
	}
}
