//go:build unix

package ui

import (
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

func TestSuspend(t *testing.T) {
	_, cmd := opened(t, 80, 24, Options{}).Update(keyPress("ctrl+z"))
	both, ok := cmd().(tea.BatchMsg)
	if !ok || both[0]() != (tea.SuspendMsg{}) {
		t.Fatal("^z does not suspend")
	}
	woken := make(chan os.Signal, 1)
	signal.Notify(woken, syscall.SIGCONT)
	defer signal.Stop(woken)
	go both[1]()
	select {
	case <-woken:
	case <-time.After(time.Minute):
		t.Error("a program that nobody stops is not woken")
	}
}
