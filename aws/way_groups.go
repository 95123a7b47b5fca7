package aws

import (
	"fmt"
	"strings"

	"parity/model"
	"parity/model/findings"
)

// groupWay is the way of a security group as a whole: one that is missing is made with its rules, and one too many is
// taken away.
func groupWay(t *model.Turn) []model.Step {
	switch {
	case !t.Attribute.IsZero():
		return nil
	case t.Resource != nil && t.Gone():
		return []model.Step{{
			Service: "ec2", Operation: "delete-security-group", Input: []model.Input{{Name: "GroupId", Value: t.Resource.ID}},
			Consequences: []string{"refused while an interface or another group's rule uses it", "its rules and its id are gone for good"},
		}}
	case t.Resource != nil || t.Like == nil:
		return nil
	case t.Name == "":
		return say("make the group as " + t.Like.Name + " is; what its name is to be cannot be told")
	}
	return makeGroup(t)
}

// newGroup stands for the id of a group that the step before makes.
var newGroup = &model.Blank{Variable: "GROUP", Hint: "the GroupId that the first command answered"}

func makeGroup(t *model.Turn) []model.Step {
	steps := []model.Step{{
		Service: "ec2", Operation: "create-security-group",
		Input: []model.Input{
			{Name: "GroupName", Value: t.Name},
			{Name: descriptionField, Value: t.Of(model.Dotted(descriptionField))},
			{Name: "VpcId", Value: t.Of(model.Dotted("VpcId"))},
			{Name: "TagSpecifications", Value: tagSpecification(t, "security-group")},
		},
	}}
	for _, direction := range []string{ingress, egress} {
		rules, open, lost := rulesLike(t, direction)
		if lost > 0 {
			steps[0].Consequences = append(steps[0].Consequences, fmt.Sprintf("%d of its rules lead to what has no counterpart: they are left out", lost))
		}
		operation, kept := "authorize-security-group-", rules
		if direction == egress && !open {
			steps = append(steps, model.Step{
				Service: "ec2", Operation: "revoke-security-group-egress",
				Input: []model.Input{{Name: "GroupId", Value: newGroup}, {Name: "IpPermissions", Value: []model.Members{permissionInput(openEgress, nil)}}},
				Words: "AWS lets a new group out everywhere",
			})
		}
		if len(kept) > 0 {
			steps = append(steps, model.Step{
				Service: "ec2", Operation: operation + strings.ToLower(direction),
				Input:        []model.Input{{Name: "GroupId", Value: newGroup}, {Name: "IpPermissions", Value: kept}},
				Consequences: worldIn(t.Like, direction),
			})
		}
	}
	return steps
}

// worldIn is what comes of the rules of a group, where one of them lets everybody in.
func worldIn(like *model.Resource, direction string) []string {
	for _, a := range like.Attributes {
		if a.Path.First() == direction && a.Path.Len() == ruleLength && findings.World(a.Path) {
			return opened(a.Path)
		}
	}
	return nil
}

// openEgress is the rule that AWS gives every new group.
var openEgress = model.NewPath(egress, every, every, "0.0.0.0/0")

// rulesLike are the rules of one direction of the group that a new one is made after, without the one that AWS gives it
// by itself, whether that is among them, and how many have no counterpart.
func rulesLike(t *model.Turn, direction string) (rules []model.Members, open bool, lost int) {
	for _, a := range t.Like.Attributes {
		if a.Path.First() != direction || a.Path.Len() != ruleLength {
			continue
		}
		if a.Path == openEgress {
			open = true
			continue
		}
		segments := a.Path.Segments()
		path, known := t.Keys(a.Path)
		if segments[3] == "sg:"+t.Like.ID { // a group that refers to itself
			rule := permissionInput(a.Path, t.Of(a.Path.Append(descriptionField)))
			rule[len(rule)-1].Value = []model.Members{{{Name: "GroupId", Value: newGroup}, {Name: descriptionField, Value: t.Of(a.Path.Append(descriptionField))}}}
			rules = append(rules, rule)
			continue
		}
		if !known {
			lost++
			continue
		}
		rules = append(rules, permissionInput(path, t.Of(a.Path.Append(descriptionField))))
	}
	return rules, open, lost
}

// tagSpecification are the tags of a resource that is made, nil where it has none.
func tagSpecification(t *model.Turn, kind string) any {
	tags := tagsLike(t)
	if len(tags) == 0 {
		return nil
	}
	return []model.Members{{{Name: "ResourceType", Value: kind}, {Name: "Tags", Value: tags}}}
}

// tagsLike are the tags of what a resource is made after.
func tagsLike(t *model.Turn) (tags []model.Members) {
	for _, a := range t.Like.Attributes {
		if a.Path.Len() == 2 && a.Path.First() == tagsField && !awsTag(a.Path.Last()) {
			tags = append(tags, tagInput(a.Path.Last(), t.Of(a.Path)))
		}
	}
	return tags
}
