package config

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name string
		// files lie in a folder in which work/repo/deep/er is the current one.
		files []string
		env   map[string]string
		want  string
	}{
		{name: "nothing", want: ""},
		{name: "here", files: []string{"work/repo/deep/er/parity.yaml", "work/repo/.git/HEAD", "work/repo/parity.yaml"}, want: "work/repo/deep/er/parity.yaml"},
		{name: "up to the repository's root", files: []string{"work/repo/parity.yaml", "work/repo/.git/HEAD"}, want: "work/repo/parity.yaml"},
		{name: "a work tree", files: []string{"work/repo/parity.yaml", "work/repo/.git"}, want: "work/repo/parity.yaml"},
		{name: "not beyond the root", files: []string{"work/parity.yaml", "work/repo/.git/HEAD"}, want: ""},
		{name: "not above a folder in no repository", files: []string{"work/repo/parity.yaml"}, want: ""},
		{name: "the user's own", files: []string{"home/.config/parity/parity.yaml"}, env: map[string]string{"HOME": "home"}, want: "home/.config/parity/parity.yaml"},
		{name: "XDG", files: []string{"xdg/parity/parity.yaml", "home/.config/parity/parity.yaml"}, env: map[string]string{"HOME": "home", "XDG_CONFIG_HOME": "xdg"}, want: "xdg/parity/parity.yaml"},
		{name: "the repository's before the user's", files: []string{"work/repo/.git/HEAD", "work/repo/parity.yaml", "home/.config/parity/parity.yaml"}, env: map[string]string{"HOME": "home"}, want: "work/repo/parity.yaml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := t.TempDir()
			t.Setenv("HOME", root)
			t.Setenv("XDG_CONFIG_HOME", filepath.Join(root, "nowhere"))
			here := filepath.Join(root, "work/repo/deep/er")
			for _, file := range append(c.files, "work/repo/deep/er/other") {
				path := filepath.Join(root, file)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, nil, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			getenv := func(key string) string {
				if c.env[key] == "" {
					return ""
				}
				return filepath.Join(root, c.env[key])
			}
			want := c.want
			if want != "" {
				want = filepath.Join(root, want)
			}
			if got := Find(here, getenv); got != want {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

// A link into a folder that was not checked out must not lead to another file's environments.
func TestFindALinkThatLeadsNowhere(t *testing.T) {
	home, here := t.TempDir(), t.TempDir()
	own := filepath.Join(home, ".config", "parity", FileName)
	if err := os.MkdirAll(filepath.Dir(own), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(own, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(here, FileName)
	if err := os.Symlink("nowhere.yaml", link); err != nil {
		t.Fatal(err)
	}
	getenv := func(key string) string { return map[string]string{"HOME": home}[key] }
	if got := Find(here, getenv); got != link {
		t.Errorf("found %q, want the link itself", got)
	}
}

func TestFirst(t *testing.T) {
	root := t.TempDir()
	here := filepath.Join(root, "repo", "deep")
	if err := os.MkdirAll(here, 0o755); err != nil {
		t.Fatal(err)
	}
	if got, want := First(here), filepath.Join(here, FileName); got != want {
		t.Errorf("outside of a repository the first file is %q, want %q", got, want)
	}
	if err := os.Mkdir(filepath.Join(root, "repo", ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got, want := First(here), filepath.Join(root, "repo", FileName); got != want {
		t.Errorf("in a repository the first file is %q, want %q", got, want)
	}
	if Find(here, os.Getenv) != "" {
		t.Error("one is found before it is written")
	}
	if err := os.WriteFile(First(here), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := Find(here, os.Getenv); got != First(here) {
		t.Errorf("what was written first is not found again, but %q", got)
	}
}
