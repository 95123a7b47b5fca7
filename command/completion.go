package command

import (
	"strings"

	"github.com/spf13/cobra"

	"parity/aws"
	"parity/model"
)

// The command completion itself is cobra's. What it completes beside commands and flags is here.

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
	if err := p.configure(pl, sources.config); err != nil {
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
