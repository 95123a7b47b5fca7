package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"
)

func TestDraw(t *testing.T) {
	screen := vt.NewSafeEmulator(12, 2)
	if _, err := screen.Write([]byte("a\x1b[1;38;2;255;0;0m<b\x1b[0m \x1b[7m≠\x1b[0m\r\n\x1b[4mc")); err != nil {
		t.Fatal(err)
	}
	svg := string(draw(screen))
	for decoder := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the picture is no XML: %v\n%s", err, svg)
		}
	}
	for _, want := range []string{
		`<text x="12.0" y="25.5">a</text>`,                 // the first cell
		`<g fill="#ff0000" font-weight="bold"><text x="20`, // a colour and an attribute begin where they should
		`>&lt;</text>`,                             // what is no markup
		`<text x="45.7" y="25.5">≠</text>`,         // after the blank
		`<g fill="#16181d"><text x="45.7"`,         // reversed: the paper's colour
		`width="8.43" height="18.0" fill="#d`,      // on the ink's
		`width="8.43" height="1" fill="#d8d8d8"/>`, // underlined
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture lacks %s:\n%s", want, svg)
		}
	}
}
