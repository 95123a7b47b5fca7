package aws

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// foreign is an answer that nobody of AWS gave, with the status of a refusal.
func foreign(status int) fault {
	return func(out http.ResponseWriter, _ *wireCall) bool {
		out.WriteHeader(status)
		_, _ = io.WriteString(out, "Forbidden")
		return true
	}
}

// TestRefusalsThatAreNotOfAWS: a proxy's page has no code, and the SDK's made-up one says nothing.
func TestRefusalsThatAreNotOfAWS(t *testing.T) {
	for _, operation := range []string{"EC2.DescribeInstances", "RDS.DescribeDBClusters", "SSM.GetParametersByPath"} {
		w := newWire(t)
		w.accounts["111111111111"] = estate()
		w.faults[operation] = foreign(http.StatusForbidden)
		inv := loadOne(t, w, w.options(), Wanted{Name: "prod", Parameters: []string{"/prod"}})[0]
		if len(inv.Unread) == 0 {
			t.Errorf("%s: nothing is unread", operation)
		}
		for _, u := range inv.Unread {
			if u.Code != codeBadAnswer || !strings.Contains(u.Message, "proxy") {
				t.Errorf("%s: %s: %s", operation, u.Code, u.Message)
			}
		}
	}
}

// TestNothingButTheIdentityCouldBeRead: that the credentials are known is no answer to anything.
func TestNothingButTheIdentityCouldBeRead(t *testing.T) {
	w := newWire(t)
	w.accounts["111111111111"] = estate()
	for _, op := range Operations() {
		if op.Service != "STS" {
			w.faults[op.Service+"."+op.Name] = coded(http.StatusBadRequest, "AccessDenied")
		}
	}
	_, err := NewSource(w.options()).Load(t.Context(), []Wanted{{Name: "prod"}, {Name: "staging"}}, nil)
	if err == nil || !strings.Contains(err.Error(), "nothing could be loaded") {
		t.Errorf("got %v", err)
	}
}
