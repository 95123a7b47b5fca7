package snapshot

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"parity/model"
)

// resourcesOf writes resources out. Secrets have new labels in each file, so they are numbered in order
// of appearance: what must survive is which of them are equal, and which can be compared at all.
func resourcesOf(inventories []*model.Inventory) string {
	numbers := map[string]int{}
	number := func(key string) int {
		if _, ok := numbers[key]; !ok {
			numbers[key] = len(numbers)
		}
		return numbers[key]
	}
	var out strings.Builder
	for _, inv := range inventories {
		for _, r := range inv.Resources {
			fmt.Fprintf(&out, "%q %q %q %q %q %q %v %v\n", r.Type, r.ID, r.Name, r.Logical, r.Group, r.Scope, r.ByReference, r.Shared)
			for _, a := range r.Attributes {
				fmt.Fprintf(&out, "  %q kind %d %q", a.Path.Segments(), a.Value.Kind(), a.Value.Text())
				if secret, ok := a.Value.Secret(); ok && secret.Locked() {
					out.WriteString(" locked")
				} else if ok {
					run, _, _ := strings.Cut(secret.Token(), ":")
					fmt.Fprint(&out, " secret ", number(run), " ", number(secret.Token()))
				}
				out.WriteByte('\n')
			}
		}
	}
	return out.String()
}

func difference(want, got []*model.Inventory) string {
	return cmp.Diff(resourcesOf(want), resourcesOf(got)) + cmp.Diff(want, got,
		cmpopts.EquateEmpty(), cmpopts.IgnoreFields(model.Inventory{}, "Resources"),
		cmpopts.EquateComparable(model.Path{}, netip.Prefix{}))
}

func written(t interface{ Fatal(...any) }, catalog *model.Catalog, inventories ...*model.Inventory) []byte {
	var out bytes.Buffer
	if err := Write(&out, catalog, inventories); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEverythingSurvivesTheRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := []*model.Inventory{drawInventory(t), drawInventory(t)}
		got, err := Read(bytes.NewReader(written(t, nil, want...)), "x", nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := difference(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestReadingPutsResourcesInOrder(t *testing.T) {
	inv := sample()
	inv.Resources[0], inv.Resources[1] = inv.Resources[1], inv.Resources[0]
	got, err := Read(bytes.NewReader(written(t, nil, inv)), "x", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := difference([]*model.Inventory{sample()}, got); diff != "" {
		t.Fatal(diff)
	}
}

const canary = "canary-hunter2"

var sealer = model.NewSealer([]byte("0123456789abcdef"))

func sample() *model.Inventory {
	return &model.Inventory{
		Environment: model.Environment{Name: "prod", Role: model.Baseline, Source: "snapshot", LoadedAt: time.Date(2026, 11, 24, 2, 10, 0, 0, time.UTC)},
		Types:       []string{"AWS::EC2::Instance", "AWS::SSM::Parameter"},
		Resources: []*model.Resource{
			{Type: "AWS::EC2::Instance", ID: "i-1", Name: "web", Group: "web-asg", Attributes: []model.Attribute{
				{Path: model.NewPath("InstanceType"), Value: model.TextValue("t3.large")},
				{Path: model.NewPath("Tags", "Team"), Value: model.TextValue("core")},
				{Path: model.NewPath("UserData"), Value: sealer.Seal(canary)},
			}},
			{Type: "AWS::SSM::Parameter", ID: "/a/b", Name: "/a/b", Attributes: []model.Attribute{
				{Path: model.NewPath("Type"), Value: model.TextValue("SecureString")},
				{Path: model.NewPath("Value"), Value: sealer.Seal(canary)},
			}},
			{Type: "AWS::SSM::Parameter", ID: "/a/c", Name: "/a/c", Attributes: []model.Attribute{
				{Path: model.NewPath("Type"), Value: model.TextValue("SecureString")},
				{Path: model.NewPath("Value"), Value: model.LockedValue()},
			}},
			{Type: "AWS::SSM::Parameter", ID: "/a/url", Name: "/a/url", Attributes: []model.Attribute{
				{Path: model.NewPath("Value"), Value: model.CredentialValue("db://u:(secret)@h", sealer.Token(canary))},
			}},
		},
	}
}

func TestTheFormat(t *testing.T) {
	var out bytes.Buffer
	writer := Writer{Catalog: model.NewCatalog(instances("InstanceType")), Random: bytes.NewReader(make([]byte, 100))}
	if err := writer.Write(&out, []*model.Inventory{sample()}); err != nil {
		t.Fatal(err)
	}
	want := `{"format":"parity snapshot","version":2,"known":{"AWS::EC2::Instance":[["InstanceType"]]},"inventories":[` +
		`{"environment":{"name":"prod","role":"baseline","source":"snapshot","loadedAt":"2026-11-24T02:10:00Z"},` +
		`"types":["AWS::EC2::Instance","AWS::SSM::Parameter"],"tables":[` +
		`{"type":"AWS::EC2::Instance","columns":["id","name","group"],"fields":[["InstanceType"],["Tags","Team"],["UserData"]],` +
		`"rows":[["i-1","web","web-asg","t3.large","core",{"secret":"000000000000:000000000000000000"}]]},` +
		`{"type":"AWS::SSM::Parameter","columns":["id"],"fields":[["Type"],["Value"]],` +
		`"rows":[["/a/b","SecureString",{"secret":"000000000000:000000000000000000"}],["/a/c","SecureString",{"secret":null}],` +
		`["/a/url",null,{"credential":["db://u:(secret)@h","000000000000:000000000000000000"]}]]}]}]}` + "\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Fatal(diff)
	}
}

func TestNoSecretAndNothingMadeOfOneIsInAFile(t *testing.T) {
	inv := sample()
	first, second := written(t, nil, inv, inv), written(t, nil, inv, inv)
	_, token, _ := strings.Cut(sealer.Token(canary), ":")
	for _, file := range [][]byte{first, second} {
		for _, leak := range []string{canary, token, sealer.Token("")[:12]} {
			if bytes.Contains(file, []byte(leak)) {
				t.Errorf("%q is in the file", leak)
			}
		}
	}
	label := func(file []byte) string { return string(file[bytes.Index(file, []byte(`"secret":"`)):][10:41]) }
	if label(first) == label(second) {
		t.Error("a secret has one label in two files: labels must be random")
	}
	if n := bytes.Count(first, []byte(label(first))); n != 6 {
		t.Errorf("the label stands %d times, want 6: equal secrets have equal labels in one file", n)
	}
}

func instances(fields ...string) *model.Type {
	typ := &model.Type{Name: "AWS::EC2::Instance", Plural: "instances"}
	for _, field := range fields {
		typ.Declare(model.Dotted(field), model.Field{})
	}
	return typ
}

func TestWhatTheWriterDidNotKnowIsUnread(t *testing.T) {
	inv := sample()
	inv.Types = inv.Types[:1]
	file := written(t, model.NewCatalog(instances("InstanceType")), inv)
	newer := instances("InstanceType", "Tags.*", "BootMode")
	newer.Declare(model.Dotted("LaunchTime"), model.Field{Class: model.Runtime})
	got, err := Read(bytes.NewReader(file), "x", model.NewCatalog(newer, &model.Type{Name: "AWS::DynamoDB::Table", Plural: "tables"}))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, u := range got[0].Unread {
		parts = append(parts, u.Type+" "+u.Part.String()+" "+u.Code)
	}
	want := []string{"AWS::EC2::Instance Tags.* NotRecorded", "AWS::EC2::Instance BootMode NotRecorded", "AWS::DynamoDB::Table  NotRecorded"}
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Error(diff)
	}
	if !got[0].Asked("AWS::DynamoDB::Table") {
		t.Error("a type the writer did not know must count as asked for and unread")
	}
	same, err := Read(bytes.NewReader(file), "x", model.NewCatalog(instances("InstanceType")))
	if err != nil || len(same[0].Unread) != 0 {
		t.Errorf("a reader that knows no more finds %v, %v", same[0].Unread, err)
	}
}

func TestWhatIsNoSnapshotGetsOneClearError(t *testing.T) {
	whole := string(written(t, nil, sample()))
	edit := func(old, new string) string {
		if !strings.Contains(whole, old) {
			t.Fatalf("the sample lacks %s", old)
		}
		return strings.Replace(whole, old, new, 1)
	}
	head := `{"format":"parity snapshot","version":2,"inventories":[{"environment":{"name":"x"},"tables":[`
	for name, test := range map[string]struct{ content, want string }{
		"empty":            {"", "is empty; take the snapshot again"},
		"text":             {"hello", "is not a snapshot of parity; give a file written by parity snapshot"},
		"other JSON":       {`{"Reservations":[]}`, "is not a snapshot of parity"},
		"array":            {`[1]`, "is not a snapshot of parity"},
		"terraform":        {`{"version":4,"terraform_version":"1.9"}`, "is not a snapshot of parity"},
		"newer":            {edit(`"version":2`, `"version":3,"surprise":[}`), "is of format 3, and this parity reads up to 2; update parity"},
		"no version":       {edit(`"version":2,`, ``), "its version is missing"},
		"version zero":     {edit(`"version":2`, `"version":0`), `"0" is no version`},
		"half":             {whole[:len(whole)/2], "ends in the middle"},
		"all but the end":  {whole[:len(whole)-3], "ends in the middle"},
		"two files":        {whole + whole, "something follows its end"},
		"unknown member":   {edit(`"types"`, `"kinds"`), `unknown member "kinds"`},
		"unknown kind":     {edit(`{"secret"`, `{"secrets"`), `unknown kind "secrets"`},
		"no JSON":          {edit(`"types":`, `"types"`), "no valid JSON"},
		"wrong type":       {edit(`"name":"prod"`, `"name":7`), "damaged"},
		"nameless":         {edit(`"name":"prod"`, `"name":""`), "an environment has no name"},
		"no environment":   {`{"format":"parity snapshot","version":2,"inventories":[{}]}`, "an inventory has no environment"},
		"no inventories":   {`{"format":"parity snapshot","version":2}`, "it holds no inventories"},
		"long row":         {head + `{"type":"T","columns":["id"],"fields":[["A"]],"rows":[["i","a","b"]]}]}]}`, "a row is longer than its table's head"},
		"long skip":        {head + `{"type":"T","columns":["id"],"fields":[["A"]],"rows":[["i",{"skip":2147483647}]]}]}]}`, "a row is longer"},
		"negative skip":    {head + `{"type":"T","columns":["id"],"fields":[["A"]],"rows":[["i",{"skip":-1}]]}]}]}`, "is no count"},
		"headless":         {head + `{"rows":[["i"]]}]}]}`, "a table's rows come before its head"},
		"short row":        {head + `{"type":"T","columns":["id","name"],"rows":[["i"]]}]}]}`, `in the column "name"`},
		"no id":            {head + `{"type":"T","columns":["id"],"rows":[[null]]}]}]}`, "a resource has no id"},
		"array as a value": {head + `{"type":"T","columns":["id"],"fields":[["A"]],"rows":[["i",[1]]]}]}]}`, "where a value was due"},
		"control bytes":    {head + `{"\u001b[31m":1}]}]}`, `unknown member "\x1b[31m"`},
		"cut gzip":         {compressed(whole)[:60], "ends in the middle"},
		"no time":          {edit(`"loadedAt":"`, `"loadedAt":"the `), "loadedAt is not what it should be"},
		"bad gzip":         {"\x1f\x8bnonsense", "damaged"},
		"bad sum":          {compressed(whole)[:len(compressed(whole))-8] + "12345678", "damaged: its compressed data do not add up"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(strings.NewReader(test.content), "prod.json", nil)
			if err == nil {
				t.Fatal("it was read")
			}
			message := err.Error()
			if !strings.HasPrefix(message, "snapshot prod.json: ") || !strings.Contains(message, test.want) {
				t.Errorf("%s\nlacks: %s", message, test.want)
			}
			if strings.ContainsAny(message, "\n\x1b") || len(message) > 250 {
				t.Errorf("not one readable line: %q", message)
			}
		})
	}
}

func compressed(text string) string {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write([]byte(text))
	w.Close()
	return out.String()
}

func TestAFileThatNeverEndsIsRefused(t *testing.T) {
	head := `{"format":"parity snapshot","version":2,"inventories":[{"environment":{"name":"x"},"tables":[{"type":"T","columns":["id"],"rows":[["i"]`
	in := newInput(io.MultiReader(strings.NewReader(head), endless(`,["i"]`)))
	in.left = 1 << 20
	_, err := in.file(nil)
	if err = explain("bomb.gz", 0, err); err.Error() != "snapshot bomb.gz: holds more than parity can keep in memory; take a snapshot of fewer environments or with --only" {
		t.Error(err)
	}
}

// endless repeats itself for ever.
type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n+len(e) <= len(p) {
		n += copy(p[n:], e)
	}
	return n, nil
}

func TestFiles(t *testing.T) {
	for _, name := range []string{"prod.json", "prod.json.gz"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			for range 2 { // the second time it replaces
				if err := WriteFile(path, nil, []*model.Inventory{sample()}); err != nil {
					t.Fatal(err)
				}
			}
			got, err := ReadFile(path, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := difference([]*model.Inventory{sample()}, got); diff != "" {
				t.Error(diff)
			}
			content, _ := os.ReadFile(path)
			if zipped := content[0] == 0x1f; zipped != strings.HasSuffix(name, ".gz") {
				t.Errorf("compressed: %v", zipped)
			}
		})
	}
}

func TestAFailedWriteLeavesWhatWasThere(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "prod.json")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := Writer{Random: strings.NewReader("short")}.WriteFile(path, []*model.Inventory{sample()})
	var failed *Error
	if !errors.As(err, &failed) || failed.Name != path {
		t.Errorf("error %v", err)
	}
	content, _ := os.ReadFile(path)
	entries, _ := os.ReadDir(folder)
	if string(content) != "old" || len(entries) != 1 {
		t.Errorf("the folder holds %v, the file %q", entries, content)
	}
}

func TestFilesThatCannotBe(t *testing.T) {
	folder := t.TempDir()
	if _, err := ReadFile(filepath.Join(folder, "none"), nil); err == nil || !strings.HasSuffix(err.Error(), "is not there; check the path") {
		t.Error(err)
	}
	if _, err := ReadFile(folder, nil); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Error(err)
	}
	if err := WriteFile(folder, nil, nil); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Error(err)
	}
	if err := WriteFile(filepath.Join(folder, "no", "where"), nil, nil); err == nil || !strings.Contains(err.Error(), "no such file or directory; no file was written") {
		t.Error(err)
	}
}

// A file that was written before there were events is read as ever, and its head is that of the whole.
func TestAFileOfTheFirstFormat(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.json")
	text := `{"format":"parity snapshot","version":1,"known":{},"inventories":[{"environment":{"name":"prod","loadedAt":"2026-11-20T16:12:00Z"},` +
		`"types":["T"],"unread":[{"type":"T","code":"AccessDenied"}],"notes":[{"code":"x"}],"tables":[{"type":"T","columns":["id"],"rows":[["i"]]}]}]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	whole, err := ReadFile(path, nil)
	if err != nil || len(whole) != 1 || len(whole[0].Resources) != 1 || len(whole[0].Events) != 0 {
		t.Fatalf("%+v, %v", whole, err)
	}
	head, err := ReadHead(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if head.Environment.Name != "prod" || !head.Environment.LoadedAt.Equal(whole[0].Environment.LoadedAt) || len(head.Unread) != 1 || len(head.Types) != 1 || len(head.Resources) != 0 {
		t.Errorf("head %+v", head)
	}
	for _, broken := range []string{"", "{}", text[:60], text[:100], `{"format":"parity snapshot","version":9}`, `{"format":"parity snapshot","version":1,"inventories":[]}`} {
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		var known *Error
		if head, err := ReadHead(path, nil); head != nil || !errors.As(err, &known) || known.Damaged() == strings.Contains(broken, "9}") {
			t.Errorf("%q: %+v, %v", broken, head, err)
		}
	}
}
