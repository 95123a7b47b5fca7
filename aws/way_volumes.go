package aws

import (
	"slices"

	"parity/model"
)

// What comes with changing a volume (Amazon EC2 API Reference, ModifyVolume; Amazon EBS User Guide, "Requirements for
// Amazon EBS volume modifications").
const (
	volumeSlow  = "takes hours, in which the volume is slower"
	volumeAgain = "until it is done, AWS changes the volume no second time, and no more than four times a day"
	volumeGrow  = "the file system has to be grown on the instance behind it"
)

const (
	modifyVolume = "modify-volume"
	swapVolume   = "make another one from a snapshot of it, and attach that in its place"
)

// volumeWays are the ways of an instance's devices and volumes.
var volumeWays = []brought{
	bring("BlockDeviceMappings.*", deviceWay),
	bring("BlockDeviceMappings.*.DeviceName", decided("detach the volume, and attach it by the other name")),
	bring("BlockDeviceMappings.*.Ebs.DeleteOnTermination", func(t *model.Turn) []model.Step {
		return []model.Step{ec2Step(modifyInstance, nil, instanceID(t), model.Input{Name: "BlockDeviceMappings", Value: []model.Members{{
			{Name: "DeviceName", Value: t.Attribute.Segments()[1]}, {Name: "Ebs", Value: model.Members{{Name: "DeleteOnTermination", Value: orElse(typed(t), true)}}},
		}}})}
	}),
	bring("BlockDeviceMappings.*.Ebs.VolumeSize", volumeSize),
	bring("BlockDeviceMappings.*.Ebs.VolumeType", volumeType),
	bring("BlockDeviceMappings.*.Ebs.VolumeIops", volumeRate("Iops", "gp3", "io1", "io2")),
	bring("BlockDeviceMappings.*.Ebs.VolumeThroughput", volumeRate("Throughput", "gp3")),
	bring("BlockDeviceMappings.*.Ebs.VolumeMultiAttachEnabled", func(t *model.Turn) []model.Step {
		t = meant(t)
		return []model.Step{modifiedVolume(t, []string{"refused unless it is an io2 that nothing else has attached"}, model.Input{Name: "MultiAttachEnabled", Value: typed(t)})}
	}),
	bring("BlockDeviceMappings.*.Ebs.VolumeEncrypted BlockDeviceMappings.*.Ebs.VolumeKmsKeyId BlockDeviceMappings.*.Ebs.VolumeSseType",
		decided("copy a snapshot of its volume with the key, make a volume of the copy, and attach that in its place; the instance has to be stopped for its root device")),
	bring("BlockDeviceMappings.*.Ebs.VolumeOutpostArn", decided(swapVolume)),
}

// volumeField is a field of the volume that the attribute is one of.
func volumeField(t *model.Turn, name string) model.Path { return t.Attribute.Head(3).Append(name) }

func volumeIDOf(t *model.Turn) string {
	return t.Resource.Get(t.Attribute.Head(2).Append("Ebs", volumeIDField)).Text()
}

const volumeIDField = "VolumeId"

func modifiedVolume(t *model.Turn, consequences []string, input ...model.Input) model.Step {
	return ec2Step(modifyVolume, consequences, append([]model.Input{{Name: volumeIDField, Value: volumeIDOf(t)}}, input...)...)
}

func volumeSize(t *model.Turn) []model.Step {
	wanted, present, known := numbers(t)
	if known && wanted < present {
		return say("a volume only grows: make one of " + t.To.Text() + " GiB, copy what is on this one, and attach it in its place")
	}
	if t.Gone() {
		return untold(t)
	}
	size := model.Input{Name: "Size", Value: typed(t)}
	return []model.Step{modifiedVolume(t, []string{volumeSlow, volumeGrow, volumeAgain}, append([]model.Input{size}, speed(t, t.Resource.Get(volumeField(t, volumePrefix+"Type")).Text())...)...)}
}

// speed is how fast the other environment's volume is, where its kind is the one given and lets that be said: it follows
// the size and the kind, so that it is changed with them. AWS tells a throughput where one can be set.
func speed(t *model.Turn, kind string) (input []model.Input) {
	if likeVolume(t, volumePrefix+"Type") != any(kind) {
		return nil
	}
	if rated(kind, "gp3", "io1", "io2") {
		input = append(input, model.Input{Name: "Iops", Value: likeVolume(t, volumePrefix+"Iops")})
	}
	return append(input, model.Input{Name: "Throughput", Value: likeVolume(t, volumePrefix+"Throughput")})
}

// volumeType changes a volume's kind, and with it how fast the other environment's is: left out, AWS decides.
func volumeType(t *model.Turn) []model.Step {
	if t.Gone() {
		return untold(t)
	}
	kind := model.Input{Name: "VolumeType", Value: typed(t)}
	return []model.Step{modifiedVolume(t, []string{volumeSlow, volumeAgain}, append([]model.Input{kind}, speed(t, t.To.Text())...)...)}
}

// likeVolume is a field of the volume that this one shall become like.
func likeVolume(t *model.Turn, name string) any {
	if t.There.IsZero() {
		return nil
	}
	return like(t, t.There.Head(3).Append(name))
}

func rated(kind string, kinds ...string) bool { return slices.Contains(kinds, kind) }

// volumeRate changes how fast a volume is, where its kind lets that be said.
func volumeRate(name string, kinds ...string) stepper {
	return func(t *model.Turn) []model.Step {
		kind := t.Resource.Get(volumeField(t, volumePrefix+"Type")).Text()
		if !rated(kind, kinds...) || t.Gone() {
			return say("how fast a volume of the type " + kind + " is follows from its type and size: change those")
		}
		return []model.Step{modifiedVolume(t, []string{volumeSlow, volumeAgain}, model.Input{Name: name, Value: typed(t)})}
	}
}

// newVolume stands for the id of a volume that the step before makes.
var newVolume = &model.Blank{Variable: "VOLUME", Hint: "the VolumeId that the first command answers"}

// deviceWay takes a device away, or makes a volume for one: an empty one, since what is on the other is not known.
func deviceWay(t *model.Turn) []model.Step {
	device := t.Attribute.Last()
	switch {
	case device == ownText(t, "RootDeviceName"):
		return decided(launchAnew)(t)
	case t.Gone():
		return []model.Step{ec2Step("detach-volume",
			[]string{"unmount it on the instance before: what writes to it loses data", "the volume stays, and costs, until it is deleted"},
			model.Input{Name: volumeIDField, Value: volumeIDOf(t)}, instanceID(t), model.Input{Name: "Device", Value: device})}
	}
	made := ec2Step("create-volume", []string{"it is empty: what the other environment's holds does not come along"},
		model.Input{Name: "AvailabilityZone", Value: own(t, "Placement.AvailabilityZone")}, model.Input{Name: "Size", Value: deviceField(t, "Size")},
		model.Input{Name: "VolumeType", Value: deviceField(t, "Type")}, model.Input{Name: "Encrypted", Value: deviceField(t, "Encrypted")},
		model.Input{Name: "KmsKeyId", Value: deviceField(t, "KmsKeyId")})
	if kind, ok := deviceField(t, "Type").(string); ok && rated(kind, "gp3", "io1", "io2") {
		made.Input = append(made.Input, model.Input{Name: "Iops", Value: deviceField(t, "Iops")})
	}
	if made.Input[1].Value == nil {
		return say("its volume could not be read: make one and attach it as " + device)
	}
	return []model.Step{made, ec2Step("wait volume-available", nil, model.Input{Name: "VolumeIds", Value: newVolume}), ec2Step("attach-volume", []string{"it has to be formatted and mounted on the instance"},
		model.Input{Name: volumeIDField, Value: newVolume}, instanceID(t), model.Input{Name: "Device", Value: device})}
}

// deviceField is a field of the volume behind the other environment's device.
func deviceField(t *model.Turn, name string) any {
	if t.There.IsZero() {
		return nil
	}
	return like(t, t.There.Append("Ebs", volumePrefix+name))
}
