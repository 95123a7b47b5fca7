package counterparts

import (
	"slices"
	"strings"

	"parity/model"
)

// databaseHosts is how the host names of an account's databases end, behind the region.
const databaseHosts = ".rds.amazonaws.com"

// withLabels gives environments whose databases were not read the label that AWS puts in their host names,
// where their values agree on one: a load of parameters alone knows it from nowhere else.
func withLabels(environments []model.Environment, inventories []*model.Inventory) []model.Environment {
	for i := range environments {
		if e := &environments[i]; len(e.HostLabels) == 0 && e.Region != "" {
			if labels := labelsIn(inventories[i], "."+e.Region+databaseHosts); len(labels) == 1 {
				e.HostLabels = labels
			}
		}
	}
	return environments
}

// labelsIn lists the labels in front of an ending, as ORDERS.LABEL.ENDING and ORDERS.cluster-ro-LABEL.ENDING
// have them.
func labelsIn(inv *model.Inventory, ending string) []string {
	var labels []string
	for _, r := range inv.Resources {
		for _, a := range r.Attributes {
			text := a.Value.Text()
			at := strings.Index(text, ending)
			if at < 0 {
				continue
			}
			label := text[strings.LastIndexByte(text[:at], '.')+1 : at]
			if label = label[strings.LastIndexByte(label, '-')+1:]; label != "" && !slices.Contains(labels, label) {
				if labels = append(labels, label); len(labels) > 1 {
					return labels // they agree on none
				}
			}
		}
	}
	return labels
}
