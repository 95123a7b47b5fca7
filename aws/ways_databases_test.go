package aws_test

// Why a way does not close its difference here.
const (
	definedElsewhere = "how many there are, and by which name, is decided where they were defined: words"
	onlyGrows        = "storage only grows: words"
	onlyNewer        = "AWS takes no version back: words"
	torn             = "the replicas have no one value"
	alreadyOwn       = "what staging has is prod's own already"
)

// unclosedOfInstances are the ways of instances and their volumes that do not close their difference here.
var unclosedOfInstances = map[[2]string]string{
	{"a tag of one replica", "prod to staging"}:                   torn,
	{"a tag that names the other environment", "prod to staging"}: alreadyOwn,
	{"an instance of another name", ""}:                           definedElsewhere,
	{"a replica more", ""}:                                        definedElsewhere,
	{"a replica more, of another size", ""}:                       definedElsewhere,
	{"a replica less", ""}:                                        definedElsewhere,
	{"replicas in one zone", ""}:                                  definedElsewhere,
	{"a role more", ""}:                                           definedElsewhere,
	{"a role less", ""}:                                           definedElsewhere,
	{"a larger volume", "staging to prod"}:                        onlyGrows,
	{"a larger and faster volume", "staging to prod"}:             onlyGrows,
}

// unclosedOfDatabases are the ways of databases, clusters and their groups that do not close their difference here.
var unclosedOfDatabases = map[[2]string]string{
	{"more storage", "staging to prod"}:              onlyGrows,
	{"another version", "staging to prod"}:           onlyNewer,
	{"a cluster's version", "staging to prod"}:       onlyNewer,
	{"a member of another class", "prod to staging"}: torn,
	{"a member less", ""}:                            definedElsewhere,
	{"a member more", ""}:                            definedElsewhere,
}
