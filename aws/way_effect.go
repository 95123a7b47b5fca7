package aws

import "parity/model"

// pendingWays bring into effect what is configured and does not run: what waits for the maintenance window is applied by
// a call that asks for no more than that, and what waits for a restart by one (Amazon RDS User Guide, "Using the schedule
// modifications setting" and "Rebooting a DB instance": a parameter that is pending-reboot waits through any window).
func pendingWays(m modified) []brought {
	apply := func(t *model.Turn) []model.Step {
		step := m.asked(t, []string{"an outage, where one of them needs it"})
		return []model.Step{step}
	}
	ways := []brought{
		bring("PendingModifiedValues.* PendingModifiedValues.*.*", apply),
		bring("OptionGroupMemberships.Status DBClusterOptionGroupMemberships.Status", apply),
		bring("DBParameterGroups.ParameterApplyStatus", func(t *model.Turn) []model.Step {
			if t.From().Text() == "applying" {
				return say("RDS is applying it: wait")
			}
			return rebooted(t.Resource.ID)
		}),
		bring("DBClusterMembers.*.DBClusterParameterGroupStatus", func(t *model.Turn) []model.Step {
			if t.From().Text() == "applying" {
				return say("RDS is applying it: wait")
			}
			return rebooted(t.Attribute.Segments()[1])
		}),
	}
	return ways
}
