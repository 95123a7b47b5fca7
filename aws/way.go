package aws

import (
	"strings"

	"parity/model"
)

// wayOf asks declarations of ways one after the other: the first that has something to say of an attribute answers.
func wayOf(declared ...func(*model.Turn) []model.Step) func(*model.Turn) []model.Step {
	return func(t *model.Turn) []model.Step {
		for _, of := range declared {
			if steps := of(t); len(steps) > 0 {
				return steps
			}
		}
		return nil
	}
}

// say is a step of words alone.
func say(words string) []model.Step { return []model.Step{{Words: words}} }

// unchangeable are the words for what AWS fixes when it makes a resource: no call changes it.
func unchangeable(anew string, paths ...string) func(*model.Turn) []model.Step {
	return func(t *model.Turn) []model.Step {
		for _, path := range paths {
			if t.Attribute == model.Dotted(path) {
				return say("AWS changes no " + t.Type.Phrase(t.Attribute) + " of " + article(t.Type.Singular) + " that is there: " + anew)
			}
		}
		return nil
	}
}

// article is a noun with its article.
func article(noun string) string {
	if strings.ContainsAny(noun[:1], "aeiou") {
		return "an " + noun
	}
	return "a " + noun
}

const tagsField = "Tags"

// tagKey is the key of the tag that a turn is about; false where it is about something else.
func tagKey(t *model.Turn) (key string, ok bool) {
	return t.Attribute.Last(), t.Attribute.Len() == 2 && t.Attribute.First() == tagsField
}

// tagInput is a tag as calls take it.
func tagInput(key string, value any) model.Members {
	return model.Members{{Name: "Key", Value: key}, {Name: "Value", Value: value}}
}

// awsTag is a tag that only AWS itself sets.
func awsTag(key string) bool { return strings.HasPrefix(strings.ToLower(key), "aws:") }

const awsTagWords = "AWS sets the tags whose keys begin with aws: itself; whatever it made the resource with has to change"

// ec2TagWay is the way of a tag of EC2's resources.
func ec2TagWay(t *model.Turn) []model.Step {
	key, ok := tagKey(t)
	switch {
	case !ok || t.Resource == nil:
		return nil
	case awsTag(key):
		return say(awsTagWords)
	case t.Gone():
		return []model.Step{{Service: "ec2", Operation: "delete-tags", Input: []model.Input{
			{Name: "Resources", Value: []string{t.Resource.ID}}, {Name: "Tags", Value: []model.Members{{{Name: "Key", Value: key}}}},
		}}}
	}
	return []model.Step{{Service: "ec2", Operation: "create-tags", Input: []model.Input{
		{Name: "Resources", Value: []string{t.Resource.ID}}, {Name: "Tags", Value: []model.Members{tagInput(key, t.Value())}},
	}}}
}

// rdsTagWay is the way of a tag of RDS's resources, which an ARN names.
func rdsTagWay(arn string) stepper {
	return func(t *model.Turn) []model.Step {
		key, ok := tagKey(t)
		if !ok || t.Resource == nil {
			return nil
		}
		name := model.Input{Name: "ResourceName", Value: own(t, arn)}
		switch {
		case awsTag(key):
			return say(awsTagWords)
		case t.Gone():
			return []model.Step{rdsStep("remove-tags-from-resource", nil, name, model.Input{Name: "TagKeys", Value: []string{key}})}
		}
		return []model.Step{rdsStep("add-tags-to-resource", nil, name, model.Input{Name: "Tags", Value: []model.Members{tagInput(key, t.Value())}})}
	}
}
