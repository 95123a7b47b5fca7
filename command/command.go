// Package command is the command line: one file a command, and what they share: words that become
// environments, the loading of those, and the telling of what failed.
package command

import (
	"context"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
)

// Process is what a run has of the machine it runs on.
type Process struct {
	// Args are the words behind the program's name.
	Args           []string
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Env is the environment as KEY=VALUE.
	Env []string
	// Demo holds the embedded environments.
	Demo fs.FS
	// Now is the clock. Nil: the machine's.
	Now func() time.Time
}

// exit is a code that the program ends with.
type exit int

// The codes, as product.md has them.
const (
	fine        exit = 0
	differs     exit = 1
	unusable    exit = 2
	incomplete  exit = 3
	interrupted exit = 130
)

// patience is how long an interrupted command may take to tidy up.
const patience = time.Second

// Run does what the words say and returns the exit code. An interrupt ends it wherever it is.
func Run(ctx context.Context, process Process) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second interrupt finds the system's own handling again.
	context.AfterFunc(ctx, stop)
	// A reader that has seen enough (| head) makes writing fail; without this it would end the process
	// before its exit code is known.
	pipe := make(chan os.Signal, 1)
	signal.Notify(pipe, syscall.SIGPIPE)
	defer signal.Stop(pipe)

	p := &program{Process: process}
	done := make(chan exit, 1)
	go func() { done <- p.guarded(ctx) }()
	select {
	case code := <-done:
		return int(p.settle(ctx, code))
	case <-ctx.Done():
	}
	select {
	case code := <-done:
		return int(p.settle(ctx, code))
	case <-time.After(patience):
		p.tell("interrupted")
		return int(interrupted)
	}
}

// settle says of an interrupted run that it was one, whatever it came to.
func (p *program) settle(ctx context.Context, code exit) exit {
	if ctx.Err() == nil {
		return code
	}
	if !p.seen {
		p.tell("interrupted")
	}
	return interrupted
}

// program is one run.
type program struct {
	Process
	// code is what the run ends with.
	code exit
	// seen says that the end was seen on a screen, and needs no words.
	seen bool
	// keeper keeps what is loaded; it is given the time to end.
	keeper *keeper
}

func (p *program) execute(ctx context.Context) exit {
	root := p.root()
	// Errors of ours are told where they happen, and never get as far as fang.
	told := fang.WithErrorHandler(func(_ io.Writer, _ fang.Styles, err error) { p.fail(err) })
	_ = fang.Execute(ctx, root, fang.WithVersion(version()), fang.WithoutManpage(), fang.WithoutCompletions(), told)
	return p.code
}

// root is the command tree. Exploring is what the program does without a command.
func (p *program) root() *cobra.Command {
	root := p.explore()
	root.AddCommand(p.check(), p.snapshot(), p.rules(), p.permissions(), p.investigations(), p.completion(), p.version(), p.man())
	root.SetArgs(p.Args)
	root.SetIn(p.Stdin)
	root.SetOut(p.plainIfAsked(p.Stdout))
	root.SetErr(p.Stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		p.fail(usage{cmd, flagMistake(cmd, err)})
		return nil
	})
	return root
}

// run makes a command's function of one that returns an exit code. It tells errors itself, so that fang
// never asks the terminal for its colours on a way out.
func (p *program) run(do func(ctx context.Context, words []string) (exit, error)) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, words []string) error {
		code, err := do(cmd.Context(), words)
		p.code = code
		if err != nil && cmd.Context().Err() == nil {
			p.fail(err)
			p.code = max(code, unusable)
		}
		for _, note := range p.keeper.finish(cmd.Context()) {
			p.tell(note)
		}
		return nil
	}
}

// plainIfAsked hides a terminal from fang's help where no colours are wanted: it knows NO_COLOR only as a
// boolean.
func (p *program) plainIfAsked(w io.Writer) io.Writer {
	if p.getenv("NO_COLOR") != "" {
		return struct{ io.Writer }{w}
	}
	return w
}

// clock tells the time.
func (p *program) clock() func() time.Time {
	if p.Now == nil {
		return time.Now
	}
	return p.Now
}

func (p *program) getenv(key string) string {
	for _, entry := range p.Env {
		if value, ok := strings.CutPrefix(entry, key+"="); ok {
			return value
		}
	}
	return ""
}
