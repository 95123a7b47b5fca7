package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parity/aws"
	"parity/model"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (p *program) completion() *cobra.Command {
	var cmd *cobra.Command
	cmd = &cobra.Command{
		Use:       "completion SHELL",
		Short:     "Print what makes a shell complete parity's words",
		Long:      "Print what makes a shell complete parity's words, names of environments and resource types too: bash, zsh,\nfish or powershell.",
		Example:   "source <(parity completion bash)\nparity completion zsh > \"${fpath[1]}/_parity\"",
		ValidArgs: shells,
		RunE: p.run(func(_ context.Context, words []string) (exit, error) {
			if len(words) != 1 {
				return unusable, errors.New("completion takes one shell: " + either(shells))
			}
			if err := oneOf("the shell", words[0], shells); err != nil {
				return unusable, err
			}
			var script strings.Builder
			if err := generate(cmd.Root(), words[0], &script); err != nil {
				return unusable, fmt.Errorf("the completion for %s cannot be made: %w", words[0], err)
			}
			return p.print(script.String())
		}),
	}
	return cmd
}

func generate(root *cobra.Command, shell string, w io.Writer) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(w, true)
	case "zsh":
		return root.GenZshCompletion(w)
	case "fish":
		return root.GenFishCompletion(w, true)
	default:
		return root.GenPowerShellCompletionWithDesc(w)
	}
}

// complete offers the names of environments, files behind NAME=, and types behind --only.
func (p *program) complete(cmd *cobra.Command, sources *sourceFlags) {
	cmd.ValidArgsFunction = func(_ *cobra.Command, already []string, word string) ([]string, cobra.ShellCompDirective) {
		if strings.Contains(word, "=") {
			return nil, cobra.ShellCompDirectiveDefault
		}
		var offered []string
		for _, name := range p.namesToComplete(sources) {
			if strings.HasPrefix(name, word) && !contains(already, name) {
				offered = append(offered, name)
			}
		}
		return offered, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	_ = cmd.RegisterFlagCompletionFunc("only", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var words []string
		for _, tab := range model.NewCatalog(aws.Types()...).Tabs() {
			words = append(words, tab.Name)
			for _, t := range tab.Types {
				words = append(words, t.Name)
			}
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}) // fails for a flag that is not there
}

// namesToComplete are the environments that can be named. Mistakes in a file are for the command itself to tell.
func (p *program) namesToComplete(sources *sourceFlags) []string {
	pl := &plan{catalog: model.NewCatalog(aws.Types()...)}
	if sources.demo {
		demo, err := readDemo(p.Demo, pl.catalog)
		if err != nil {
			return nil
		}
		pl.demo = demo
	}
	if err := p.configure(pl, sources); err != nil {
		return nil
	}
	r := resolver{flags: sources, config: pl.config}
	if pl.demo != nil {
		r.demo = pl.demo.environments
	}
	return r.usual()
}

func completeWords(cmd *cobra.Command, flag string, words []string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)) // fails for a flag that is not there
}

func contains(words []string, name string) bool {
	for _, word := range words {
		if before, _, _ := strings.Cut(word, "="); before == name {
			return true
		}
	}
	return false
}
