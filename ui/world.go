package ui

import (
	"slices"
	"time"

	"parity/model"
	"parity/model/links"
	"parity/ui/text"
)

// world is what screens draw from, beside their own state: what is known of the environments, how far they
// are loaded, and the newest comparison. Screens do not change it.
type world struct {
	catalog *model.Catalog
	tabs    []model.Tab
	// environments are as known by now, in the order they were named; baseline is the index of the one the
	// others are held against on the screen.
	environments []model.Environment
	baseline     int
	// digest is nil until there is a first comparison.
	digest *digest
	// links tell what refers to what in the digest; nil until they are found.
	links *links.Links
	// loads says how far each type of each environment is: ENVIRONMENT × TYPE.
	loads [][]load
	// pasts are the histories that were asked for since the last load began.
	pasts map[historyKey]past
	// recalls are what was asked for since then of the loads that are kept.
	recalls map[recallKey]recall
	// loading says that a load is running, trouble why the last load or comparison gave nothing.
	loading bool
	trouble error
	// inquiry is the investigation that is worked on, nil before there is one; offered is what the keeper found.
	inquiry *inquiry
	offered offered
	now     time.Time
	zone    *time.Location
}

// load is how far one type of one environment is.
type load struct {
	state  model.LoadState
	count  int
	unread *model.Unread
}

func newWorld(options *Options) world {
	w := world{
		catalog: options.Catalog, tabs: options.Catalog.Tabs(),
		environments: slices.Clone(options.Environments), zone: options.Zone,
	}
	w.baseline = max(0, slices.IndexFunc(w.environments, func(e model.Environment) bool { return e.Role == model.Baseline }))
	w.loads = make([][]load, len(w.environments))
	for i := range w.loads {
		w.loads[i] = make([]load, len(w.catalog.Types()))
	}
	return w
}

// order lists the environments as they are drawn: the baseline first, then those that must be like it, then
// the relaxed ones.
func (w *world) order() []int {
	order := []int{w.baseline}
	for _, role := range []model.Role{model.Mirror, model.Relaxed} {
		for i := range w.environments {
			if w.role(i) == role {
				order = append(order, i)
			}
		}
	}
	return order
}

// role is how an environment is held against the baseline that is on the screen.
func (w *world) role(i int) model.Role {
	switch {
	case i == w.baseline:
		return model.Baseline
	case w.environments[i].Role == model.Relaxed:
		return model.Relaxed
	default:
		return model.Mirror
	}
}

// relaxed takes over which environments may be smaller: an explanation changes that.
func (w *world) relaxed(d *digest) {
	w.environments = slices.Clone(w.environments)
	for i, inventory := range d.Inventories {
		if role := inventory.Environment.Role; i < len(w.environments) && role != model.Baseline {
			w.environments[i].Role = role
		}
	}
}

// at is a time in the words of the screen.
func (w *world) at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return moment(t.In(w.zone), w.now.In(w.zone))
}

// lastReload is what the last load changed, nil where nothing was read again yet.
func (w *world) lastReload() *reload {
	if w.digest == nil {
		return nil
	}
	return w.digest.reload
}

// read is when the oldest of the environments was read, zero while one never was.
func (w *world) read() time.Time {
	if w.digest == nil {
		return time.Time{}
	}
	return oldest(w.digest.Inventories)
}

// tabLoad sums up how far a view's types are in one environment.
func (w *world) tabLoad(environment, tab int) load {
	var sum load
	done, failed, waiting := 0, 0, 0
	types := w.tabs[tab].Types
	for _, t := range types {
		l := w.loads[environment][w.typeIndex(t)]
		sum.count += l.count
		switch l.state {
		case model.Loaded:
			done++
		case model.Failed:
			failed++
			if sum.unread == nil {
				sum.unread = l.unread
			}
		case model.Waiting:
			waiting++
		}
	}
	switch {
	case done+failed == len(types) && failed > 0:
		sum.state = model.Failed
	case done+failed == len(types):
		sum.state = model.Loaded
	case waiting == len(types):
		sum.state = model.Waiting
	default:
		sum.state = model.Loading
	}
	return sum
}

// done counts the types that are read, of all, over all environments.
func (w *world) done() (done, all int) {
	for _, loads := range w.loads {
		for _, l := range loads {
			all++
			if l.state == model.Loaded || l.state == model.Failed {
				done++
			}
		}
	}
	return done, all
}

func (w *world) typeIndex(t *model.Type) int { return slices.Index(w.catalog.Types(), t) }

// words says how far a load is.
func (l load) words() string {
	switch l.state {
	case model.Loading:
		if l.count == 0 {
			return "reading"
		}
		return thousands(l.count) + " so far"
	case model.Loaded:
		return "done, " + thousands(l.count)
	case model.Failed:
		return failure(l.unread)
	default:
		return "waiting"
	}
}

// denied is how a missing permission is called.
const denied = "denied"

// failure is an unread part in a word.
func failure(u *model.Unread) string {
	if u == nil {
		return "not read"
	}
	switch u.Code {
	case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation":
		return denied
	case "Timeout":
		return "timed out"
	case "":
		return "not read"
	default:
		return text.Clean(u.Code)
	}
}
