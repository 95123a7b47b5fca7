package investigations

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"parity/model/checklist"
)

// version is that of the files that are written. A file of a newer one may mean what this program cannot know.
const version = 1

// file is what stands in one.
type file struct {
	Version       int                     `json:"version"`
	Saved         time.Time               `json:"saved"`
	Investigation checklist.Investigation `json:"investigation"`
}

func encode(inv checklist.Investigation, now time.Time) ([]byte, error) {
	data, err := json.MarshalIndent(file{version, now.UTC().Round(0), inv}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("the investigation cannot be written down: %w", err)
	}
	return append(data, '\n'), nil
}

// damaged says why a file holds no investigation.
type damaged struct{ what string }

func (d *damaged) Error() string { return d.what }

// decode reads the file of an id. The error is damaged, or says that the file is of a newer version.
func decode(id string, data []byte) (*Kept, error) {
	var head struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, &damaged{"it is no whole JSON"}
	}
	switch {
	case head.Version > version:
		return nil, fmt.Errorf("was written by a newer parity, in version %d of the file", head.Version)
	case head.Version < 1:
		return nil, &damaged{"it names no version"}
	}
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, &damaged{"it holds what no investigation does: " + err.Error()}
	}
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&file{}); err != nil { // to save it would lose what this program does not know
		return nil, fmt.Errorf("was written by another parity, which knows more: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	inv := &f.Investigation
	switch {
	case inv.ID != id:
		return nil, &damaged{fmt.Sprintf("it is that of %q", inv.ID)}
	case inv.Opened.IsZero() || len(inv.Environments) == 0:
		return nil, &damaged{"it does not say when it began, or of what it is"}
	case !slices.Contains(checklist.Directions(), inv.Direction):
		return nil, &damaged{fmt.Sprintf("%q is no direction", inv.Direction)}
	case !slices.Contains([]checklist.Answer{checklist.Unanswered, checklist.No, checklist.Yes}, inv.Reproduced):
		return nil, &damaged{fmt.Sprintf("%q is no answer", inv.Reproduced)}
	}
	return &Kept{*inv, f.Saved}, nil
}
