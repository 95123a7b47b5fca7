package command

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parity/command/config"
)

// tell writes one thing to stderr. Nothing but text gets there, whatever AWS or a file said.
func (p *program) tell(text string) {
	fmt.Fprintln(p.Stderr, "parity: "+printable(text))
}

// fail tells an error and records that the run has failed.
func (p *program) fail(err error) {
	p.code = unusable
	p.tell(err.Error())
}

func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r >= ' ' && r != 0x7f && (r < 0x80 || r > 0x9f) && !strings.ContainsRune("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r) {
			return r
		}
		return '·'
	}, strings.TrimRight(text, "\n"))
}

// guarded runs the program; a bug in it is told in one line, without the values at hand, which may be
// anybody's.
func (p *program) guarded(ctx context.Context) (code exit) {
	defer func() {
		if fault := recover(); fault != nil {
			what := "a bug in parity"
			var known runtime.Error
			if err, ok := fault.(error); ok && errors.As(err, &known) {
				what += ": " + known.Error()
			}
			p.tell(what + ", at " + faultPlace() + "; please report it, with the command you gave")
			code = unusable
		}
	}()
	return p.execute(ctx)
}

// faultPlace is the innermost line of ours on the stack of a panic.
func faultPlace() string {
	callers := make([]uintptr, 64)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "parity/") {
			return fmt.Sprintf("%s:%d", filepath.Base(frame.File), frame.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}

// usage is a mistake in the words of a command line.
type usage struct {
	command *cobra.Command
	what    string
}

func (u usage) Error() string {
	return u.what + "\nsee " + u.command.CommandPath() + " --help"
}

// flagMistake says what is wrong with a flag, and which one was probably meant.
func flagMistake(cmd *cobra.Command, err error) string {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err.Error()
	}
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return fmt.Sprintf("there is no flag -%s", name)
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	if near := config.Nearest(name, known); near != "" {
		return fmt.Sprintf("there is no flag --%s; --%s?", name, near)
	}
	return fmt.Sprintf("there is no flag --%s", name)
}

// listed is a list in words, the end of a long one counted.
func listed(words []string) string {
	const most = 6
	if len(words) > most {
		words = append(slices.Clone(words[:most-1]), fmt.Sprintf("%d more", len(words)-most+1))
	}
	return joined(words, " and ")
}

// either is a choice in words.
func either(words []string) string { return joined(words, " or ") }

func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + last + words[len(words)-1]
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
