package config

import (
	"os"
	"path/filepath"
)

// FileName is what the file is called.
const FileName = "parity.yaml"

// Find looks for the file from a folder up to the root of its repository, and then in the user's own
// configuration folder. Outside a repository only the folder itself is looked at: what lies above it may
// be anybody's. It is empty where there is none.
func Find(folder string, getenv func(string) string) string {
	for _, path := range candidates(folder, getenv) {
		if isFile(path) {
			return path
		}
	}
	return ""
}

// isFile takes a link that leads nowhere for a file too: somebody means one to be there, and reading it says that
// it is not, where going on would compare what another file says, or nothing.
func isFile(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		_, err = os.Lstat(path)
		return err == nil
	}
	return !info.IsDir()
}

func candidates(folder string, getenv func(string) string) []string {
	paths := []string{filepath.Join(folder, FileName)}
	if root, ok := repository(folder); ok {
		for folder != root {
			folder = filepath.Dir(folder)
			paths = append(paths, filepath.Join(folder, FileName))
		}
	}
	for _, base := range userFolders(getenv) {
		paths = append(paths, filepath.Join(base, "parity", FileName))
	}
	return paths
}

// repository is the nearest folder that holds a .git, which is a file in a work tree.
func repository(folder string) (string, bool) {
	for {
		if _, err := os.Stat(filepath.Join(folder, ".git")); err == nil {
			return folder, true
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", false
		}
		folder = parent
	}
}

// userFolders are where people keep configuration: XDG's folder wherever it is set or customary, and the
// system's own.
func userFolders(getenv func(string) string) []string {
	if xdg := getenv("XDG_CONFIG_HOME"); filepath.IsAbs(xdg) {
		return []string{xdg}
	}
	var folders []string
	if home := getenv("HOME"); filepath.IsAbs(home) {
		folders = append(folders, filepath.Join(home, ".config"))
	}
	if system, err := os.UserConfigDir(); err == nil {
		folders = append(folders, system)
	}
	return folders
}

// First is where a first file belongs, so that it is found again from the folder: at the root of the
// repository, or outside of one in the folder itself.
func First(folder string) string {
	if root, ok := repository(folder); ok {
		folder = root
	}
	return filepath.Join(folder, FileName)
}
