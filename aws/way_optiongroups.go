package aws

import (
	"strings"

	"parity/model"
)

// optionWays are the ways of an option group (API Reference, ModifyOptionGroup and OptionConfiguration: a configuration
// that is there already is changed to the one that is given).
var optionWays = []brought{
	bring("Options.*", optionWay),
	bring("Options.*.OptionName", decided("take the option away, and add the other one")),
	bring("Options.*.OptionSettings.*", optionSetting),
	bring("Options.*.OptionSettings.*.Value", optionSetting),
	bring("Options.*.OptionSettings.*.Name", decided("it is the setting's own name")),
	bring("Options.*.OptionVersion", optionMember("OptionVersion")),
	bring("Options.*.Port", optionMember("Port")),
	bring("Options.*.DBSecurityGroupMemberships", optionMember("DBSecurityGroupMemberships")),
	bring("Options.*.VpcSecurityGroupMemberships", optionMember("VpcSecurityGroupMemberships")),
	bring("Options.*.Permanent Options.*.Persistent", decided("it is the option's kind")),
	bring("EngineName MajorEngineVersion OptionGroupDescription VpcId", decided("make another group with its options, and give that to the databases")),
}

// The CLI has two commands for ModifyOptionGroup, both with the same option.
const (
	addOption    = "add-option-to-option-group"
	optionsInput = "Options"
)

const optionNow = "at once for all databases of the group; some options restart them; with --no-apply-immediately in their maintenance windows"

// optionStep gives a group an option as it shall be.
func optionStep(group string, option model.Members) model.Step {
	return rdsStep(addOption, []string{optionNow}, model.Input{Name: "OptionGroupName", Value: group},
		model.Input{Name: optionsInput, Value: []model.Members{option}}, model.Input{Name: "ApplyImmediately", Value: true})
}

func optionName(t *model.Turn) string { return t.Attribute.Segments()[1] }

// present is the option of a group with what a call that changes it has to say again, but for one member.
func presentOption(t *model.Turn, but string) model.Members {
	option := model.Members{{Name: "OptionName", Value: optionName(t)}}
	for _, name := range []string{"OptionVersion", "Port", "VpcSecurityGroupMemberships"} {
		if name != but {
			option = append(option, model.Input{Name: name, Value: asInput(t.Resource.Get(t.Attribute.Head(2).Append(name)))})
		}
	}
	return option
}

func optionMember(name string) stepper {
	return func(t *model.Turn) []model.Step {
		if t.Gone() {
			return untold(t)
		}
		return []model.Step{optionStep(t.Resource.ID, append(presentOption(t, name), model.Input{Name: name, Value: typed(t)}))}
	}
}

// optionSetting changes one setting; one that shall not be there is the option's own again when the option is anew.
func optionSetting(t *model.Turn) []model.Step {
	const nameAt = 3
	name := t.Attribute.Segments()[nameAt]
	value := any(t.Blank)
	switch {
	case t.Gone():
		return say("take the option " + optionName(t) + " away and add it without " + name + ": that setting is the engine's own then")
	case t.Attribute.Last() != "Value":
		if value = likeSetting(t); value == nil {
			return untold(t)
		}
	case t.Blank == nil:
		value = typed(t)
	}
	return []model.Step{optionStep(t.Resource.ID, append(presentOption(t, ""), model.Input{
		Name: "OptionSettings", Value: []model.Members{{{Name: "Name", Value: name}, {Name: "Value", Value: value}}},
	}))}
}

func likeSetting(t *model.Turn) any {
	if t.There.IsZero() {
		return nil
	}
	return like(t, t.There.Append("Value"))
}

// optionWay adds an option with its settings, or takes it away.
func optionWay(t *model.Turn) []model.Step {
	name := optionName(t)
	if t.Gone() {
		consequences := []string{optionNow}
		if t.Resource.Get(t.Attribute.Append("Persistent")).IsTrue() {
			consequences = append([]string{"a persistent option: the databases have to leave the group before"}, consequences...)
		}
		if t.Resource.Get(t.Attribute.Append("Permanent")).IsTrue() {
			return decided("a permanent option stays in its group: make another group without it; a database leaves this one only by a restored snapshot")(t)
		}
		return []model.Step{rdsStep("remove-option-from-option-group", consequences, model.Input{Name: "OptionGroupName", Value: t.Resource.ID},
			model.Input{Name: optionsInput, Value: []string{name}}, model.Input{Name: "ApplyImmediately", Value: true})}
	}
	if t.Like == nil || t.There.IsZero() {
		return say("what the option was set to is not known any more: add it where the group was defined")
	}
	return []model.Step{optionStep(t.Resource.ID, optionLike(t, t.There))}
}

// optionLike is an option as the other environment has it.
func optionLike(t *model.Turn, there model.Path) model.Members {
	option := model.Members{{Name: "OptionName", Value: there.Last()}}
	for _, name := range []string{"OptionVersion", "Port", "VpcSecurityGroupMemberships"} {
		option = append(option, model.Input{Name: name, Value: like(t, there.Append(name))})
	}
	var set []model.Members
	for _, a := range t.Like.Attributes {
		if a.Path.Under(there.Append("OptionSettings")) && a.Path.Last() == "Value" {
			set = append(set, model.Members{{Name: "Name", Value: a.Path.Segments()[a.Path.Len()-2]}, {Name: "Value", Value: blankFor(t, a.Path)}})
		}
	}
	if len(set) > 0 {
		option = append(option, model.Input{Name: "OptionSettings", Value: set})
	}
	return option
}

// blankFor is a setting's value, a variable of its own where it is a secret: a call may hold several.
func blankFor(t *model.Turn, path model.Path) any {
	value := like(t, path)
	if blank, ok := value.(*model.Blank); ok {
		name := strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
				return r
			}
			return '_'
		}, strings.ToUpper(path.Segments()[path.Len()-2]))
		return &model.Blank{Variable: "V_" + name, Secret: blank.Secret, Hint: blank.Hint}
	}
	return value
}

// optionGroupWay makes an option group with its options, or takes one away.
func optionGroupWay(t *model.Turn) []model.Step {
	switch {
	case !t.Attribute.IsZero() || t.Resource != nil && !t.Gone():
		return nil
	case t.Resource != nil:
		return []model.Step{rdsStep("delete-option-group", []string{"refused while a database, or a snapshot, is with it"}, model.Input{Name: "OptionGroupName", Value: t.Resource.ID})}
	case t.Like == nil || t.Name == "":
		return say("make the group and add its options; what it held, or its name, is not known here")
	}
	steps := []model.Step{rdsStep("create-option-group", []string{"nothing runs with it until a database is given it"}, model.Input{Name: "OptionGroupName", Value: t.Name},
		model.Input{Name: "EngineName", Value: asInput(t.Like.Get(model.Dotted("EngineName")))},
		model.Input{Name: "MajorEngineVersion", Value: asInput(t.Like.Get(model.Dotted("MajorEngineVersion")))},
		model.Input{Name: "OptionGroupDescription", Value: orElse(t.Of(model.Dotted("OptionGroupDescription")), t.Name)})}
	var options []model.Members
	seen := map[model.Path]bool{}
	for _, a := range t.Like.Attributes {
		if at := a.Path.Head(2); a.Path.First() == "Options" && !seen[at] {
			seen[at] = true
			options = append(options, optionLike(t, at))
		}
	}
	if len(options) > 0 {
		steps = append(steps, rdsStep(addOption, nil, model.Input{Name: "OptionGroupName", Value: t.Name},
			model.Input{Name: optionsInput, Value: options}, model.Input{Name: "ApplyImmediately", Value: true}))
	}
	return steps
}
