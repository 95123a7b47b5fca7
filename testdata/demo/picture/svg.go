package main

import (
	"bytes"
	"fmt"
	"html"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"parity/ui"
)

// A cell of DejaVu Sans Mono at 14 pixels, and the room round the screen.
const (
	cellWidth, cellHeight = 8.43, 18.0
	baseline              = 13.5
	margin                = 12.0
)

// sheet is what a terminal draws on, and with, where nothing is said.
type sheet struct{ paper, ink color.RGBA }

var (
	dark  = sheet{color.RGBA{0x16, 0x18, 0x1d, 0xff}, color.RGBA{0xd8, 0xd8, 0xd8, 0xff}}
	light = sheet{color.RGBA{0xfb, 0xfb, 0xf8, 0xff}, color.RGBA{0x24, 0x29, 0x2f, 0xff}}
)

// draw is the screen as an SVG. Each word has a place of its own, so that a font of another width cannot push the
// panes out of line.
func draw(screen *vt.SafeEmulator, title string, theme ui.Theme) []byte {
	on := dark
	if theme == ui.Light {
		on = light
	}
	var out bytes.Buffer
	w, h := float64(screen.Width())*cellWidth+2*margin, float64(screen.Height())*cellHeight+2*margin
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\">\n", w, h, w, h)
	fmt.Fprintf(&out, "<title>parity on its demo: %s</title>\n", html.EscapeString(title))
	fmt.Fprintf(&out, "<rect width=\"100%%\" height=\"100%%\" rx=\"6\" fill=\"%s\"/>\n", hex(on.paper))
	out.WriteString("<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n")
	for y := range screen.Height() {
		for x := 0; x < screen.Width(); {
			r := stretchAt(screen, x, y)
			r.draw(&out, on, x, y)
			x += r.cells
		}
	}
	out.WriteString("</g>\n</svg>\n")
	return out.Bytes()
}

// stretch is a part of a line in one style.
type stretch struct {
	style uv.Style
	// content and offsets are the characters that are no blanks, and their cells from its start.
	content []string
	offsets []int
	cells   int
}

func stretchAt(screen *vt.SafeEmulator, x, y int) stretch {
	var r stretch
	for at := x; at < screen.Width(); {
		cell := screen.CellAt(at, y)
		if cell == nil {
			cell = &uv.EmptyCell
		}
		if at == x {
			r.style = cell.Style
		} else if !r.style.Equal(&cell.Style) {
			break
		}
		if strings.TrimSpace(cell.Content) != "" {
			r.content = append(r.content, cell.Content)
			r.offsets = append(r.offsets, at-x)
		}
		at += max(1, cell.Width)
		r.cells = at - x
	}
	return r
}

func (r stretch) draw(out *bytes.Buffer, on sheet, x, y int) {
	left, top := margin+float64(x)*cellWidth, margin+float64(y)*cellHeight
	front, back := on.colours(r.style)
	if back != on.paper {
		fmt.Fprintf(out, "<rect x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\" fill=\"%s\"/>\n",
			left, top, float64(r.cells)*cellWidth, cellHeight, hex(back))
	}
	// Not every viewer draws text-decoration, nor under the characters of a group.
	if r.style.Underline != uv.UnderlineNone {
		fmt.Fprintf(out, "<rect x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"1\" fill=\"%s\"/>\n",
			left, top+baseline+2, float64(r.cells)*cellWidth, hex(front))
	}
	if len(r.content) == 0 {
		return
	}
	fmt.Fprintf(out, "<g fill=\"%s\"%s>", hex(front), attributes(r.style))
	for start := 0; start < len(r.content); {
		end := start + 1
		for end < len(r.content) && r.offsets[end] == r.offsets[end-1]+1 {
			end++
		}
		fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\"", left+float64(r.offsets[start])*cellWidth, top+baseline)
		if cells := end - start; cells > longWord {
			fmt.Fprintf(out, " textLength=\"%.1f\"", float64(cells)*cellWidth)
		}
		fmt.Fprintf(out, ">%s</text>", html.EscapeString(strings.Join(r.content[start:end], "")))
		start = end
	}
	out.WriteString("</g>\n")
}

// longWord is how many cells a word has from which it is told how long it is: in a font of another width its end
// would be elsewhere.
const longWord = 16

func attributes(s uv.Style) string {
	var out strings.Builder
	for _, a := range []struct {
		on   bool
		text string
	}{
		{s.Attrs&uv.AttrBold != 0, ` font-weight="bold"`},
		{s.Attrs&uv.AttrFaint != 0, ` opacity="0.6"`},
		{s.Attrs&uv.AttrItalic != 0, ` font-style="italic"`},
	} {
		if a.on {
			out.WriteString(a.text)
		}
	}
	return out.String()
}

// colours are what a style draws with, and on.
func (on sheet) colours(s uv.Style) (front, back color.RGBA) {
	front, back = plain(s.Fg, on.ink), plain(s.Bg, on.paper)
	if s.Attrs&uv.AttrReverse != 0 {
		return back, front
	}
	return front, back
}

func plain(c color.Color, otherwise color.RGBA) color.RGBA {
	if c == nil {
		return otherwise
	}
	r, g, b, _ := c.RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 0xff}
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
