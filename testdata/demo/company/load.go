package company

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"time"

	"parity/aws"
	"parity/command/config"
	"parity/command/snapshot"
	"parity/model"
)

// Environ is what the process needs so that the SDK looks neither at the credentials nor at the
// configuration of whoever makes the demo.
var Environ = map[string]string{
	"AWS_ACCESS_KEY_ID": "demo", "AWS_SECRET_ACCESS_KEY": "demo", "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "",
	"AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull, "AWS_EC2_METADATA_DISABLED": "true",
	"AWS_ENDPOINT_URL": "", "AWS_REGION": Region,
}

const (
	environmentsFile = "environments.json"
	earlierFile      = "earlier.json"
	historiesFile    = "histories.json"
)

// Files are the demo's by name, the same bytes every time: the three environments of one run, the load of
// production that was kept from before, the histories of some parameters, and what people accepted for a while.
func Files(ctx context.Context) (map[string][]byte, error) {
	now, err := Environments(ctx)
	if err != nil {
		return nil, err
	}
	before, err := Earlier(ctx)
	if err != nil {
		return nil, err
	}
	histories, err := Histories(ctx, now)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for name, inventories := range map[string][]*model.Inventory{environmentsFile: now, earlierFile: {before}, historiesFile: histories} {
		if files[name], err = written(inventories); err != nil {
			return nil, fmt.Errorf("write %s: %w", name, err)
		}
	}
	files[config.AcceptedName], err = accepted(now)
	return files, err
}

// Environments are the three, loaded in one run. Dev is left encrypted.
func Environments(ctx context.Context) ([]*model.Inventory, error) {
	sealer := model.NewSealer([]byte("one run of the demo"))
	dev, err := load(ctx, Dev(), aws.Options{Sealer: sealer})
	if err != nil {
		return nil, err
	}
	staging, err := load(ctx, Staging(), aws.Options{Sealer: sealer, Decrypt: true})
	if err != nil {
		return nil, err
	}
	prod, err := load(ctx, Prod(), aws.Options{Sealer: sealer, Decrypt: true})
	if err != nil {
		return nil, err
	}
	return []*model.Inventory{dev, staging, prod}, nil
}

// Earlier is production before the incident.
func Earlier(ctx context.Context) (*model.Inventory, error) {
	return load(ctx, ProdBefore(), aws.Options{Sealer: model.NewSealer([]byte("an earlier run of the demo")), Decrypt: true})
}

// Histories are the versions of the parameters whose past the demo tells, as inventories: each version is a
// resource, whose id ends in its number as AWS writes it, path:13.
func Histories(ctx context.Context, now []*model.Inventory) ([]*model.Inventory, error) {
	sealer := model.NewSealer([]byte("the histories of the demo"))
	var all []*model.Inventory
	for i, a := range []*Account{Dev(), Staging(), Prod()} {
		inv := &model.Inventory{Environment: now[i].Environment, Types: []string{"AWS::SSM::Parameter"}}
		source := aws.NewSource(aws.Options{Region: Region, Answer: a.Answer, Sealer: sealer, Decrypt: a.Name != "dev"})
		for _, row := range pastRows {
			name := "/" + a.Name + "/" + row.path
			if !slices.ContainsFunc(now[i].Resources, func(r *model.Resource) bool { return r.Name == name }) {
				continue
			}
			history := source.History(ctx, aws.Wanted{Name: a.Name}, &model.Resource{Type: inv.Types[0], ID: name, Name: name})
			if history.Unread != nil {
				return nil, fmt.Errorf("history of %s: %s", name, history.Unread.Message)
			}
			for _, version := range history.Versions {
				version.ID = name + ":" + version.Get(model.Dotted("Version")).Text()
				inv.Resources = append(inv.Resources, version)
			}
		}
		inv.Sort()
		all = append(all, inv)
	}
	return all, nil
}

func load(ctx context.Context, a *Account, options aws.Options) (*model.Inventory, error) {
	options.Region, options.Answer = Region, a.Answer
	options.Now = func() time.Time { return a.At }
	inventories, err := aws.NewSource(options).Load(ctx, []aws.Wanted{{Name: a.Name}}, nil)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", a.Name, err)
	}
	inventories[0].Environment.Source = "demo"
	return inventories[0], nil
}

// written is a snapshot whose labels of secrets are the same every time.
func written(inventories []*model.Inventory) ([]byte, error) {
	var out bytes.Buffer
	var seed [32]byte
	copy(seed[:], "labels of "+inventories[0].Environment.LoadedAt.Format(time.RFC3339)) // two loads share none
	writer := snapshot.Writer{Catalog: model.NewCatalog(aws.Types()...), Random: rand.NewChaCha8(seed)}
	if err := writer.Write(&out, inventories); err != nil {
		return nil, err
	}
	return inLines(out.Bytes()), nil
}

// rowDepth is how deep in a snapshot the lists lie whose elements are rows.
const rowDepth = 6

// inLines breaks a snapshot into a line for each row, so that a diff tells what changed in the demo.
func inLines(snapshot []byte) []byte {
	var out bytes.Buffer
	depth, quoted := 0, false
	for i, c := range snapshot {
		out.WriteByte(c)
		switch {
		case quoted && c == '"' && !escaped(snapshot[:i]):
			quoted = false
		case quoted:
		case c == '"':
			quoted = true
		case c == '[' || c == '{':
			depth++
			if next := snapshot[i+1]; depth <= rowDepth && (next == '[' || next == '{') {
				out.WriteByte('\n')
			}
		case c == ']' || c == '}':
			depth--
		case c == ',' && depth <= rowDepth:
			if last := snapshot[i-1]; last == ']' || last == '}' {
				out.WriteByte('\n')
			}
		}
	}
	return append(out.Bytes(), '\n')
}

// escaped says that what follows a text is behind an odd number of backslashes.
func escaped(text []byte) bool {
	return (len(text)-len(bytes.TrimRight(text, "\\")))%2 == 1
}
