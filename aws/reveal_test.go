package aws

import (
	"net/http"
	"strings"
	"testing"

	"parity/model"
)

func TestReveal(t *testing.T) {
	w := newWire(t)
	a := company("/prod", 0)
	w.accounts["111111111111"] = a
	reveal := func(typeName, id string, path model.Path) (string, error) {
		return NewSource(w.options()).Reveal(t.Context(), Wanted{Name: "prod"}, &model.Resource{Type: typeName, ID: id, Name: id}, path)
	}
	if got, err := reveal(parameterType.Name, "/prod/db/password", valuePart); got != "hunter2-canary" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	for _, c := range []struct {
		name, typeName, id, want string
		path                     model.Path
		change                   func()
	}{
		{"gone", parameterType.Name, "/prod/nobody", "deleted", valuePart, func() {}},
		{"no secret", parameterType.Name, "/prod/db/password", "only the value", model.Dotted("Tier"), func() {}},
		{"another type", instanceType.Name, "i-1", "AWS does not tell", model.Dotted("UserData"), func() {}},
		{"a key that is denied", parameterType.Name, "/prod/db/password", "kms:Decrypt", valuePart, func() { a.lockedKeys = []string{"alias/own"} }},
		{"denied", parameterType.Name, "/prod/db/password", "may not be decrypted", valuePart, func() {
			w.faults["SSM.GetParameters"] = coded(http.StatusBadRequest, "AccessDeniedException")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.change()
			got, err := reveal(c.typeName, c.id, c.path)
			if got != "" || err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "canary") {
				t.Errorf("%q, %v, want %q", got, err, c.want)
			}
		})
	}
}
