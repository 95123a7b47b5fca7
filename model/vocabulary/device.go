package vocabulary

import "strings"

const (
	lowercase = "abcdefghijklmnopqrstuvwxyz"
	decimal   = "0123456789"
)

// devicePath says that a match is the folder of device files (/dev/xvda), which no environment is named
// after. A parameter path may begin with /dev/ too, so what follows must be the name of a device.
func devicePath(text string, m match) bool {
	if text[m.start:m.end] != "dev" || m.start == 0 || text[m.start-1] != '/' || m.end == len(text) || text[m.end] != '/' {
		return false
	}
	if m.start > 1 {
		if before := text[m.start-2]; before == '/' || before >= 128 || asciiClasses[before] != none {
			return false
		}
	}
	return device(text[m.end+1:])
}

// device says that a text begins with the name of a device file.
func device(text string) bool {
	end := strings.IndexFunc(text, func(r rune) bool { return classOf(r) == none })
	name, rest := text, ""
	if end >= 0 {
		name, rest = text[:end], text[end:]
	}
	switch name {
	case "null", "zero", "full", "random", "urandom", "stdin", "stdout", "stderr", "tty", "console", "ptmx", "kmsg", "log":
		return rest == "" || !strings.ContainsAny(rest[:1], "/-_")
	case "shm", "mapper", "pts":
		return true
	case "disk":
		return strings.HasPrefix(rest, "/by-")
	case "dm":
		return strings.HasPrefix(rest, "-")
	}
	for _, disk := range [...]string{"xvd", "sd", "hd", "vd"} {
		if letters, ok := strings.CutPrefix(strings.TrimRight(name, decimal), disk); ok {
			return letters != "" && len(letters) <= 2 && strings.Trim(letters, lowercase) == ""
		}
	}
	for _, numbered := range [...]string{"md", "loop", "ttyS"} {
		if number, ok := strings.CutPrefix(name, numbered); ok {
			return number != "" && strings.Trim(number, decimal) == ""
		}
	}
	number, ok := strings.CutPrefix(name, "nvme")
	return ok && number != "" && number[0] >= '0' && number[0] <= '9'
}
