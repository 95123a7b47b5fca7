package aws

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"parity/model"
)

// The attributes of a parameter that a call gives it.
var (
	typePath        = model.Dotted("Type")
	tierPath        = model.Dotted("Tier")
	dataTypePath    = model.Dotted("DataType")
	keyPath         = model.Dotted("KeyId")
	policiesPath    = model.Dotted("Policies")
	patternPath     = model.Dotted("AllowedPattern")
	descriptionPath = model.Dotted(descriptionField)
)

// standardLimit is how many bytes a parameter of the standard tier may have.
const standardLimit = 4096

// parameterWay is the way of everything about a parameter. A call that leaves a member out may lose it, so that each
// says all there is.
func parameterWay(t *model.Turn) []model.Step {
	switch {
	case t.Resource == nil && t.Name == "":
		return say("which path it has there cannot be told")
	case t.Resource == nil:
		if t.Like == nil {
			return say("put " + t.Name + " again; its value is not known any more")
		}
		return []model.Step{putParameter(t.Name, func(path model.Path) any { return ownInput(t, path) }, false)}
	case t.Attribute.IsZero():
		return []model.Step{deleteParameter(t, lostForGood)}
	}
	if retyped(t) || t.Attribute == tierPath && t.To.Text() == string(types.ParameterTierStandard) {
		return remade(t)
	}
	step := putParameter(t.Resource.ID, func(path model.Path) any { return keptInput(t, path) }, true)
	if len(t.Beside) > 0 {
		step.Consequences = append(step.Consequences, asRead)
	}
	return []model.Step{step}
}

// asRead is what comes with a call that says all there is.
const asRead = "writes all of the parameter as it was read: read it again before its next difference"

// retyped says that a parameter shall be of another type, or have the key that goes with another one.
func retyped(t *model.Turn) bool {
	switch t.Attribute {
	case typePath:
		return true
	case keyPath:
		return t.Like != nil && t.Like.Get(typePath) != t.Resource.Get(typePath)
	}
	return false
}

// sealing says that a parameter becomes a secret, or is one no more.
func sealing(t *model.Turn) bool {
	const secure = string(types.ParameterTypeSecureString)
	return t.Resource.Get(typePath).Text() == secure || t.To.Text() == secure || t.Like != nil && t.Like.Get(typePath).Text() == secure
}

// remade takes a parameter away and puts it as it shall be: no call changes its type, or brings its tier back. It goes only
// once there is what the next command needs.
func remade(t *model.Turn) []model.Step {
	put := putParameter(t.Resource.ID, func(path model.Path) any {
		if t.Like != nil && retyped(t) && (path == typePath || path == keyPath) {
			return ownInput(t, path)
		}
		return keptInput(t, path)
	}, false)
	if t.Attribute == tierPath && slices.ContainsFunc(put.Input, func(in model.Input) bool {
		return in.Name == tierPath.First() && in.Value != nil || in.Name == policiesPath.First() && in.Value != nil && in.Value != noPolicies
	}) {
		return say("a value of more than 4 KB and policies are the advanced tier's alone: shorten it or take them away first")
	}
	away := deleteParameter(t, slices.Concat(put.Consequences, []string{"whoever reads it in between finds nothing", lostForGood})...)
	away.Words = "AWS changes no parameter's type, and takes none back to the standard tier: it is made anew"
	if len(t.Beside) > 0 {
		away.Consequences = append(away.Consequences, asRead)
	}
	for _, in := range put.Input {
		if blank, ok := in.Value.(*model.Blank); ok && away.Needs == nil {
			away.Needs = blank
		}
	}
	return []model.Step{away, put}
}

const lostForGood = "its versions, labels and tags are gone for good"

// ownInput is an attribute of what a parameter is made after.
func ownInput(t *model.Turn, path model.Path) any {
	value, blank := t.Own(path)
	switch {
	case blank != nil:
		return blank
	case value.IsAbsent():
		return nil
	}
	return parameterText(value)
}

func deleteParameter(t *model.Turn, consequences ...string) model.Step {
	return model.Step{
		Service: "ssm", Operation: "delete-parameter", Input: []model.Input{{Name: "Name", Value: t.Resource.ID}}, Consequences: consequences,
	}
}

// keptInput is an attribute of the parameter that is there, the one that is turned as it shall be.
func keptInput(t *model.Turn, path model.Path) any {
	switch {
	case path == t.Attribute && t.Blank != nil:
		return t.Blank
	case path == t.Attribute && !t.To.IsAbsent():
		return parameterText(t.To)
	case path == t.Attribute && path == policiesPath:
		return noPolicies
	case path == t.Attribute:
		return ""
	}
	value := t.Resource.Get(path)
	if _, secret := value.Secret(); secret || path == valuePart && retyped(t) && sealing(t) {
		return &model.Blank{Variable: "VALUE", Secret: true, Hint: "the value it has"}
	}
	if value.IsAbsent() {
		return nil
	}
	return parameterText(value)
}

// noPolicies takes a parameter's policies away: left out they stay.
const noPolicies = "[{}]"

// parameterText is a value as Parameter Store takes it.
func parameterText(v model.Value) any {
	switch v.Kind() {
	case model.List:
		return strings.Join(v.Elements(), ",")
	case model.Set: // policies, each of them JSON
		text := "[" + strings.Join(v.Elements(), ",") + "]"
		if !json.Valid([]byte(text)) {
			return &model.Blank{Variable: "POLICIES", Hint: "its policies in JSON, which AWS did not tell in JSON"}
		}
		return text
	}
	return v.Text()
}

// plaintext is what becomes of a secret in a parameter that is none.
const plaintext = "puts a secret in plaintext: whoever may read the parameter reads it, and no key guards it; a SecureString is encrypted"

// putParameter is the call that gives a parameter all it shall have.
func putParameter(name string, of func(model.Path) any, overwrite bool) model.Step {
	value, tier, dataType := of(valuePart), of(tierPath), of(dataTypePath)
	step := model.Step{Service: "ssm", Operation: "put-parameter"}
	text, _ := value.(string)
	if tier == string(types.ParameterTierStandard) {
		tier = nil
	}
	if len(text) > standardLimit && tier == nil {
		tier = string(types.ParameterTierAdvanced)
		step.Consequences = append(step.Consequences, "a value of more than 4 KB needs the advanced tier, which costs and cannot be left")
	}
	if dataType == "text" {
		dataType = nil
	}
	key := of(keyPath)
	if of(typePath) != string(types.ParameterTypeSecureString) {
		key = nil
		if blank, ok := value.(*model.Blank); ok && blank.Secret {
			step.Consequences = append(step.Consequences, plaintext)
		}
	}
	step.Input = []model.Input{
		{Name: "Name", Value: name},
		{Name: "Value", Value: value},
		{Name: "Type", Value: of(typePath)},
		{Name: "Tier", Value: tier},
		{Name: "DataType", Value: dataType},
		{Name: "KeyId", Value: key},
		{Name: "AllowedPattern", Value: of(patternPath)},
		{Name: "Policies", Value: of(policiesPath)},
		{Name: descriptionField, Value: of(descriptionPath)},
	}
	if overwrite {
		step.Input = append(step.Input, model.Input{Name: "Overwrite", Value: true})
	}
	return step
}
