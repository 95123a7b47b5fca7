package aws

import "parity/model"

// storageWays are the ways of a database's storage. It grows only, by a tenth at least but for SQL Server; what its type
// does not tell cannot be set (API Reference, ModifyDBInstance; Amazon RDS User Guide, "Working with storage").
var storageWays = []brought{
	bring("AllocatedStorage", allocated(ofDatabase)),
	bring("MaxAllocatedStorage", storageLimit),
	bring("Iops", storageRate(ofDatabase, "AllocatedStorage", "gp3", "io1", "io2")),
	bring("StorageThroughput", storageRate(ofDatabase, "Iops", "gp3")),
	bring("StorageType", storageType(ofDatabase)),
	bring("AdditionalStorageVolumes.*", additionalVolume),
	bring("AdditionalStorageVolumes.*.VolumeName", decided("make another volume, and move the data")),
	bring("AdditionalStorageVolumes.*.*", func(t *model.Turn) []model.Step {
		if t.Gone() {
			return untold(t)
		}
		if wanted, present, known := numbers(t); known && wanted < present && t.Attribute.Last() == "AllocatedStorage" {
			return onlyGrows(t)
		}
		return []model.Step{ofDatabase.asked(t, []string{storageOnce}, additional(t, model.Members{
			{Name: "VolumeName", Value: t.Attribute.Segments()[1]}, {Name: t.Attribute.Last(), Value: typed(t)},
		}))}
	}),
	bring("ProcessorFeatures.* ProcessorFeatures.*.*", processorFeatures),
}

func onlyGrows(t *model.Turn) []model.Step {
	return say("storage only grows: make another " + t.Type.Singular + " of " + t.To.Text() + " GiB (blue/green deployment, or dump and load), and put it in the place of this one")
}

// leastRise is by how much storage grows at least: AWS makes more of less.
const leastRise = 1.1

// allocated grows the storage; where its speed was bought, AWS wants to hear that again.
func allocated(m modified) stepper {
	return func(t *model.Turn) []model.Step {
		wanted, present, known := numbers(t)
		switch {
		case t.Gone():
			return untold(t)
		case known && wanted < present:
			return onlyGrows(t)
		}
		consequences := []string{storageOnce, storageSlow}
		if known && wanted < present*leastRise {
			consequences = append([]string{"AWS rounds it up to a tenth more than there is"}, consequences...)
		}
		return []model.Step{m.asked(t, consequences, append([]model.Input{{Name: "AllocatedStorage", Value: typed(t)}}, bought(m, t, ownText(t, "StorageType"))...)...)}
	}
}

// bought is how fast storage of a type is, where it lets that be said: as fast as the other environment's, where that is
// of the same type, since it follows the size and the type; else as it is.
func bought(m modified, t *model.Turn, kind string) (input []model.Input) {
	if !rated(kind, "gp3", "io1", "io2") {
		return nil
	}
	of := func(name string) any {
		if like(t, model.Dotted("StorageType")) == any(kind) {
			return orElse(like(t, model.Dotted(name)), own(t, name))
		}
		return own(t, name)
	}
	input = append(input, model.Input{Name: "Iops", Value: of("Iops")})
	if kind == "gp3" && m == ofDatabase {
		input = append(input, model.Input{Name: "StorageThroughput", Value: of("StorageThroughput")})
	}
	return input
}

// storageLimit is up to where storage grows by itself; as much as there is switches that off.
func storageLimit(t *model.Turn) []model.Step {
	limit := orElse(typed(t), own(t, "AllocatedStorage"))
	return []model.Step{ofDatabase.promptly(t, []string{"what has grown does not shrink again"}, model.Input{Name: "MaxAllocatedStorage", Value: limit})}
}

// storageRate changes how fast storage is, together with what AWS wants to hear with it.
func storageRate(m modified, beside string, kinds ...string) stepper {
	return func(t *model.Turn) []model.Step {
		kind := ownText(t, "StorageType")
		if !rated(kind, kinds...) || t.Gone() {
			return say("how fast storage of the type " + kind + " is follows from its type and size: change those")
		}
		return []model.Step{m.asked(t, []string{storageOnce, storageSlow},
			model.Input{Name: t.Attribute.Last(), Value: typed(t)}, model.Input{Name: beside, Value: own(t, beside)})}
	}
}

// storageType changes the kind of storage, and with it how fast the other environment's is.
func storageType(m modified) stepper {
	return func(t *model.Turn) []model.Step {
		kind := t.To.Text()
		if t.Gone() {
			return untold(t)
		}
		input := append([]model.Input{{Name: "StorageType", Value: typed(t)}}, bought(m, t, kind)...)
		consequences := []string{storageOnce, "takes hours, up to days, in which the database is slower and has no nightly backups"}
		if kind == "standard" || t.From().Text() == "standard" {
			consequences = append([]string{"a short outage at its beginning"}, consequences...)
		}
		return []model.Step{m.asked(t, consequences, input...)}
	}
}

func additional(_ *model.Turn, volume model.Members) model.Input {
	return model.Input{Name: "AdditionalStorageVolumes", Value: []model.Members{volume}}
}

// additionalVolume takes a volume beside a database's first away, or adds one like the other environment's.
func additionalVolume(t *model.Turn) []model.Step {
	name := t.Attribute.Last()
	if t.Gone() {
		return []model.Step{ofDatabase.asked(t, []string{"what is on it is gone for good: move it before"}, additional(t, model.Members{
			{Name: "VolumeName", Value: name}, {Name: "SetForDelete", Value: true},
		}))}
	}
	volume := model.Members{{Name: "VolumeName", Value: name}}
	for _, field := range []string{"AllocatedStorage", "IOPS", "MaxAllocatedStorage", "StorageThroughput", "StorageType"} {
		if !t.There.IsZero() {
			volume = append(volume, model.Input{Name: field, Value: like(t, t.There.Append(field))})
		}
	}
	return []model.Step{ofDatabase.asked(t, []string{storageOnce}, additional(t, volume))}
}

// processorFeatures are given to a database together; with none it has what its class has.
func processorFeatures(t *model.Turn) []model.Step {
	const field = "ProcessorFeatures"
	turned := t.Attribute.Segments()[1]
	var features []model.Members
	for _, name := range []string{"coreCount", "threadsPerCore"} {
		value := own(t, field+"."+name+".Value")
		if name == turned {
			switch {
			case t.Gone():
				value = nil
			case t.Attribute.Len() > 2:
				value = typed(t)
			case !t.There.IsZero():
				value = like(t, t.There.Append("Value"))
			}
		}
		if value != nil {
			features = append(features, model.Members{{Name: "Name", Value: name}, {Name: "Value", Value: value}})
		}
	}
	if len(features) == 0 {
		return []model.Step{ofDatabase.asked(t, []string{outage}, model.Input{Name: "UseDefaultProcessorFeatures", Value: true})}
	}
	return []model.Step{ofDatabase.asked(t, []string{outage}, model.Input{Name: field, Value: features})}
}
