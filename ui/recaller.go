package ui

import (
	"context"

	"parity/model"
	"parity/model/compare"
)

// Recaller tells what an attribute was in earlier loads. The program calls it in commands, and only when somebody
// looks at the attribute: loads are read from files for it.
type Recaller interface {
	// Recall tells the past of an attribute of a row of the result, in the environment of that name; the zero path
	// asks whether the resource was there at all. It is called for one result by any number of goroutines. A
	// cancelled context makes it return soon, with what it has. That nothing is kept is a recollection without looks.
	Recall(ctx context.Context, result *compare.Result, environment string, row *model.Row, attribute model.Path) model.Recollection
}
