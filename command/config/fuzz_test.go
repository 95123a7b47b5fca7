package config

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse holds that no file crashes the reader, that every mistake points into the file, and that what is
// told of it can be printed.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "environments: {prod: {role: baseline}}", "environments:\n  prod: &p {select: {tag: {a: b}}}\n  dev: *p\n",
		"intentional:\n  - {type: AWS::RDS::*, attribute: MultiAZ, values: [1, [a], null], reason: x, expires: 2027-01-01}\n",
		"counterparts:\n  - {type: AWS::EC2::Instance, role: r, members: {a: b}}\n", "a: *a", "&a [*a]", "*0\a", "? x\n: y", "!!str 1: !!int a",
		"environments: {<<: {a: b}}", "\t", "a:\r\n  b: c\r\n", "--- a\n--- b", "%YAML 1.2\n---\n{}", "must_differ: |\n  x\n", "é: \"\\x1b[31m\"",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		config, err := Parse("f", data, types)
		if err == nil {
			if config == nil {
				t.Fatal("neither a configuration nor a mistake")
			}
			for _, rule := range config.Rules {
				if rule.Reason == "" || rule.All() {
					t.Errorf("a rule without reason or bound came through: %+v", rule)
				}
			}
			return
		}
		var mistakes Mistakes
		if !errors.As(err, &mistakes) || len(mistakes) == 0 {
			t.Fatalf("the error is no list of mistakes: %v", err)
		}
		lines := strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
		for _, m := range mistakes {
			if m.Line < 1 || m.Line > len(lines) || m.Column < 1 || m.Column > utf8.RuneCountInString(lines[m.Line-1])+1 {
				t.Errorf("%s points outside the file", m.Place)
			}
		}
		if text := err.Error(); strings.ContainsAny(text, "\x1b\r\t\x00\a\b") {
			t.Errorf("control characters reach the terminal: %q", text)
		}
	})
}
