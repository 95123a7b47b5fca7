//go:build !unix

package ui

import tea "charm.land/bubbletea/v2"

// suspend does nothing where programs cannot be suspended.
func suspend() tea.Cmd { return tea.Suspend }
