package aws

import (
	"bufio"
	"cmp"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/config"
)

// profile is a section of the shared AWS config, as far as it says where it leads.
type profile struct {
	name string
	// keys are its settings as written.
	keys map[string]string
}

// account is the one the profile's credentials act in, where the profile says it.
func (p profile) account() string {
	if arn := strings.Split(p.keys["role_arn"], ":"); len(arn) > 4 {
		return arn[4]
	}
	return p.keys["sso_account_id"]
}

// modest says that the profile's role is by its name one that only reads.
func (p profile) modest() bool {
	role := strings.ToLower(p.keys["role_arn"] + " " + p.keys["sso_role_name"] + " " + p.name)
	return strings.Contains(role, "read") || strings.Contains(role, "view") || strings.Contains(role, "audit")
}

// profiles lists those of the shared config and credentials files, by name.
func profiles() []profile {
	found := map[string]profile{}
	configFile := cmp.Or(os.Getenv("AWS_CONFIG_FILE"), config.DefaultSharedConfigFilename())
	credentialsFile := cmp.Or(os.Getenv("AWS_SHARED_CREDENTIALS_FILE"), config.DefaultSharedCredentialsFilename())
	readSections(configFile, found, func(section string) (string, bool) {
		if section == "default" {
			return section, true
		}
		kind, name, ok := strings.Cut(section, " ")
		return strings.Trim(strings.TrimSpace(name), `"'`), ok && kind == "profile"
	})
	readSections(credentialsFile, found, func(section string) (string, bool) { return section, true })
	return slices.SortedFunc(maps.Values(found), func(a, b profile) int { return cmp.Compare(a.name, b.name) })
}

// readSections adds the sections of one file. A file that cannot be read holds no profile: the SDK reads
// it again, and says what is wrong with it.
func readSections(path string, found map[string]profile, nameOf func(section string) (string, bool)) {
	file, err := os.Open(path)
	if err != nil {
		return
	}
	defer file.Close()
	var keys map[string]string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if section, ok := strings.CutPrefix(line, "["); ok {
			keys = nil
			section, _, _ = strings.Cut(section, "]")
			name, ok := nameOf(strings.TrimSpace(section))
			if !ok {
				continue
			}
			if _, ok := found[name]; !ok {
				found[name] = profile{name, map[string]string{}}
			}
			keys = found[name].keys
			continue
		}
		if key, value, ok := strings.Cut(line, "="); ok && keys != nil && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, ";") {
			value, _, _ = strings.Cut(value, " #")
			keys[strings.ToLower(strings.TrimSpace(key))] = strings.TrimSpace(value)
		}
	}
}

func profileNames() []string {
	var names []string
	for _, p := range profiles() {
		names = append(names, p.name)
	}
	return names
}

// profileFor is the profile that leads to an account, and the others that do too. Of several it is the one
// that AWS_PROFILE names, else one whose role only reads, else the first by name.
func profileFor(account string) (chosen string, others []string) {
	var leading []profile
	for _, p := range profiles() {
		if p.account() == account {
			leading = append(leading, p)
		}
	}
	if len(leading) == 0 {
		return "", nil
	}
	rank := func(p profile) int {
		switch {
		case p.name == os.Getenv("AWS_PROFILE"):
			return 0
		case p.modest():
			return 1
		default:
			return 2
		}
	}
	slices.SortStableFunc(leading, func(a, b profile) int { return cmp.Compare(rank(a), rank(b)) })
	for _, p := range leading[1:] {
		others = append(others, p.name)
	}
	return leading[0].name, others
}
