package ui

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"parity/model"
)

// company is a comparison made by hand: three environments in which every verdict, every state of a cell and
// most findings occur.
type company struct {
	catalog      *model.Catalog
	environments []model.Environment
	comparison   *model.Comparison
	row          *model.Row
}

// Night is when the incident of the tests is.
var night = time.Date(2026, 11, 24, 2, 14, 0, 0, time.UTC)

const (
	dev = iota
	staging
	prod
)

// catalogOfTests is one for all, as the program has one: rows are found by their type.
var catalogOfTests = testCatalog()

func testCatalog() *model.Catalog {
	instance := &model.Type{
		Name: "AWS::EC2::Instance", Tab: "instances", Title: "Instances", Singular: "instance", Plural: "instances",
		Headline: []model.Path{model.Dotted("InstanceType")},
	}
	database := &model.Type{
		Name: "AWS::RDS::DBInstance", Tab: "databases", Title: "Databases", Singular: "database", Plural: "databases",
		Headline: []model.Path{model.Dotted("DBInstanceClass"), model.Dotted("Engine"), model.Dotted("EngineVersion")},
	}
	parameters := &model.Type{
		Name: "AWS::RDS::DBParameterGroup", Tab: "databases", Title: "DB parameter groups",
		Singular: "parameter group", Plural: "parameter groups",
	}
	group := &model.Type{
		Name: "AWS::EC2::SecurityGroup", Tab: "groups", Title: "Security groups",
		Singular: "security group", Plural: "security groups",
	}
	group.Declare(model.Dotted("Ingress.*.*.*"), model.Field{Class: model.Reference})
	group.Declare(model.Dotted("Egress.*.*.*"), model.Field{Class: model.Reference})
	group.Declare(model.Dotted("Tags.*"), model.Field{})
	parameter := &model.Type{
		Name: "AWS::SSM::Parameter", Tab: "parameters", Title: "Parameters", Singular: "parameter", Plural: "parameters",
		Naming: model.Naming{Paths: true}, Headline: []model.Path{model.Dotted("Value"), model.Dotted("Type")},
		Kinds:    []model.Path{model.Dotted("Type"), model.Dotted("Tier")},
		Modified: model.Dotted("LastModifiedDate"), ModifiedBy: model.Dotted("LastModifiedUser"), Version: model.Dotted("Version"),
		Labels: model.Dotted("Labels"),
	}
	for _, name := range []string{"LastModifiedDate", "LastModifiedUser", "Version", "Labels"} {
		parameter.Declare(model.Dotted(name), model.Field{Class: model.Runtime})
	}
	return model.NewCatalog(instance, database, parameters, group, parameter)
}

func testEnvironments() []model.Environment {
	at := func(name string, role model.Role, account string) model.Environment {
		return model.Environment{
			Name: name, Role: role, Account: account, Region: "eu-west-1", Source: "aws",
			LoadedAt: night.Add(-12 * time.Second),
		}
	}
	return []model.Environment{
		at("dev", model.Relaxed, "111104111104"), at("staging", model.Mirror, "333301333301"),
		at("prod", model.Baseline, "777702777702"),
	}
}

// newCompany is an empty comparison of dev, staging and prod.
func newCompany() *company {
	c := &company{catalog: catalogOfTests, environments: testEnvironments()}
	c.comparison = &model.Comparison{
		Catalog: c.catalog, Baseline: prod, Since: night.Add(-34 * time.Minute), Summary: model.Summary{},
	}
	for _, environment := range c.environments {
		inventory := &model.Inventory{Environment: environment}
		for _, t := range c.catalog.Types() {
			inventory.Types = append(inventory.Types, t.Name)
		}
		c.comparison.Inventories = append(c.comparison.Inventories, inventory)
	}
	return c
}

// add begins a role that all environments have.
func (c *company) add(typeName, name string, attributes ...string) *company {
	t := c.catalog.Type(typeName)
	c.row = &model.Row{Type: t, Role: name, Name: name, Verdict: model.Same}
	for _, inventory := range c.comparison.Inventories {
		resource := &model.Resource{Type: typeName, ID: "acme-" + inventory.Environment.Name + "-" + name}
		resource.Name = resource.ID
		for i := 0; i < len(attributes); i += 2 {
			resource.Set(model.Dotted(attributes[i]), model.TextValue(attributes[i+1]))
		}
		inventory.Resources = append(inventory.Resources, resource)
		c.row.Cells = append(c.row.Cells, model.Cell{
			State: model.Present, Resources: []*model.Resource{resource}, Verdict: model.Same,
		})
	}
	c.comparison.Rows = append(c.comparison.Rows, c.row)
	return c
}

// difference is one entry as tests write it.
type entryOf struct {
	path           model.Path
	in             int
	verdict        model.Verdict
	mine, baseline model.Value
	findings       []model.Finding
	reason         string
	change         *model.Change
	exchange       []model.Exchange
	rule           string
	shown, shownOf string
}

// differs adds an entry to the role that was begun last.
func (c *company) differs(e entryOf) *model.Entry {
	entry := &model.Entry{
		Type: c.row.Type, Name: c.row.Name, Attribute: e.path, Environment: c.environments[e.in].Name,
		Verdict: e.verdict, Findings: e.findings, Reason: e.reason, Rule: e.rule, Change: e.change, Exchange: e.exchange,
		Mine: model.Side{Value: e.mine, Shown: e.shown}, Baseline: model.Side{Value: e.baseline, Shown: e.shownOf}, Row: c.row,
	}
	cell := &c.row.Cells[e.in]
	cell.Verdict = max(cell.Verdict, e.verdict)
	cell.Findings = append(cell.Findings, e.findings...)
	slices.SortFunc(cell.Findings, func(a, b model.Finding) int { return cmp.Compare(a.Gravity(), b.Gravity()) })
	c.row.Verdict = max(c.row.Verdict, e.verdict)
	c.row.Entries = append(c.row.Entries, entry)
	c.comparison.Entries = append(c.comparison.Entries, entry)
	c.comparison.Summary[e.verdict]++
	return entry
}

// lacks takes the role from an environment.
func (c *company) lacks(in int) *company {
	c.row.Cells[in] = model.Cell{State: model.Empty, Verdict: model.Same}
	return c
}

// cause gathers entries.
func (c *company) cause(kind model.CauseKind, in int, title, reach string, entries ...*model.Entry) {
	cause := &model.Cause{
		ID: string(kind) + "-" + strconv.Itoa(len(c.comparison.Causes)), Kind: kind, Title: title, Reach: reach,
		Environment: c.environments[in].Name, Entries: entries,
	}
	for _, entry := range entries {
		entry.Cause = cause.ID
	}
	c.comparison.Causes = append(c.comparison.Causes, cause)
}

// digest is the comparison counted. The lines of a row are what its entries say, and what its resources have.
func (c *company) digest() *digest {
	d := c.counted()
	d.ways = waysOfTests
	return d
}

func (c *company) counted() *digest {
	return newDigest(c.catalog, c.comparison, func(row *model.Row) []model.Line {
		var lines []model.Line
		for _, d := range differences(c.comparison, row, row.Entries) {
			lines = append(lines, model.Line{Attribute: d.attribute, Cells: d.cells})
		}
		first := row.Cells[prod].Resources
		if len(first) == 0 {
			return lines
		}
		for _, attribute := range first[0].Attributes {
			if slices.ContainsFunc(lines, func(l model.Line) bool { return l.Attribute == attribute.Path }) {
				continue
			}
			line := model.Line{Attribute: attribute.Path}
			for i := range row.Cells {
				cell := model.LineCell{Verdict: model.Same}
				if len(row.Cells[i].Resources) > 0 {
					cell.Side = model.Side{Value: row.Cells[i].Resources[0].Get(attribute.Path)}
				}
				line.Cells = append(line.Cells, cell)
			}
			lines = append(lines, line)
		}
		return lines
	})
}
