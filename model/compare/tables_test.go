package compare_test

import (
	"testing"

	"parity/model"
	mt "parity/model/modeltest"
)

// judged is what one pair of resources comes to: a row of a table.
type judged struct {
	name       string
	mine, base *model.Resource
	want       []string
}

// run compares each pair alone, staging against prod.
func run(t *testing.T, table []judged) {
	t.Helper()
	for _, c := range table {
		t.Run(c.name, func(t *testing.T) {
			expect(t, tell(t, inv("staging", c.mine), inv("prod", c.base)), c.want...)
		})
	}
}

func inv(env string, resources ...*model.Resource) *model.Inventory {
	return mt.Inventory(env, resources...)
}

// web is an instance of one role in either environment.
func web(env string, attributes ...string) *model.Resource {
	return mt.Resource(mt.Instance, "i-"+env, "web-"+env, attributes...)
}

// db is a database of one role in either environment.
func db(env string, attributes ...string) *model.Resource {
	return mt.Resource(mt.Database, "orders-"+env, "orders-"+env, attributes...)
}

// group is a security group of one role in either environment.
func group(env string, rules ...[]string) *model.Resource {
	r := mt.Resource(mt.Group, "sg-0000000"+map[string]string{"staging": "a", "prod": "b", "dev": "c"}[env], "web-"+env)
	for _, rule := range rules {
		mt.Rule(r, rule...)
	}
	return r
}

// text is a parameter of one role, with its value verbatim.
func text(env, value string) *model.Resource { return valued(env, model.TextValue(value)) }

func valued(env string, v model.Value, attributes ...string) *model.Resource {
	r := mt.Param("/"+env+"/x", "", attributes...)
	r.Set(model.Dotted("Value"), v)
	return r
}

// tagged is an instance with one tag, verbatim.
func tagged(env, key, value string) *model.Resource {
	r := web(env)
	r.Set(model.NewPath("Tags", key), model.TextValue(value))
	return r
}
