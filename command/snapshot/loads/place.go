// Package loads keeps what was loaded on this machine, so that a later run can say what was there before and until
// when. A load is a snapshot of one environment, and holds no secret.
//
// They lie in ACCOUNT/REGION/ENVIRONMENT.SELECTION/TIME.TYPES.json.gz below one folder. SELECTION stands for how the
// environment was selected: loads of two selections are never held against each other, since what the other did not
// look for would read as gone. TYPES stands for the resource types that were read in full.
package loads

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"parity/model"
)

// Place is what loads must have in common to be held against each other.
type Place struct {
	Account, Region, Environment string
	// Selection tells, in any words, how the environment's resources were selected.
	Selection string
}

// known says that a place has all it takes to be found again, and nothing that would lead out of its folder.
func (p Place) known() bool {
	return plain.MatchString(p.Account) && plain.MatchString(p.Region) && p.Environment != ""
}

var plain = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*$`)

func (p Place) folder(root string) string {
	return filepath.Join(root, p.Account, p.Region, unsafe.ReplaceAllString(p.Environment, "_")+"."+digest(p.Environment, p.Selection))
}

var unsafe = regexp.MustCompile(`[^A-Za-z0-9_-]`)

// digest is a short name for texts, equal for equal ones.
func digest(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// Kept is one load that is kept.
type Kept struct {
	// Path is its file, At when AWS was asked, Size its bytes.
	Path string
	At   time.Time
	Size int64
	// series is equal for loads that read the same types in full.
	series string
}

const (
	extension = ".json.gz"
	// layout is the time in a file's name: it sorts, and every file system takes it.
	layout = "20060102T150405Z"
)

// keptOf is what a file's name says of it; ok is false for a file that is no load.
func keptOf(path string) (k Kept, ok bool) {
	name, found := strings.CutSuffix(filepath.Base(path), extension)
	if !found {
		return k, false
	}
	at, series, found := strings.Cut(name, ".")
	if !found {
		return k, false
	}
	time, err := time.Parse(layout, at)
	return Kept{Path: path, At: time, series: series}, err == nil
}

func nameOf(inv *model.Inventory) string {
	var complete []string
	for _, name := range inv.Types {
		if inv.Complete(name) {
			complete = append(complete, name)
		}
	}
	slices.Sort(complete)
	return inv.Environment.LoadedAt.UTC().Format(layout) + "." + digest(complete...) + extension
}
