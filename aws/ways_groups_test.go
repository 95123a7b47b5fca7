package aws_test

import "parity/model/wayback"

// unclosedOfGroups are the ways of groups and rules that do not close their difference here.
var unclosedOfGroups = map[[2]string]string{
	{"a range of IPv6 let out", "staging to prod"}: "the emulator finds no rule out to a range of IPv6 that is to go",
	{"a rule described otherwise, sg:web", ""}:     "the emulator describes rules of addresses only",
	{"a rule described otherwise, sg:edge", ""}:    "the emulator describes rules of addresses only",
}

// unclosedOfParameters are the ways of parameters that do not close their difference here.
var unclosedOfParameters = map[[2]string]string{
	{"an address of the other environment", "prod to staging"}:      "what staging has is prod's own already",
	{"an ARN of the other account", "prod to staging"}:              "what staging has is prod's own already",
	{"a value that names the other environment", "prod to staging"}: "what staging has is prod's own already",
}

// filledIn is what a person fills in for a mutation's way, where it is a secret or the emulator does not tell it.
func filledIn(name string, d wayback.Direction) []string {
	value, days := "canary-"+name, "20"
	if name == "a parameter of another kind" {
		value = "3000" // it is to be the same beside its type
	}
	if name == "other policies" && d == wayback.FromBaseline {
		days = "30"
	}
	// Which the emulator tells, but in no JSON.
	policies := `[{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"` + days + `","Unit":"Days"}}]`
	limit := "1024"
	if name == "another setting of an option" {
		value = limit
		if d == wayback.FromBaseline {
			value = "2048"
		}
	}
	// Nothing runs with the group that was left, so that it is not known any more.
	group := "acme-staging-"
	tuned := ""
	if d == wayback.FromBaseline {
		group, tuned = "acme-prod-", "-tuned"
	}
	return []string{"DBPARAMETERGROUPNAME=" + group + "pg15" + tuned, "OPTIONGROUPNAME=" + group + "options" + tuned, "DBCLUSTERPARAMETERGROUP=" + group + "apg15", "VALUE=" + value, "POLICIES=" + policies, "V_BACKLOG_QUEUE_LIMIT=" + limit, "V_SERVER_AUDIT_EVENTS=CONNECT"}
}
