package aws_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"parity/aws/awstest"
)

// described is a parameter with all there is to say of one, in the environment's words.
func described(e *awstest.Environment) *ssm.PutParameterInput {
	return &ssm.PutParameterInput{
		Name: new("/" + e.Name + "/described"), Value: new("https://" + e.Name + ".acme.internal"), Type: types.ParameterTypeString, Overwrite: new(true),
		Tier: types.ParameterTierAdvanced, Description: new("of " + e.Name), AllowedPattern: new("^https://.*$"), DataType: new("text"),
		Policies: new(`[{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"20","Unit":"Days"}}]`),
	}
}

func moreParameters(ctx context.Context, e *awstest.Environment) error {
	_, err := e.SSM.PutParameter(ctx, described(e))
	return err
}

// ofParameters are the changes to parameters: of value, type, tier, key, policies and texts, and of which there are.
func ofParameters() []mutation {
	const timeout, features, host, list = "/payments/psp/timeout_ms", "/features", "/database/host", "/payments/regions"
	text, several, secret := types.ParameterTypeString, types.ParameterTypeStringList, types.ParameterTypeSecureString
	value := func(path string) []string { return []string{parameter + " " + path + " Value drift"} }
	of := func(path, verdict string) []string { return []string{parameter + " " + path + " " + verdict} }
	found := func(path, finding string) []string { return []string{value(path)[0] + " [" + finding + "]"} }
	seededFeatures := func(ctx context.Context, e *awstest.Environment) error {
		return e.Put(ctx, features, text, `{"checkout":{"enabled":true},"url":"https://`+e.Name+`.acme.internal"}`)
	}
	json := func(form string) step {
		return func(ctx context.Context, e *awstest.Environment) error {
			return e.Put(ctx, features, text, replaced(form, e))
		}
	}
	own := func(path, form string) step {
		return func(ctx context.Context, e *awstest.Environment) error {
			return e.Put(ctx, path, text, replaced(form, e))
		}
	}
	back := own(host, "orders.{E}.acme.internal")
	mutations := []mutation{
		{"a parameter's value", put(timeout, text, "800"), put(timeout, text, "3000"), value(timeout)},
		{"a parameter's value of another case", put("/payments/mode", text, "Live"), remove("/payments/mode"), of("/payments/mode", "extra")},
		{"a parameter with a blank in front", put(timeout, text, " 3000"), put(timeout, text, "3000"), value(timeout)},
		{"a parameter with a line end", put(timeout, text, "3000\n"), put(timeout, text, "3000"), nil},
		{"a placeholder", put(timeout, text, "CHANGEME"), put(timeout, text, "3000"), found(timeout, "placeholder")},
		{"a parameter more", put("/payments/psp/retries", text, "3"), remove("/payments/psp/retries"), of("/payments/psp/retries", "extra")},
		{"a parameter more, in a folder of its own", put("/search/index", text, "3"), remove("/search/index"), of("/search/index", "extra")},
		{"a parameter less", remove(timeout), put(timeout, text, "3000"), of(timeout, "missing")},
		{"a secret more", put("/payments/api_key", secret, "canary-secret"), remove("/payments/api_key"), of("/payments/api_key", "extra")},
		{"a secret less", remove("/database/password"), put("/database/password", secret, "canary-secret-anew"), of("/database/password", "missing")},
		{"another secret", put("/database/password", secret, "canary-secret-2"), nil, nil},
		{"a list in another order", put(list, several, "us,eu,ap"), put(list, several, "eu,us,ap"), value(list)},
		{"a list with an element more", put(list, several, "eu,us,ap,sa"), put(list, several, "eu,us,ap"), value(list)},
		{"a list with an element less", put(list, several, "eu,us"), put(list, several, "eu,us,ap"), value(list)},
		{"a list with a blank", put(list, several, "eu, us,ap"), put(list, several, "eu,us,ap"), value(list)},
		{"a host of another name", own(host, "payments.{E}.acme.internal"), back, value(host)},
		{"a value that names the other environment", put(host, text, "orders.prod.acme.internal"), back, found(host, "cross-environment")},
		{"words in another order", own(host, "{E}.orders.acme.internal"), back, value(host)},
		{"an address of the other environment", put("/allowed", text, "10.20.7.0/24"), own("/allowed", "{N}.7.0/24"), found("/allowed", "cross-environment")},
		{"another part of the network", own("/allowed", "{N}.8.0/24"), own("/allowed", "{N}.7.0/24"), value("/allowed")},
		{"an ARN of the other account", put("/queue/arn", text, "arn:aws:sqs:"+awstest.Region+":777702777702:acme-prod-jobs"), own("/queue/arn", "arn:aws:sqs:"+awstest.Region+":{A}:acme-{E}-jobs"), found("/queue/arn", "cross-environment")},
		{"an ARN of another region", own("/queue/arn", "arn:aws:sqs:us-east-1:{A}:acme-{E}-jobs"), own("/queue/arn", "arn:aws:sqs:"+awstest.Region+":{A}:acme-{E}-jobs"), value("/queue/arn")},
		{"another path of a URL", own("/payments/psp/base_url", "https://psp.{E}.acme.internal/v3"), own("/payments/psp/base_url", "https://psp.{E}.acme.internal/v2"), value("/payments/psp/base_url")},
		{"JSON in another format", json(`{"url": "https://{E}.acme.internal", "checkout": {"enabled": true}}`), seededFeatures, nil},
		{"a value inside JSON", json(`{"checkout":{"enabled":false},"url":"https://{E}.acme.internal"}`), seededFeatures, value(features)},
		{"a key more inside JSON", json(`{"checkout":{"enabled":true,"x":1},"url":"https://{E}.acme.internal"}`), seededFeatures, value(features)},
		{"a text inside JSON for a truth", json(`{"checkout":{"enabled":"true"},"url":"https://{E}.acme.internal"}`), seededFeatures, value(features)},
	}
	return append(mutations, ofDescribed()...)
}

// ofDescribed are the changes to what a parameter has beside its value.
func ofDescribed() []mutation {
	at := parameter + " /described "
	var list []mutation
	set := func(name, attribute string, change func(*ssm.PutParameterInput)) {
		list = append(list, mutation{name, func(ctx context.Context, e *awstest.Environment) error {
			in := described(e)
			change(in)
			_, err := e.SSM.PutParameter(ctx, in)
			return err
		}, moreParameters, []string{at + attribute + " drift"}})
	}
	set("another description", "Description", func(in *ssm.PutParameterInput) { in.Description = new("something else") })
	set("another pattern", "AllowedPattern", func(in *ssm.PutParameterInput) { in.AllowedPattern = new("^https?://.*$") })
	set("another data type", "DataType", func(in *ssm.PutParameterInput) { in.DataType = new("aws:ec2:image") })
	set("other policies", "Policies", func(in *ssm.PutParameterInput) {
		in.Policies = new(`[{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"30","Unit":"Days"}}]`)
	})
	list = append(list, mutation{"another tier", tier(types.ParameterTierAdvanced), all(remove("/database/port"), put("/database/port", types.ParameterTypeString, "5432")), []string{parameter + " /database/port Tier drift"}})
	return append(list, mutation{
		"a parameter of another kind", put("/payments/psp/timeout_ms", types.ParameterTypeSecureString, "3000"),
		all(remove("/payments/psp/timeout_ms"), put("/payments/psp/timeout_ms", types.ParameterTypeString, "3000")),
		[]string{parameter + " /payments/psp/timeout_ms KeyId drift", parameter + " /payments/psp/timeout_ms Type drift"},
	})
}

func tier(t types.ParameterTier) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.SSM.PutParameter(ctx, &ssm.PutParameterInput{
			Name: new("/" + e.Name + "/database/port"), Value: new("5432"), Type: types.ParameterTypeString, Overwrite: new(true), Tier: t,
		})
		return err
	}
}

func put(path string, kind types.ParameterType, value string) step {
	return func(ctx context.Context, e *awstest.Environment) error { return e.Put(ctx, path, kind, value) }
}

func remove(path string) step {
	return func(ctx context.Context, e *awstest.Environment) error {
		_, err := e.SSM.DeleteParameter(ctx, &ssm.DeleteParameterInput{Name: new("/" + e.Name + path)})
		return err
	}
}
