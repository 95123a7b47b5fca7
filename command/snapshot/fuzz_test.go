package snapshot

import (
	"bytes"
	"errors"
	"testing"

	"parity/model"
)

// FuzzRead holds that no file, however it came to be, does more than give one error; and that what was
// read can be written and is then the same.
func FuzzRead(f *testing.F) {
	whole := written(f, model.NewCatalog(instances("InstanceType", "Tags.*")), sample())
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte(compressed(string(whole))))
	f.Add([]byte(`{"format":"parity snapshot","version":1,"inventories":[{"environment":{"name":"x","networks":["::/0"]},"unread":[{"type":"T","part":[""]}],` +
		`"tables":[{"type":"T","columns":["id","shared"],"fields":[["B"],["A"],["B"]],"rows":[["i",true,{"set":["b","a"]},{"number":"x"},{"bytes":"/w=="}],["i",null,{"skip":2}]]}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Read(bytes.NewReader(data), "x", nil)
		var known *Error
		if err != nil {
			if !errors.As(err, &known) || known.Next == "" {
				t.Fatalf("an error of no known form: %v", err)
			}
			return
		}
		again, err := Read(bytes.NewReader(written(t, nil, got...)), "x", nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := difference(got, again); diff != "" {
			t.Fatal(diff)
		}
	})
}
