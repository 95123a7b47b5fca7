package command_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parity/aws"
	"parity/command/snapshot"
	"parity/model"
	"parity/model/modeltest"
)

// BenchmarkCheckOfFiles is a whole run of the program in a process of its own, from two files on disk to
// the last line of a check. At ×1 each holds 10,000 instances of 20 attributes and 100,000 parameters.
func BenchmarkCheckOfFiles(b *testing.B) {
	sizes := []int{1, 3, 10}
	if testing.Short() {
		sizes = sizes[:2]
	}
	for _, times := range sizes {
		b.Run(fmt.Sprintf("×%d", times), func(b *testing.B) {
			folder := b.TempDir()
			words := []string{"check"}
			size := int64(0)
			for _, name := range []string{"staging", "prod"} {
				file := filepath.Join(folder, name+".json")
				size += written(b, file, modeltest.Large(name, times*10_000))
				words = append(words, name+"="+file)
			}
			b.SetBytes(size)
			peak := 0.0
			for b.Loop() {
				peak = max(peak, differing(b, folder, words))
			}
			b.ReportMetric(float64(size)/1e6, "MB-files")
			b.ReportMetric(peak, "MB-peak")
		})
	}
}

// written puts an inventory in a file and tells its size.
func written(b *testing.B, file string, inventory *model.Inventory) int64 {
	if err := snapshot.WriteFile(file, model.NewCatalog(aws.Types()...), []*model.Inventory{inventory}); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

// differing runs the program, which must find differences, and tells how much memory it held at most.
func differing(b *testing.B, folder string, words []string) float64 {
	peak := filepath.Join(folder, "peak")
	cmd := exec.Command("parity", words...)
	cmd.Env = append(os.Environ(), "HOME="+folder, peakVariable+"="+peak)
	cmd.Stdout = io.Discard
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != 1 {
		b.Fatalf("parity %v: %v", words, err)
	}
	text, err := os.ReadFile(peak)
	if err != nil {
		b.Fatal(err)
	}
	held, _ := strconv.ParseFloat(string(text), 64)
	return held
}

// peakVariable names the file in which the program under test leaves how many megabytes it held at most.
const peakVariable = "PARITY_TEST_PEAK"

// tellPeak asks Linux, which keeps the figure for each process; what wait says of a child counts what its
// parent held when it was started. Elsewhere it is 0.
func tellPeak() {
	file := os.Getenv(peakVariable)
	if file == "" {
		return
	}
	held := 0.0
	status, _ := os.ReadFile("/proc/self/status") // not there but on Linux
	for line := range strings.Lines(string(status)) {
		if kilobytes, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			fields := strings.Fields(kilobytes)
			n, _ := strconv.ParseFloat(fields[0], 64)
			held = n * 1024 / 1e6
		}
	}
	if err := os.WriteFile(file, []byte(strconv.FormatFloat(held, 'f', 1, 64)), 0o600); err != nil {
		panic(err)
	}
}
