package aws

import (
	"time"

	ssmtypes "github.com/aws/aws-sdk-go-v2/service/ssm/types"
)

// parameterChanges are the changes to a parameter, of each of its types.
func parameterChanges() []parameterChange {
	const (
		text     = ssmtypes.ParameterTypeString
		list     = ssmtypes.ParameterTypeStringList
		secret   = ssmtypes.ParameterTypeSecureString
		crossing = " [cross-environment]"
	)
	value := func(mine, other string) func(a, b *kept) {
		return func(a, b *kept) { a.value.Value, b.value.Value = &mine, &other }
	}
	only := func(mine string) func(a, b *kept) { return func(a, _ *kept) { a.value.Value = &mine } }
	sealed := func(mine, other string) func(a, b *kept) {
		return func(a, b *kept) { a.decrypted, b.decrypted = mine, other }
	}
	alike := func(_, _ *kept) {}
	changes := []parameterChange{
		{"Value", "the same", text, "https://x.{E}.acme.example", alike, noDifference},
		{"Value", "another", text, "3000", only("800"), plainDrift},
		{"Value", "another behind the words", text, "https://x.{E}.acme.example", func(a, _ *kept) { *a.value.Value += "/v2" }, plainDrift},
		{"Value", "of the other environment", text, "3000", func(a, b *kept) {
			*b.value.Value = "x." + (*b.value.Name)[1:len(*b.value.Name)-len("/app/subject")] + ".acme.example"
			*a.value.Value = *b.value.Value
		}, crossing},
		{"Value", "JSON in another format", text, "", value(`{"a": [1, 2], "b": "x"}`, `{"b":"x","a":[1,2]}`), noDifference},
		{"Value", "another inside JSON", text, "", value(`{"a":[1,2]}`, `{"a":[2,1]}`), plainDrift},
		{"Value", "a key of JSON twice", text, "", value(`{"a":1,"a":2}`, `{"a":2}`), plainDrift},
		{"Value", "a number in another way", text, "", value(`{"a":1.0}`, `{"a":1}`), plainDrift},
		{"Value", "white space at the end", text, "", value("a\n", "a"), noDifference},
		{"Value", "white space in front", text, "", value(" a", "a"), plainDrift},
		{"Value", "line ends inside", text, "", value("a\r\nb", "a\nb"), plainDrift},
		{"Value", "a placeholder", text, "", value("CHANGEME", "a"), " [placeholder]"},
		{"Value", "none", text, "a", func(a, _ *kept) { a.value.Value = nil }, plainDrift},
		{"Value", "a list in another order", list, "a,b,{E}", only("b,a,staging"), plainDrift},
		{"Value", "an element more", list, "a,b", only("a,b,c"), plainDrift},
		{"Value", "an element less", list, "a,b", only("a"), plainDrift},
		{"Value", "an element with a blank", list, "a,b", only("a, b"), plainDrift},
		{"Value", "a list in its words", list, "a,{E},x.{E}.y", alike, noDifference},
		{"Value", "locked", secret, "x", only("y"), noDifference},
		{"Value", "two secrets", secret, "x", sealed("one", "other"), noDifference},
		{"Value", "one secret", secret, "x", sealed("one", "one"), " [shared-secret]"},
		{"Value", "one locked, one not", secret, "x", sealed("one", ""), noDifference},
		{"Type", "another", text, "a", func(a, _ *kept) { a.value.Type, a.metadata.Type = list, list }, plainDrift},
		{"Tier", "another", text, "a", func(a, _ *kept) { a.metadata.Tier = ssmtypes.ParameterTierStandard }, plainDrift},
		{"DataType", "another", text, "a", func(a, _ *kept) { a.value.DataType = new("aws:ec2:image") }, plainDrift},
		{"KeyId", "another", secret, "a", func(a, _ *kept) { a.metadata.KeyId = new((*a.metadata.KeyId)[:len(*a.metadata.KeyId)-1] + "2") }, plainDrift},
		{"KeyId", "that of AWS on both sides", secret, "a", func(a, b *kept) { a.metadata.KeyId, b.metadata.KeyId = new("alias/aws/ssm"), new("alias/aws/ssm") }, noDifference},
		{"KeyId", "the other's", secret, "a", func(a, b *kept) { a.metadata.KeyId = b.metadata.KeyId }, crossing},
		{"KeyId", "of no alias", secret, "a", func(a, _ *kept) { a.metadata.KeyId = new("0f0f0f0f-0000-0000-0000-000000000000") }, " unknown"},
		{"KeyId", "by its id alone", secret, "a", func(a, _ *kept) {
			a.metadata.KeyId = new("alias/acme-" + (*a.value.Name)[1:len(*a.value.Name)-len("/app/subject")] + "-alpha")
		}, noDifference},
		{"Policies", "one less", text, "a", func(a, _ *kept) { a.metadata.Policies = a.metadata.Policies[:1] }, plainDrift},
		{"Policies", "in another order", text, "a", func(a, _ *kept) {
			a.metadata.Policies = []ssmtypes.ParameterInlinePolicy{a.metadata.Policies[1], a.metadata.Policies[0]}
		}, noDifference},
		{"Policies", "in another format", text, "a", func(a, _ *kept) { a.metadata.Policies[1].PolicyText = new("{ \"Type\": \"NoChangeNotification\" }") }, noDifference},
		{"Policies", "in another status", text, "a", func(a, _ *kept) { a.metadata.Policies[1].PolicyStatus = new("Pending") }, noDifference},
		{"Policies", "another", text, "a", func(a, _ *kept) { a.metadata.Policies[1].PolicyText = new("{}") }, plainDrift},
		{"Policies", "none", text, "a", func(a, _ *kept) { a.metadata.Policies = nil }, plainDrift},
		{"AllowedPattern", "another", text, "a", func(a, _ *kept) { a.metadata.AllowedPattern = new("^$") }, plainDrift},
		{"AllowedPattern", "none", text, "a", func(a, _ *kept) { a.metadata.AllowedPattern = nil }, plainDrift},
		{"Description", "another", text, "a", func(a, _ *kept) { a.metadata.Description = new("x") }, plainDrift},
		{"Description", "none", text, "a", func(a, _ *kept) { a.metadata.Description = new("") }, plainDrift},
		{"Description", "white space at the end", text, "a", func(a, b *kept) { a.metadata.Description, b.metadata.Description = new("x "), new("x") }, plainDrift},
		{"ARN", "another", text, "a", func(a, _ *kept) { a.value.ARN = new("arn:aws:ssm:eu-west-1:1:parameter/x") }, noDifference},
		{"Version", "another", text, "a", func(a, _ *kept) { a.value.Version++ }, noDifference},
		{"LastModifiedDate", "another", text, "a", func(a, _ *kept) { a.value.LastModifiedDate = new(time.Unix(1, 0)) }, noDifference},
		{"LastModifiedUser", "another", text, "a", func(a, _ *kept) { a.metadata.LastModifiedUser = new("x") }, noDifference},
		{"Labels", "some", text, "a", func(a, _ *kept) { a.labels = []string{"live"} }, noDifference},
		{"Name", "each its own", text, "a", alike, noDifference},
	}
	return changes
}
