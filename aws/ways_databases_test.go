package aws_test

// unclosedOfInstances are the ways of instances and their volumes that do not close their difference here.
var unclosedOfInstances = map[[2]string]string{}

// unclosedOfDatabases are the ways of databases, clusters and their groups that do not close their difference here.
var unclosedOfDatabases = map[[2]string]string{}
