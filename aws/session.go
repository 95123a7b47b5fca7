package aws

// identity is asked before anything else: whose credentials these are.
var identity = &service{
	name:       "STS",
	operations: []Operation{{Service: "STS", Name: "GetCallerIdentity", pace: &pace{perSecond: 5, burst: 2}}},
}
