package command

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parity/aws"
	"parity/command/config"
	"parity/model"
)

// sourceFlags say where environments come from. Every command that loads has them.
type sourceFlags struct {
	config, profile, region, endpoint string
	tags, parameters, only            []string
	timeout                           time.Duration
	decrypt, demo, allowEmpty         bool
	// noCache neither keeps what is loaded nor looks at what is kept.
	noCache bool
	// chosen are the environments that a person chose from those that were found, in place of a file's.
	chosen []config.Environment
}

func (f *sourceFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.config, "config", "", "read this file instead of searching parity.yaml")
	flags.StringVar(&f.profile, "profile", "", "profile of ~/.aws/config for environments that name none")
	flags.StringVar(&f.region, "region", "", "region for environments that name none")
	flags.StringVar(&f.endpoint, "endpoint-url", "", "send all calls to this URL, such as an emulator's")
	flags.StringArrayVar(&f.tags, "tag", nil, "select by this tag, KEY or KEY=VALUE, where nothing else is said; {env} is the name, and so is the value of a KEY alone")
	flags.StringArrayVar(&f.parameters, "parameters", nil, "parameters live below this path, where nothing else is said; {env} is the name")
	flags.StringSliceVar(&f.only, "only", nil, "load these types alone: AWS's names, or tabs such as parameters")
	flags.DurationVar(&f.timeout, "timeout", aws.DefaultTimeout, "leave unread what is not there after this time")
	flags.BoolVar(&f.decrypt, "decrypt", false, "read the values of SecureStrings, to compare them; they are never shown")
	flags.BoolVar(&f.demo, "demo", false, "names are environments of the built-in demo, which needs no AWS")
	flags.BoolVar(&f.allowEmpty, "allow-empty", false, "take an environment in which nothing was found for an answer")
	flags.BoolVar(&f.noCache, "no-cache", false, "neither keep what is loaded on this machine, to know later what changed, nor look at it")
}

// types are the resource types that --only leaves, by AWS's names.
func (f *sourceFlags) types(catalog *model.Catalog) ([]string, error) {
	var names, known []string
	for _, t := range catalog.Types() {
		if len(f.only) == 0 || slices.Contains(f.only, t.Name) || slices.Contains(f.only, t.Tab) {
			names = append(names, t.Name)
		}
		for _, word := range []string{t.Tab, t.Name} {
			if !slices.Contains(known, word) {
				known = append(known, word)
			}
		}
	}
	for _, word := range f.only {
		if slices.Contains(known, word) {
			continue
		}
		if near := config.Nearest(word, known); near != "" {
			return nil, fmt.Errorf("--only: there is no resource type or tab %q; %s?", word, near)
		}
		return nil, fmt.Errorf("--only: there is no resource type or tab %q; there are %s", word, strings.Join(known, ", "))
	}
	return names, nil
}

// selection is what --tag says; nothing where it was not given.
func (f *sourceFlags) selection() (aws.Select, error) {
	if len(f.tags) == 0 {
		return aws.Select{}, nil
	}
	tags := make(map[string]string, len(f.tags))
	for _, tag := range f.tags {
		key, value, given := strings.Cut(tag, "=")
		if !given {
			value = "{env}"
		}
		if key == "" || value == "" {
			return aws.Select{}, fmt.Errorf("--tag %q: write KEY or KEY=VALUE", tag)
		}
		if err := filled("--tag", value); err != nil {
			return aws.Select{}, err
		}
		tags[key] = value
	}
	return aws.Select{Tags: tags}, nil
}

// checkPaths refuses what --parameters cannot mean.
func (f *sourceFlags) checkPaths() error {
	for _, path := range f.parameters {
		if !strings.HasPrefix(path, "/") {
			return fmt.Errorf("--parameters %q: a path begins with a slash", path)
		}
		if strings.Contains(path, "//") {
			return fmt.Errorf("--parameters %q: a path has a name between two slashes", path)
		}
		if err := filled("--parameters", path); err != nil {
			return err
		}
	}
	return nil
}

// filled refuses braces that stand for nothing.
func filled(flag, text string) error {
	if hole := config.UnknownHole(text); hole != "" {
		return fmt.Errorf("%s: %s stands for nothing; {env} stands for the name or an alias", flag, hole)
	}
	return nil
}

// address is what --endpoint-url says; nothing where it was not given.
func (f *sourceFlags) address() (string, error) {
	if f.endpoint == "" {
		return "", nil
	}
	if u, err := url.Parse(f.endpoint); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("--endpoint-url %q is no URL; write http://127.0.0.1:5000", f.endpoint)
	}
	return f.endpoint, nil
}

// comparisonFlags say how environments are held against each other.
type comparisonFlags struct {
	baseline, since, about string
}

func (f *comparisonFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.baseline, "baseline", "", "hold the others against this environment")
	flags.StringVar(&f.since, "since", "", "recent is what changed since: 02:10, 2h, 3d, 2026-11-20, \"2026-11-20 02:10\" (24h)")
	flags.StringVar(&f.about, "about", "", "look at what has to do with this word first")
}

// drawingFlags say what a terminal can draw.
type drawingFlags struct {
	noColor, ascii bool
}

func (f *drawingFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.noColor, "no-color", false, "no colours, as with NO_COLOR")
	flags.BoolVar(&f.ascii, "ascii", false, "no signs beyond ASCII, as where the locale is not UTF-8")
}

// colourless says that no colours are wanted, or none can be drawn. NO_COLOR counts whatever it holds.
func (p *program) colourless(f drawingFlags) bool {
	return f.noColor || p.getenv("NO_COLOR") != "" || p.getenv("TERM") == "dumb"
}

// onlyASCII says that nothing else can be drawn: nothing beyond ASCII at all, or nothing whose width is sure.
// A terminal that draws signs such as ≠ two cells wide, as East Asian ones may be set to, says so to programs
// by RUNEWIDTH_EASTASIAN.
func (p *program) onlyASCII(f drawingFlags) bool {
	if f.ascii || p.getenv("RUNEWIDTH_EASTASIAN") == "1" {
		return true
	}
	for _, key := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToUpper(p.getenv(key)); locale != "" {
			return !strings.Contains(locale, "UTF-8") && !strings.Contains(locale, "UTF8")
		}
	}
	return false
}
