//go:build unix

package ui

import (
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// unheard is how long the system may take to stop the program once it is asked to.
const unheard = 300 * time.Millisecond

// suspend gives the terminal back to the shell. Where no shell has job control (a container's first process, a
// terminal that was opened for parity alone) the system drops the signal that stops a program, and the one that
// wakes it, for which Bubble Tea waits, would never come: then the program wakes itself. A program that was
// stopped gets there only once the shell has woken it, and a second such signal does nothing.
func suspend() tea.Cmd {
	return tea.Batch(tea.Suspend, func() tea.Msg {
		time.Sleep(unheard)
		_ = syscall.Kill(syscall.Getpid(), syscall.SIGCONT)
		return nil
	})
}
