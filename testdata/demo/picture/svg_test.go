package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"

	"parity/ui"
)

func TestDraw(t *testing.T) {
	screen := vt.NewSafeEmulator(12, 2)
	if _, err := screen.Write([]byte("a\x1b[1;38;2;255;0;0m<b\x1b[0m \x1b[7m≠\x1b[0m\r\n\x1b[4mc")); err != nil {
		t.Fatal(err)
	}
	svg := string(draw(screen, "a <title>", ui.Dark))
	for decoder := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the picture is no XML: %v\n%s", err, svg)
		}
	}
	for _, want := range []string{
		`<title>parity on its demo: a &lt;title&gt;</title>`,
		`<g fill="#d8d8d8"><text x="12.0" y="25.5">a</text></g>`,                        // the first cell
		`<g fill="#ff0000" font-weight="bold"><text x="20.4" y="25.5">&lt;b</text></g>`, // a colour and an attribute begin where they should, what is no markup is none
		`<g fill="#16181d"><text x="45.7" y="25.5">≠</text></g>`,                        // after the blank; reversed: the paper's colour
		`width="8.43" height="18.0" fill="#d`,                                           // on the ink's
		`width="8.43" height="1" fill="#d8d8d8"/>`,                                      // underlined
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture lacks %s:\n%s", want, svg)
		}
	}
}

// TestLight: a light terminal has paper of its own.
func TestLight(t *testing.T) {
	screen := vt.NewSafeEmulator(2, 1)
	if svg := string(draw(screen, "", ui.Light)); !strings.Contains(svg, hex(light.paper)) || strings.Contains(svg, hex(dark.paper)) {
		t.Error(svg)
	}
}
