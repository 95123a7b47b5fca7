package command

import (
	"bufio"
	"errors"
	"fmt"
	"strings"
)

// askMFA asks a person at the terminal for the code of an MFA device; nil where there is none to ask.
func (p *program) askMFA() func() (string, error) {
	if !isTerminal(p.Stdin) || !isTerminal(p.Stderr) {
		return nil
	}
	return func() (string, error) {
		fmt.Fprint(p.Stderr, "MFA code: ")
		line, err := bufio.NewReader(p.Stdin).ReadString('\n')
		code := strings.TrimSpace(line)
		if err != nil && code == "" {
			return "", errors.New("no MFA code was given")
		}
		return code, nil
	}
}
