package report

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"pgregory.net/rapid"
)

// render is what a forge makes of Markdown, with the HTML in it let through.
func render(t testing.TB, markdown string) string {
	t.Helper()
	var out strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(renderer.WithUnsafe())).Convert([]byte(markdown), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	inCode = regexp.MustCompile(`(?s)<(code|pre)[^>]*>.*?</(code|pre)>`)
	// meantTags are the only tags that a report is made of.
	meantTags = regexp.MustCompile(`^</?(h[1-6]|p|table|thead|tbody|tr|th|td|strong|em|code|ul|li|summary|pre|br|blockquote|del|hr)>$|^<details( open)?>$|^</details>$|^<(li|input)[^>]*(checkbox|disabled)[^>]*>$|^<code class="language-sh">$`)
)

// unmeant is what a rendered text has that nobody meant: an element, a mention, a reference or a link.
func unmeant(rendered string) string {
	for _, tag := range tags.FindAllString(rendered, -1) {
		if !meantTags.MatchString(tag) {
			return tag
		}
	}
	for _, sign := range []string{"@", "://", "www."} {
		if rest := html.UnescapeString(tags.ReplaceAllString(inCode.ReplaceAllString(rendered, ""), "")); strings.Contains(rest, sign) {
			return sign + " in " + rest
		}
	}
	return ""
}

// nasty are pieces that Markdown, HTML or a forge acts on.
var nasty = []string{
	"`", "``", "|", `\|`, `\`, "*", "**", "_", "[x](http://evil)", "![x](y)", "<b>", "</details>", "<!--", "-->", "&lt;", "&", "@admin", "#12", "$x$",
	"~~", "~~~", "- ", "1. ", "# ", "> ", "+ ", "=", "---", "https://evil", "www.evil", ":tada:", "a", "b", " ", "  ", "\n", "\r", "\t", "\x00", "\u202e", "\u00e9", "\u2028", "\xff", "{", "}", "!", "(", ")", "1", ".",
}

func textsOf(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(nasty), 0, 8).Draw(t, "text"), "")
}

var cells = regexp.MustCompile(`(?s)<td>(.*?)</td>`)

// Whatever a text holds, a cell of a table shows it, and shows nothing else.
func TestAnyTextInACell(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := textsOf(rt)
		for name, write := range map[string]func(string) string{"code": code, "prose": prose} {
			rendered := render(t, table("a", "b", "c")+tableRow("before", write(text), "after"))
			if found := unmeant(rendered); found != "" {
				rt.Fatalf("%s of %q: %s", name, text, found)
			}
			got := cells.FindAllStringSubmatch(rendered, -1)
			if len(got) != 3 || got[0][1] != "before" || got[2][1] != "after" {
				rt.Fatalf("%s of %q: %s", name, text, rendered)
			}
			shown, want := html.UnescapeString(tags.ReplaceAllString(got[1][1], "")), clean(text)
			if name == "prose" || strings.TrimSpace(want) == "" {
				shown, want = strings.Join(strings.Fields(shown), " "), strings.Join(strings.Fields(want), " ")
			}
			if shown != want {
				rt.Fatalf("%s of %q shows %q", name, text, shown)
			}
		}
	})
}

// And so do a heading, a paragraph, an item of a list, a summary and a block of code.
func TestAnyTextElsewhere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := textsOf(rt)
		for _, markdown := range []string{
			"## " + prose(text) + "\n\nafter\n", prose(text) + "\n\nafter\n", "- " + prose(text) + "\n- after\n", "> " + prose(text) + "\n\nafter\n",
			"<details><summary>" + markup(text) + "</summary>\n\nafter\n\n</details>\n", fenced("sh", clean(text)) + "\nafter\n", "**" + prose("a"+text) + "** x\n\nafter\n",
		} {
			rendered := render(t, markdown)
			if found := unmeant(rendered); found != "" {
				rt.Fatalf("%q: %s\n%s", markdown, found, rendered)
			}
			shown := strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(rendered, " "))), "")
			want := strings.Join(strings.Fields(clean(text)), "")
			if !strings.Contains(shown, want) || !strings.HasSuffix(shown, "after") {
				rt.Fatalf("%q shows %q, want %q", markdown, shown, want)
			}
			if strings.Contains(rendered, "<ul>") != strings.HasPrefix(markdown, "- ") || strings.Count(rendered, "<ul>") > 1 {
				rt.Fatalf("%q begins a list:\n%s", markdown, rendered)
			}
		}
	})
}
