package aws

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"parity/model/vocabulary"
)

// rootFinder tells from the names of parameters which paths environments live under.
type rootFinder struct {
	tagged map[string]*tagged
	// roots is the name of an environment, in small letters → the paths in which it stands.
	roots map[string][]Root
	// spelled is that name as the first path writes it.
	spelled map[string]string
	// plain counts what lies in folders that are called like no environment, by the first folder.
	plain map[string]int
}

func newRootFinder(byTag map[string]*tagged) *rootFinder {
	return &rootFinder{tagged: byTag, roots: map[string][]Root{}, spelled: map[string]string{}, plain: map[string]int{}}
}

// rootDepth is how deep in a path an environment's name is looked for: /acme/live/eu has it in the second place.
const rootDepth = 3

// take counts a parameter below the first folder that is called like an environment.
func (f *rootFinder) take(name string) {
	if !strings.HasPrefix(name, "/") {
		return
	}
	folders := strings.Split(name[1:], "/")
	folders = folders[:len(folders)-1]
	if len(folders) == 0 {
		return
	}
	end := 0
	for _, folder := range folders[:min(len(folders), rootDepth)] {
		end += 1 + len(folder)
		key := strings.ToLower(folder)
		if f.tagged[key] == nil && vocabulary.Family(folder) == "" {
			continue
		}
		if f.spelled[key] == "" {
			f.spelled[key] = folder
		}
		f.add(key, Root{Path: name[:end], N: 1})
		return
	}
	f.plain["/"+folders[0]]++
}

func (f *rootFinder) add(key string, root Root) {
	key = f.owner(key)
	for i := range f.roots[key] {
		if f.roots[key][i].Path == root.Path {
			f.roots[key][i].N += root.N
			return
		}
	}
	f.roots[key] = append(f.roots[key], root)
}

// owner is the environment that a folder's name stands for: the one that is tagged so, else the only one of the
// family that is tagged at all: what is tagged production may live under /prod.
func (f *rootFinder) owner(key string) string {
	wanted := vocabulary.Family(key)
	if f.tagged[key] != nil || wanted == "" {
		return key
	}
	var kin []string
	for other := range f.tagged {
		if vocabulary.Family(other) == wanted {
			kin = append(kin, other)
		}
	}
	if len(kin) == 1 {
		return kin[0]
	}
	return key
}

// leastCandidates is how many there must be to choose from before folders with other names are left out.
const leastCandidates = 2

// candidates are what was found, and words on what was left out. cut says that the list of parameters was not
// read to its end, so that there is more of everything.
func (f *rootFinder) candidates(cut bool) (all []Candidate, apart string) {
	for key, t := range f.tagged {
		c := Candidate{Tags: slices.Clone(t.keys), Values: slices.Clone(t.values), Roots: f.roots[key]}
		slices.SortFunc(c.Tags, func(a, b string) int { return slices.Index(conventionTags, a) - slices.Index(conventionTags, b) })
		slices.SortFunc(c.Values, func(a, b string) int { return strings.Compare(b, a) }) // small letters first
		c.Name = asName(c.Values[0])
		for _, kind := range discoveredKinds {
			if kind.N = t.counts[kind.One]; kind.N > 0 {
				c.Counts = append(c.Counts, kind)
			}
		}
		all = append(all, c)
	}
	for key, roots := range f.roots {
		if f.tagged[key] == nil {
			all = append(all, Candidate{Name: asName(f.spelled[key]), Roots: roots})
		}
	}
	plain := sortedKeys(f.plain)
	if len(all) < leastCandidates {
		for _, path := range plain {
			all = append(all, Candidate{Name: asName(path[1:]), Roots: []Root{{Path: path, N: f.plain[path]}}})
		}
		plain = nil
	}
	all = slices.DeleteFunc(all, func(c Candidate) bool { return c.Name == "" })
	for i := range all {
		all[i].Roots = slices.Clone(all[i].Roots)
		slices.SortFunc(all[i].Roots, func(a, b Root) int {
			if a.N != b.N {
				return b.N - a.N
			}
			return strings.Compare(a.Path, b.Path)
		})
		for at := range all[i].Roots {
			all[i].Roots[at].AtLeast = all[i].Roots[at].AtLeast || cut
		}
	}
	slices.SortFunc(all, bySize)
	if len(plain) > 0 {
		apart = "parameters of no environment by their paths: " + listing(plain, f.plain)
	}
	return all, apart
}

// listing names the first of some folders with how much is in them.
func listing(paths []string, counts map[string]int) string {
	const most = 4
	var parts []string
	for _, path := range paths[:min(len(paths), most)] {
		parts = append(parts, fmt.Sprintf("%s (%d)", path, counts[path]))
	}
	if n := len(paths) - most; n > 0 {
		parts = append(parts, fmt.Sprintf("%d more", n))
	}
	return strings.Join(parts, ", ")
}

var notInName = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// asName is a tag's value as an environment's name: what a name cannot hold becomes a dash.
func asName(value string) string {
	return strings.Trim(notInName.ReplaceAllString(value, "-"), "-._")
}

// family orders the families of names.
func family(name string) int {
	at := slices.Index([]string{vocabulary.Production, vocabulary.Staging, vocabulary.Development}, vocabulary.Family(name))
	if at < 0 {
		return 3
	}
	return at
}
