package command

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"parity/aws"
)

func (p *program) permissions() *cobra.Command {
	return &cobra.Command{
		Use:   "permissions",
		Short: "Print the least IAM policy parity needs",
		Long:  "Print the least IAM policy parity needs, as JSON. Each of its actions reads. The statement Decrypt is needed\nfor --decrypt, and for v on the screen, alone.",
		RunE: p.run(func(_ context.Context, words []string) (exit, error) {
			if err := noWords("permissions", words); err != nil {
				return unusable, err
			}
			text, err := json.MarshalIndent(leastPolicy(aws.Operations()), "", "  ")
			if err != nil {
				return unusable, fmt.Errorf("write the policy: %w", err)
			}
			return p.print(string(text) + "\n")
		}),
	}
}

// policy is an IAM policy.
type policy struct {
	Version   string
	Statement []statement
}

type statement struct {
	Sid, Effect string
	Action      []string
	Resource    string
}

// leastPolicy allows what the operations take, and nothing else. What only some answers need stands apart,
// so that it can be left out.
func leastPolicy(operations []aws.Operation) policy {
	var read, decrypt []string
	for _, op := range operations {
		if op.Action != "" {
			read = append(read, op.Action)
		}
		decrypt = append(decrypt, op.Also...)
	}
	p := policy{Version: "2012-10-17", Statement: []statement{{"Read", "Allow", inOrder(read), "*"}}}
	if len(decrypt) > 0 {
		p.Statement = append(p.Statement, statement{"Decrypt", "Allow", inOrder(decrypt), "*"})
	}
	return p
}

func inOrder(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}
