package command

import (
	"cmp"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// forgotten are the flags that are no part of what is looked at, or that an investigation knows better than who
// started it.
var forgotten = []string{"theme", "no-color", "ascii", "help", "since", "about", "baseline"}

// again are the words that show the same environments again, from whatever folder and with whatever variables: files by
// their whole paths, and the profile and the region that the variables named.
func (p *program) again(flags *pflag.FlagSet, pl *plan, words []string) []string {
	var again []string
	if len(words) == 0 {
		for i := range pl.environments {
			again = append(again, pl.environments[i].name)
		}
	}
	for _, word := range words {
		if name, file, filed := strings.Cut(word, "="); filed && !strings.HasPrefix(file, "@") {
			word = name + "=" + whole(file)
		}
		again = append(again, word)
	}
	given := map[string]bool{}
	flags.Visit(func(f *pflag.Flag) {
		given[f.Name] = true
		if !slices.Contains(forgotten, f.Name) {
			again = append(again, flagWords(f)...)
		}
	})
	if !given["config"] && pl.config.File != "" && !given["demo"] {
		again = append(again, "--config="+whole(pl.config.File))
	}
	if len(pl.wanted()) == 0 {
		return again
	}
	if profile := p.getenv("AWS_PROFILE"); profile != "" && !given["profile"] && p.getenv("AWS_ACCESS_KEY_ID") == "" {
		again = append(again, "--profile="+profile)
	}
	if region := cmp.Or(p.getenv("AWS_REGION"), p.getenv("AWS_DEFAULT_REGION")); region != "" && !given["region"] {
		again = append(again, "--region="+region)
	}
	return again
}

// flagWords are a flag as it is given again. A password in a URL is left out.
func flagWords(f *pflag.Flag) []string {
	values := []string{f.Value.String()}
	if several, ok := f.Value.(pflag.SliceValue); ok {
		values = several.GetSlice()
	}
	var words []string
	for _, value := range values {
		switch f.Name {
		case "config":
			value = whole(value)
		case "endpoint-url":
			value = withoutPassword(value)
		}
		words = append(words, "--"+f.Name+"="+value)
	}
	return words
}

func withoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	u.User = nil
	return u.String()
}

// whole is a path from any folder.
func whole(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		return absolute
	}
	return path
}
