package command

import (
	"context"
	"errors"
	"slices"

	"parity/model"
)

// Reveal reads one secret of a live environment, and keeps nothing of it. Files have none.
func (l *loader) Reveal(ctx context.Context, environment string, resource *model.Resource, attribute model.Path) (string, error) {
	i := slices.IndexFunc(l.plan.described(), func(e model.Environment) bool { return e.Name == environment })
	if i < 0 {
		return "", errors.New("no environment is called " + environment)
	}
	switch env := &l.plan.environments[i]; {
	case env.kept == nil:
		return l.aws().Reveal(ctx, env.wanted, resource, attribute)
	case env.filed:
		return "", errors.New("a snapshot holds no secrets; name the environment itself to see them")
	default:
		return "", errors.New("the demo holds no secrets; a live environment's are asked for one by one")
	}
}
