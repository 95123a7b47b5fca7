package aws

import "parity/model"

// monitoringWays are the ways of how a database, or a cluster, is looked at. RDS changes all of it at once, without an
// outage (Amazon RDS User Guide, "Settings for DB instances").
func monitoringWays(m modified) []brought {
	return []brought{
		bring("MonitoringInterval", func(t *model.Turn) []model.Step { return interval(m, t) }),
		bring("MonitoringRoleArn", func(t *model.Turn) []model.Step {
			if t.Gone() {
				return []model.Step{m.promptly(t, []string{"nobody looks at its operating system any more"}, model.Input{Name: "MonitoringInterval", Value: 0})}
			}
			return []model.Step{m.promptly(t, nil, model.Input{Name: "MonitoringRoleArn", Value: typed(t)},
				model.Input{Name: "MonitoringInterval", Value: orElse(own(t, "MonitoringInterval"), like(t, model.Dotted("MonitoringInterval")))})}
		}),
		bring("PerformanceInsightsEnabled", func(t *model.Turn) []model.Step { return insights(m, t) }),
		bring("PerformanceInsightsRetentionPeriod", func(t *model.Turn) []model.Step {
			if t.Gone() {
				return say("it has one where Performance Insights is on")
			}
			return []model.Step{m.promptly(t, []string{"more than 7 days cost extra; what is older than the new period is deleted"},
				model.Input{Name: "EnablePerformanceInsights", Value: true}, model.Input{Name: "PerformanceInsightsRetentionPeriod", Value: typed(t)})}
		}),
		bring("PerformanceInsightsKMSKeyId", func(t *model.Turn) []model.Step { return insightsByKey(m, t) }),
		bring("DatabaseInsightsMode", func(t *model.Turn) []model.Step { return mode(m, t) }),
	}
}

// interval is how often a database is looked at: more than never needs a role that may write what is seen.
func interval(m modified, t *model.Turn) []model.Step {
	t = meant(t)
	input := []model.Input{{Name: "MonitoringInterval", Value: typed(t)}}
	if wanted, known := t.To.Float(); known && wanted > 0 {
		role := orElse(own(t, "MonitoringRoleArn"), like(t, monitoringRolePath))
		if role == nil {
			role = &model.Blank{Variable: "ROLE", Hint: "the ARN of a role that RDS may write to CloudWatch Logs with"}
		}
		input = append(input, model.Input{Name: "MonitoringRoleArn", Value: role})
	}
	return []model.Step{m.promptly(t, nil, input...)}
}

// insights switches Performance Insights, with how long and under which key the other environment keeps what it sees.
func insights(m modified, t *model.Turn) []model.Step {
	t = meant(t)
	input := []model.Input{{Name: "EnablePerformanceInsights", Value: typed(t)}}
	if !t.To.IsTrue() {
		return []model.Step{m.promptly(t, []string{"what it has seen is deleted"}, input...)}
	}
	return []model.Step{m.promptly(t, nil, append(input,
		model.Input{Name: "PerformanceInsightsRetentionPeriod", Value: like(t, model.Dotted("PerformanceInsightsRetentionPeriod"))},
		model.Input{Name: "PerformanceInsightsKMSKeyId", Value: like(t, model.Dotted("PerformanceInsightsKMSKeyId"))})...)}
}

// insightsByKey switches Performance Insights off and on again: only then it takes a key.
func insightsByKey(m modified, t *model.Turn) []model.Step {
	on := []model.Input{{Name: "EnablePerformanceInsights", Value: true}, {Name: "PerformanceInsightsKMSKeyId", Value: typed(t)}}
	return []model.Step{
		m.promptly(t, []string{"what Performance Insights has seen is deleted"}, model.Input{Name: "EnablePerformanceInsights", Value: false}),
		m.promptly(t, []string{"once it is off"}, on...),
	}
}

// advancedDays is how long Database Insights keeps what it sees in its advanced mode, which takes nothing else.
const advancedDays = 465

func mode(m modified, t *model.Turn) []model.Step {
	t = meant(t)
	input := []model.Input{{Name: "DatabaseInsightsMode", Value: typed(t)}}
	if t.To.Text() == "advanced" {
		return []model.Step{m.promptly(t, []string{"costs by the vCPU"}, append(input,
			model.Input{Name: "EnablePerformanceInsights", Value: true}, model.Input{Name: "PerformanceInsightsRetentionPeriod", Value: advancedDays})...)}
	}
	return []model.Step{m.promptly(t, []string{"what the advanced mode alone has seen is lost"}, input...)}
}
