package keys

// The actions of choosing environments, before there is anything to compare.
const (
	Choose   Action = "choose"
	Continue Action = "continue"
	Write    Action = "write"
	Again    Action = "again"
)

// Choosing is the category of the keys that act where environments are chosen.
const Choosing Category = "Choose"

// choosing are the bindings of that one screen. Its list is moved in by the keys of every other list.
var choosing = []Binding{
	{Choose, Choosing, []string{"space", "x"}, "space", "", "choose", "choose the environment, or not", 0},
	{Baseline, Choosing, []string{"b"}, "b", "", "baseline", "hold the others against this environment", 0},
	{Continue, Choosing, []string{"enter"}, "⏎", "enter", "compare", "compare those that are chosen", 0},
	{Write, Choosing, []string{"w"}, "w", "", "write file", "show the parity.yaml that says so; again, write it", 0},
	{Again, Choosing, []string{"r"}, "r", "", "look again", "look for environments again", 0},
	{Back, Choosing, []string{"esc"}, "esc", "", "", "put away what was shown", 0},
	{Quit, Choosing, []string{"q"}, "q", "", "quit", "quit", 0},
}

// FindChoosing says what a key does where environments are chosen.
func FindChoosing(key string) Action {
	for _, b := range choosing {
		for _, k := range b.Keys {
			if k == key {
				return b.Action
			}
		}
	}
	switch action := Find(key, Overview); action {
	case Up, Down, Top, Bottom, HalfUp, HalfDown, PageUp, PageDown, Interrupt, Suspend:
		return action
	default:
		return None
	}
}

// ChoosingFooter lists the hints where environments are chosen, the most needed first.
func ChoosingFooter(unicode bool) []Hint {
	hints := []Hint{{moving.plain, moving.word}}
	if unicode {
		hints[0].Key = moving.sign
	}
	for _, b := range choosing {
		if b.Short != "" {
			hints = append(hints, Hint{b.Written(unicode), b.Short})
		}
	}
	return hints
}
