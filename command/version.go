package command

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print which parity this is",
		RunE: p.run(func(_ context.Context, words []string) (exit, error) {
			if err := noWords("version", words); err != nil {
				return unusable, err
			}
			return p.print(fmt.Sprintf("parity %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH))
		}),
	}
}

// version is what the build knows of itself: a release's version, and else the commit it was made from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version := strings.Trim(info.Main.Version, "()")
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && (version == "" || version == "devel") {
			return "devel " + setting.Value[:min(12, len(setting.Value))]
		}
	}
	return cmp.Or(version, "devel")
}

// noWords refuses words behind a command that takes none.
func noWords(command string, words []string) error {
	if len(words) == 0 {
		return nil
	}
	return fmt.Errorf("%s takes no arguments, but was given %q", command, words[0])
}

// print writes to stdout.
func (p *program) print(text string) (exit, error) {
	if _, err := io.WriteString(p.Stdout, text); err != nil && !gone(err) {
		return unusable, fmt.Errorf("it could not be written: %w", err)
	}
	return fine, nil
}
