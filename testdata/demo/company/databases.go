package company

// database is a role that a database plays; the three values of a column are dev's, staging's and prod's.
type database struct {
	role, team, engine string
	version, class     [3]string
	// storage is in GiB, retention in days of backups.
	storage, retention [3]int32
	multiAZ            [3]bool
	// group is the security group by role.
	group string
	// settings are what its parameter group sets.
	settings []setting
}

// setting is a value of a parameter group; "-" leaves it to the engine.
type setting struct {
	name string
	of   [3]string
}

var (
	alike      = [3]int32{7, 30, 30}
	replicated = [3]bool{false, true, true}
	mysql      = []setting{{"slow_query_log", [3]string{"=", "=", "1"}}, {"long_query_time", [3]string{"=", "=", "0.5"}}}
	postgres   = []setting{{"rds.force_ssl", [3]string{"=", "=", "1"}}, {"log_min_duration_statement", [3]string{"=", "=", "500"}}}
)

var databases = []database{
	// The articles' example.
	{
		"db", "core", "postgres",
		[3]string{"13.16", "14.13", "15.8"},
		[3]string{"db.t3.small", "db.t3.medium", "db.t3.large"},
		[3]int32{20, 50, 500},
		[3]int32{1, 7, 30},
		[3]bool{false, false, true},
		"db",
		[]setting{
			{"max_connections", [3]string{"100", "200", "500"}},
			{"work_mem", [3]string{"4096", "8192", "32768"}},
			{"statement_timeout", [3]string{"0", "60000", "15000"}},
			{"shared_preload_libraries", [3]string{"=", "=", "pg_stat_statements"}},
		},
	},
	{
		"orders", "orders", "postgres",
		[3]string{"15.7", "15.4", "15.7"},
		[3]string{"db.m6g.large", "=", "db.m6g.xlarge"},
		[3]int32{100, 400, 400},
		alike, replicated, "orders-db",
		append([]setting{{"max_connections", [3]string{"100", "400", "400"}}}, postgres...),
	},
	{
		"payments", "payments", "postgres",
		[3]string{"=", "=", "15.7"},
		[3]string{"db.m6g.large", "=", "db.m6g.xlarge"},
		[3]int32{100, 400, 400},
		alike, replicated, "payments-db",
		append([]setting{{"idle_in_transaction_session_timeout", [3]string{"-", "600000", "-"}}}, postgres...),
	},
	{
		"catalog", "catalog", "mysql",
		[3]string{"=", "=", "8.0.39"},
		[3]string{"db.m6g.large", "=", "db.m6g.xlarge"},
		[3]int32{100, 200, 200},
		alike, replicated, "catalog-db", mysql,
	},
	{
		"users", "core", "postgres",
		[3]string{"=", "=", "15.7"},
		[3]string{"=", "=", "db.m6g.large"},
		[3]int32{50, 100, 100},
		alike, replicated, "shared-db", postgres,
	},
	{
		"fraud", "payments", "postgres",
		[3]string{"=", "=", "15.7"},
		[3]string{"=", "=", "db.m6g.large"},
		[3]int32{50, 100, 100},
		alike, replicated, "shared-db", postgres,
	},
	{
		"notifications", "core", "mysql",
		[3]string{"=", "=", "8.0.39"},
		[3]string{"=", "=", "db.m6g.large"},
		[3]int32{50, 50, 50},
		alike, replicated, "shared-db", mysql,
	},
	{
		"backoffice", "backoffice", "mysql",
		[3]string{"=", "=", "8.0.39"},
		[3]string{"=", "=", "db.m6g.large"},
		[3]int32{50, 50, 50},
		alike, replicated, "shared-db", mysql,
	},
	{
		"reporting", "data", "postgres",
		[3]string{"=", "=", "15.7"},
		[3]string{"db.r6g.large", "=", "db.r6g.xlarge"},
		[3]int32{200, 1000, 1000},
		alike,
		[3]bool{false, false, false},
		"shared-db", postgres,
	},
}

// ledger is the one Aurora cluster; the numbers are its members.
var ledger = struct {
	database
	members [3]int
}{
	database{
		role: "ledger", team: "payments", engine: "aurora-postgresql", version: [3]string{"=", "=", "15.6"},
		class: [3]string{"db.r6g.large", "=", "db.r6g.xlarge"}, retention: alike, group: "ledger-db",
		settings: []setting{{"rds.force_ssl", [3]string{"=", "=", "1"}}, {"log_statement", [3]string{"=", "=", "ddl"}}},
	},
	[3]int{1, 2, 2},
}

// engineDefaults are what the engines themselves mean by what some group sets, where they have a value for it.
var engineDefaults = map[string]map[string]string{
	"postgres": {
		"max_connections": "LEAST({DBInstanceClassMemory/9531392},5000)", "idle_in_transaction_session_timeout": "86400000",
		"shared_preload_libraries": "pg_stat_statements", "rds.force_ssl": "1",
	},
	"mysql":             {"max_connections": "{DBInstanceClassMemory/12582880}"},
	"aurora-postgresql": {"max_connections": "LEAST({DBInstanceClassMemory/9531392},5000)", "rds.force_ssl": "1"},
}

// databases builds the databases, and after them the accidents.
func (a *Account) databases() {
	for _, d := range databases {
		a.parameterGroup(d)
		a.Databases = append(a.Databases, a.database(d))
	}
	a.cluster()
	a.optionGroup()
	if a.Name == "staging" {
		// The nightly report has filled the disk.
		a.databaseOf("reporting").DBInstanceStatus = new("storage-full")
	}
}
