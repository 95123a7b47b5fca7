//go:build unix

package ui

import (
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// unheard is how long after the key the program calls itself, and calls how often: Bubble Tea may take half a
// second to let go of the terminal before it stops, and only listens then.
const (
	unheard = 300 * time.Millisecond
	calls   = 10
)

// suspend gives the terminal back to the shell. Where no shell has job control (a container's first process, a
// terminal that was opened for parity alone) the system drops the signal that stops a program, and the one that
// wakes it, for which Bubble Tea waits, would never come: then the program wakes itself. A program that was
// stopped gets there only once the shell has woken it, and a second such signal does nothing.
func suspend() tea.Cmd {
	return tea.Batch(tea.Suspend, func() tea.Msg {
		for range calls {
			time.Sleep(unheard)
			_ = syscall.Kill(syscall.Getpid(), syscall.SIGCONT)
		}
		return nil
	})
}
