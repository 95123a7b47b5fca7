package command

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"parity/command/disk"
	"parity/command/report"
	"parity/model"
	"parity/model/redact"
	"parity/model/wayback"
	"parity/ui"
)

// exporter writes records as Markdown into a folder.
type exporter struct{ folder string }

var _ ui.Exporter = exporter{}

// mostOfOneName is how many records of one name and day there may be: whoever has more has a key that is stuck.
const mostOfOneName = 100

// Export writes a record into a new file of the folder. Until it is whole it is there under another name, and its own
// is taken at once, so that nobody else gets it.
func (x exporter) Export(r ui.Record) (string, error) {
	var out bytes.Buffer
	if err := written(&out, r); err != nil {
		return "", err
	}
	name, err := x.claim(recordName(r))
	if err != nil {
		return "", err
	}
	path := filepath.Join(x.folder, name)
	err = disk.Replace(path, disk.Private, func(file *os.File) error {
		_, err := file.Write(out.Bytes())
		return err
	})
	if err != nil {
		os.Remove(path) // the empty one that kept the name
		return "", fmt.Errorf("%s: %s", name, disk.Reason(err))
	}
	return name, nil
}

// claim makes an empty file of a name that no file has: with a number, where one has it.
func (x exporter) claim(name string) (string, error) {
	for n := 1; n <= mostOfOneName; n++ {
		numbered := name + ".md"
		if n > 1 {
			numbered = name + "-" + strconv.Itoa(n) + ".md"
		}
		file, err := os.OpenFile(filepath.Join(x.folder, numbered), os.O_WRONLY|os.O_CREATE|os.O_EXCL, disk.Private)
		switch {
		case err == nil:
			return numbered, file.Close()
		case !errors.Is(err, fs.ErrExist):
			return "", fmt.Errorf("%s: %s; start parity in a folder that you may write to", numbered, disk.Reason(err))
		}
	}
	return "", fmt.Errorf("%s.md and %d more of the name are there already; move some away", name, mostOfOneName-1)
}

// written writes a record: the investigation where there is one, else what differs.
func written(out *bytes.Buffer, r ui.Record) error {
	c, inv := r.Result.Comparison, r.Investigation
	options := report.Options{Ways: wayback.New(r.Result).Of}
	if r.ShareSafe {
		options.Ways = nil // they hold values
		c, inv = redact.Values(c, inv)
	}
	if inv == nil {
		return report.Markdown(out, c, options)
	}
	return report.Investigation(out, *inv, c, options)
}

// recordName is what a record's file is called, without its ending: after the investigation, or the environments.
func recordName(r ui.Record) string {
	what := ""
	if r.Investigation != nil {
		what = slug(r.Investigation.Title)
	}
	if what == "" {
		what = slug(strings.Join(namesOf(r.Result.Comparison), " "))
	}
	at := r.At
	if at.IsZero() {
		at = r.Result.Inventories[r.Result.Baseline].Environment.LoadedAt
	}
	return strings.Trim("parity-"+what, "-") + "-" + at.UTC().Format(time.DateOnly)
}

func namesOf(c *model.Comparison) []string {
	names := make([]string, len(c.Inventories))
	for i, inv := range c.Inventories {
		names[i] = inv.Environment.Name
	}
	return names
}

// mostSlug is how long a title may be in a file's name.
const mostSlug = 48

// slug is a title as a part of a file's name on any system: small letters, digits, and dashes between words.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := ""
	for _, word := range words {
		if out != "" && len(out)+1+len(word) > mostSlug {
			break
		}
		out = strings.TrimPrefix(out+"-"+word, "-")
	}
	return out[:min(len(out), mostSlug)]
}
