package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parity/aws"
	"parity/command/config"
	"parity/model"
	"parity/ui"
)

func chosenFrom() *chooser {
	c := &chooser{flags: &sourceFlags{}, account: "333301333301", region: "eu-west-1"}
	c.told(aws.Discovery{Candidates: []aws.Candidate{
		{
			Name: "prod", Tags: []string{"Environment"}, Values: []string{"prod"}, Counts: []aws.Count{{One: "instance", Many: "instances", N: 1}},
			Roots: []aws.Root{{Path: "/acme/prd", N: 3}, {Path: "/prod", N: 1, AtLeast: true}},
		},
		{Name: "QA-west", Tags: []string{"Stage", "env"}, Values: []string{"QA west"}},
		{Name: "dev", Roots: []aws.Root{{Path: "/dev", N: 2}}},
	}})
	return c
}

func TestWhatWasFoundInWords(t *testing.T) {
	got := inWords(chosenFrom().found["prod"])
	if words := strings.Join(got.Found, "; "); words != "1 instance; 3 parameters under /acme/prd; 1 parameters or more under /prod" || got.By != "tag Environment" || !got.Likely {
		t.Errorf("%+v", got)
	}
	if got := inWords(chosenFrom().found["QA-west"]); got.By != "tag Stage, env" || got.Likely {
		t.Errorf("%+v", got)
	}
}

// TestChosenEnvironments: what was found says what belongs to each; where a tag is spelled or kept in several ways
// the convention goes on deciding, and so do flags.
func TestChosenEnvironments(t *testing.T) {
	c := chosenFrom()
	all := c.environments(ui.Picked{Names: []string{"prod", "QA-west", "dev"}, Baseline: "prod"})
	prod, qa, dev := all[0], all[1], all[2]
	if prod.Role != model.Baseline || prod.Select == nil || prod.Select.Tags["Environment"] != "prod" || strings.Join(prod.Parameters, " ") != "/acme/prd /prod" || prod.Account != "" {
		t.Errorf("prod is %+v", prod)
	}
	if qa.Select != nil || strings.Join(qa.Aliases, " ") != "QA west" || len(qa.Parameters) > 0 || qa.Role != "" {
		t.Errorf("QA-west is %+v", qa)
	}
	if dev.Select != nil || strings.Join(dev.Parameters, " ") != "/dev" {
		t.Errorf("dev is %+v", dev)
	}
	c.flags.tags, c.flags.parameters = []string{"Stage"}, []string{"/{env}"}
	if prod = c.environments(ui.Picked{Names: []string{"prod"}})[0]; prod.Select != nil || len(prod.Parameters) > 0 {
		t.Errorf("flags do not go before what was found: %+v", prod)
	}
}

// TestTheFirstFileIsWrittenOnce: it says what was chosen and where, is found again, and is never written over.
func TestTheFirstFileIsWrittenOnce(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	c := chosenFrom()
	draft, err := c.draft(ui.Picked{Names: []string{"prod", "dev"}, Baseline: "prod"})
	if err != nil {
		t.Fatal(err)
	}
	if draft.Path != config.FileName {
		t.Errorf("it would be written to %s", draft.Path)
	}
	if err := c.write(draft); err != nil {
		t.Fatal(err)
	}
	read, err := config.Load(filepath.Join(folder, config.FileName), nil)
	if err != nil {
		t.Fatal(err)
	}
	prod, _ := read.Environment("prod")
	if prod.Account != "333301333301" || prod.Region != "eu-west-1" || prod.Role != model.Baseline || strings.Join(read.Names(), " ") != "prod dev" {
		t.Errorf("it says %+v", read.Environments)
	}
	if !c.wrote([]string{"dev", "prod"}) || c.wrote([]string{"dev", "QA-west"}) {
		t.Error("what is in the file is not told from what is not")
	}
	if err := os.WriteFile(config.FileName, []byte("environments: {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := c.write(draft); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("written over: %v", err)
	}
	if data, _ := os.ReadFile(config.FileName); string(data) != "environments: {}\n" {
		t.Errorf("the file is %q now", data)
	}
}
