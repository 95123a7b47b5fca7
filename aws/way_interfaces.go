package aws

import (
	"strings"

	"parity/model"
)

const modifyInterface = "modify-network-interface-attribute"

// interfaceWays are the ways of an instance's network interfaces (Amazon EC2 API Reference,
// ModifyNetworkInterfaceAttribute: one attribute a call).
var interfaceWays = []brought{
	bring("NetworkInterfaces.*", interfaceWay),
	bring("NetworkInterfaces.*.Description", func(t *model.Turn) []model.Step {
		return []model.Step{modifiedInterface(t, nil, model.Input{Name: "Description", Value: wrapped(orElse(typed(t), ""))})}
	}),
	bring("NetworkInterfaces.*.Groups", func(t *model.Turn) []model.Step { return interfaceGroups(t, interfaceID(t)) }),
	bring("NetworkInterfaces.*.SourceDestCheck", func(t *model.Turn) []model.Step { return interfaceCheck(t, interfaceID(t)) }),
	bring("NetworkInterfaces.*.Attachment.DeleteOnTermination", attached("DeleteOnTermination")),
	bring("NetworkInterfaces.*.Attachment.EnaQueueCount", attached("EnaQueueCount")),
	bring("NetworkInterfaces.*.Attachment.EnaSrdSpecification.EnaSrdEnabled", func(t *model.Turn) []model.Step {
		return []model.Step{express(t, model.Members{{Name: "EnaSrdEnabled", Value: typed(meant(t))}})}
	}),
	bring("NetworkInterfaces.*.Attachment.EnaSrdSpecification.EnaSrdUdpSpecification.EnaSrdUdpEnabled", func(t *model.Turn) []model.Step {
		udp := model.Members{{Name: "EnaSrdUdpEnabled", Value: typed(meant(t))}}
		return []model.Step{express(t, model.Members{{Name: "EnaSrdEnabled", Value: true}, {Name: "EnaSrdUdpSpecification", Value: udp}})}
	}),
	bring("NetworkInterfaces.*.Attachment.NetworkCardIndex", decided("detach the interface, and attach it with --network-card-index")),
	bring("NetworkInterfaces.*.ConnectionTrackingConfiguration.*", func(t *model.Turn) []model.Step {
		if t.Gone() {
			return untold(t)
		}
		return []model.Step{modifiedInterface(t, nil, model.Input{
			Name: "ConnectionTrackingSpecification", Value: model.Members{{Name: t.Attribute.Last(), Value: typed(t)}},
		})}
	}),
	bring("NetworkInterfaces.*.InterfaceType NetworkInterfaces.*.SubnetId NetworkInterfaces.*.VpcId", decided(otherNetwork)),
}

func interfaceField(t *model.Turn, names ...string) string {
	return t.Resource.Get(t.Attribute.Head(2).Append(names...)).Text()
}

func interfaceID(t *model.Turn) string { return interfaceField(t, interfaceIDField) }

const interfaceIDField = "NetworkInterfaceId"

func modifiedInterface(t *model.Turn, consequences []string, input model.Input) model.Step {
	return ec2Step(modifyInterface, consequences, model.Input{Name: interfaceIDField, Value: interfaceID(t)}, input)
}

// attached changes how an interface hangs on its instance.
func attached(name string) stepper {
	return func(t *model.Turn) []model.Step {
		if t.Gone() {
			return untold(t)
		}
		return []model.Step{modifiedInterface(t, nil, model.Input{Name: "Attachment", Value: model.Members{
			{Name: "AttachmentId", Value: interfaceField(t, "Attachment", "AttachmentId")}, {Name: name, Value: typed(t)},
		}})}
	}
}

// express is ENA Express.
func express(t *model.Turn, specification model.Members) model.Step {
	return modifiedInterface(t, []string{"both ends of a flow need it, in one Availability Zone"}, model.Input{Name: "EnaSrdSpecification", Value: specification})
}

// primary is the interface that an instance's own groups and checks are those of, where it has several: then AWS takes
// them for the interface alone.
func primary(t *model.Turn) (id string, several bool) {
	n := 0
	for _, a := range t.Resource.Attributes {
		if a.Path.Len() == 3 && a.Path.First() == "NetworkInterfaces" && a.Path.Last() == interfaceIDField {
			n++
			if a.Path.Segments()[1] == "0" {
				id = a.Value.Text()
			}
		}
	}
	return id, n > 1 && id != ""
}

const allGroups = "all groups are named: what is not among them is taken off at once"

// groupsComing is what comes with a call that names all groups: where one of them has to be filled in, which there are now.
func groupsComing(t *model.Turn) []string {
	if t.Blank == nil {
		return []string{allGroups}
	}
	return []string{allGroups, "in JSON, as [\"sg-1\",\"sg-2\"]; now it has " + strings.Join(t.From().Elements(), ", ")}
}

// groupsWay gives an instance its groups.
func groupsWay(t *model.Turn) []model.Step {
	if id, several := primary(t); several {
		return interfaceGroups(t, id)
	}
	if list(t) == nil {
		return say("an instance has one group at least: which is to be told by nobody here")
	}
	return []model.Step{ec2Step(modifyInstance, groupsComing(t), instanceID(t), model.Input{Name: "Groups", Value: list(t)})}
}

func interfaceGroups(t *model.Turn, id string) []model.Step {
	if list(t) == nil {
		return say("an interface has one group at least: which is to be told by nobody here")
	}
	return []model.Step{ec2Step(modifyInterface, groupsComing(t), model.Input{Name: interfaceIDField, Value: id}, model.Input{Name: "Groups", Value: list(t)})}
}

const routes = "with the check off it may take traffic for others (NAT, routing, a firewall); with it on that traffic is dropped"

func sourceCheck(t *model.Turn) []model.Step {
	if id, several := primary(t); several {
		return interfaceCheck(t, id)
	}
	return changing(modifyInstance, valueIn("SourceDestCheck"), routes)(t)
}

func interfaceCheck(t *model.Turn, id string) []model.Step {
	if t.Gone() {
		return untold(t)
	}
	return []model.Step{ec2Step(modifyInterface, []string{routes}, model.Input{Name: interfaceIDField, Value: id}, model.Input{Name: "SourceDestCheck", Value: wrapped(typed(t))})}
}

// newInterface stands for the id of an interface that the step before makes.
var newInterface = &model.Blank{Variable: "INTERFACE", Hint: "the NetworkInterfaceId that the first command answers"}

// interfaceWay takes an interface off, or makes one and attaches it.
func interfaceWay(t *model.Turn) []model.Step {
	index := t.Attribute.Last()
	switch {
	case index == "0":
		return say("no instance is without its first interface: launch another one")
	case t.Gone():
		return []model.Step{ec2Step("detach-network-interface", []string{"its addresses go with it: connections to them break"},
			model.Input{Name: "AttachmentId", Value: interfaceField(t, "Attachment", "AttachmentId")})}
	case t.There.IsZero() || like(t, t.There.Append("SubnetId")) == nil:
		return say("make an interface in its subnet, and attach it as number " + index)
	}
	return []model.Step{
		ec2Step("create-network-interface", nil, model.Input{Name: "SubnetId", Value: like(t, t.There.Append("SubnetId"))},
			model.Input{Name: "Groups", Value: like(t, t.There.Append("Groups"))}, model.Input{Name: "Description", Value: like(t, t.There.Append("Description"))}),
		ec2Step("attach-network-interface", []string{"its subnet has to be in the instance's Availability Zone"}, model.Input{Name: interfaceIDField, Value: newInterface}, instanceID(t),
			model.Input{Name: "DeviceIndex", Value: asInput(model.NumberValue(index))}),
	}
}
