package company

import (
	"slices"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/aws"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	rdstypes "github.com/aws/aws-sdk-go-v2/service/rds/types"
)

// incident is what happened to production in the night of the load: payments time out. A deployment
// gave the payment service provider too little time, somebody halved the connections of the orders
// database, which takes effect at its next start, and the rule that lets the payments API out to the
// provider is gone.
func (a *Account) incident() {
	a.change("payments/psp/timeout_ms", "800", "ci-deploy", time.Date(2026, time.November, 24, 1, 58, 12, 0, time.UTC))

	settings := a.Settings[a.name("orders")]
	for i := range settings {
		if *settings[i].ParameterName == "max_connections" {
			settings[i].ParameterValue = sdk.String("200")
		}
	}
	a.databaseOf("orders").DBParameterGroups[0].ParameterApplyStatus = sdk.String("pending-reboot")

	a.Events = append(a.Events, a.event(rdstypes.SourceTypeDbParameterGroup, a.name("orders"), "configuration change",
		"Updated parameter max_connections to 200 with apply method pending-reboot", time.Date(2026, time.November, 24, 1, 52, 9, 0, time.UTC)))

	i := slices.IndexFunc(a.Groups, func(g ec2types.SecurityGroup) bool { return *g.GroupName == a.name("payments-api") })
	provider := a.prefixList("psp-ranges")
	egress := &a.Groups[i].IpPermissionsEgress
	for n := range *egress {
		(*egress)[n].PrefixListIds = slices.DeleteFunc((*egress)[n].PrefixListIds, func(l ec2types.PrefixListId) bool {
			return *l.PrefixListId == provider
		})
	}
}
