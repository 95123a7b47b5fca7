package aws

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"parity/model"
)

// historyOf is what AWS tells of one parameter of an account, its faults set before.
func historyOf(t *testing.T, w *wire, options Options, id string) model.History {
	t.Helper()
	return NewSource(options).History(t.Context(), Wanted{Name: "prod"}, &model.Resource{Type: parameterType.Name, ID: id, Name: id})
}

func TestHistory(t *testing.T) {
	for _, empty := range []bool{false, true} {
		w := newWire(t)
		a := company("/prod", 1)
		a.emptyPages = empty
		w.accounts["111111111111"] = a
		h := historyOf(t, w, w.options(), "/prod/app/key000")
		var numbers []string
		for _, v := range h.Versions {
			numbers = append(numbers, v.Get(parameterType.Version).Text())
		}
		if got := strings.Join(numbers, " "); got != "7 6 5 4 3 2 1" || h.Unread != nil {
			t.Fatalf("versions %s, unread %+v", got, h.Unread)
		}
		labelled := h.Versions[1]
		if got := labelled.Get(parameterType.Labels).Elements(); !slices.Equal(got, []string{"blue", "stable"}) {
			t.Errorf("labels %q", got)
		}
		for path, want := range map[string]string{
			"Value": "value 0", "LastModifiedUser": "arn:aws:iam::111111111111:user/ann", "Tier": "Standard",
			"LastModifiedDate": time.Unix(1.7639e9+5, 0).UTC().Format(time.RFC3339), "ARN": "",
		} {
			if got := labelled.Get(model.Dotted(path)).Text(); got != want {
				t.Errorf("%s is %q, want %q", path, got, want)
			}
		}
	}
}

// TestHistoryKeepsSecrets: what is a secret now was one then, decrypted or not, and a value that looks like one
// too.
func TestHistoryKeepsSecrets(t *testing.T) {
	w := newWire(t)
	a := company("/prod", 0)
	a.parameters = append(a.parameters, parameterFixture{"/prod/db/api_token", "String", "canary-of-a-token-1234", ""})
	w.accounts["111111111111"] = a
	options := w.options()
	if got := historyOf(t, w, options, "/prod/db/password").Versions[0].Get(valuePart); got != model.LockedValue() {
		t.Errorf("a version that nobody asked to decrypt is %#v", got)
	}
	if got := historyOf(t, w, options, "/prod/db/api_token").Versions[0].Get(valuePart); got.Kind() != model.Sealed {
		t.Errorf("a version of a plain secret is %#v", got)
	}
	options.Decrypt = true
	if got := historyOf(t, w, options, "/prod/db/password").Versions[0].Get(valuePart); got != options.Sealer.Seal("hunter2-canary") {
		t.Errorf("a decrypted version is %#v", got)
	}
	a.lockedKeys = []string{"alias/own"}
	h := historyOf(t, w, options, "/prod/db/password")
	if len(h.Versions) != 7 || h.Versions[0].Get(valuePart) != model.LockedValue() {
		t.Errorf("%d versions where the key is denied", len(h.Versions))
	}
	if h.Unread == nil || !strings.Contains(h.Unread.Message, "kms:Decrypt") {
		t.Errorf("unread: %+v", h.Unread)
	}
}

func TestHistoryThatCannotBeRead(t *testing.T) {
	for _, c := range []struct {
		name        string
		fault       fault
		id          string
		code, words string
		versions    int
	}{
		{"denied", coded(http.StatusBadRequest, "AccessDeniedException"), "/prod", "AccessDeniedException", "may not call ssm:GetParameterHistory", 0},
		{"gone", nil, "/prod/nobody", "ParameterNotFound", "deleted", 0},
		{"broken off", after(1, coded(http.StatusBadRequest, "InternalServerError")), "/prod", "InternalServerError", "AWS answered", 3},
		{"no answer", hang, "/prod", codeTimeout, "--timeout", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWire(t)
			w.accounts["111111111111"] = company("/prod", 0)
			w.faults["SSM.GetParameterHistory"] = c.fault
			options := w.options()
			options.Timeout = 900 * time.Millisecond
			h := historyOf(t, w, options, c.id)
			if h.Unread == nil || h.Unread.Code != c.code || !strings.Contains(h.Unread.Message, c.words) {
				t.Fatalf("%+v", h.Unread)
			}
			if h.Unread.Operation != "ssm:GetParameterHistory" || len(h.Versions) != c.versions || h.Unread.Partial != (c.versions > 0) {
				t.Errorf("%+v, %d versions", h.Unread, len(h.Versions))
			}
		})
	}
	w := newWire(t)
	h := NewSource(w.options()).History(t.Context(), Wanted{Name: "prod"}, &model.Resource{Type: "AWS::EC2::Instance", ID: "i-1"})
	if h.Unread == nil || h.Unread.Code != codeNoHistory || w.count("STS.GetCallerIdentity") > 0 {
		t.Errorf("of what has no versions: %+v", h)
	}
}
