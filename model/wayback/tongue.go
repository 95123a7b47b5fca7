package wayback

import "parity/model"

// tongue turns what one environment has into another's own words and ids.
type tongue struct {
	b        *builder
	from, to int
	of       *model.Type
}

// attribute is an attribute of a resource of the one environment, in the other's words.
func (g tongue) attribute(r *model.Resource, path model.Path) (model.Value, *model.Blank) {
	return g.value(g.of.FieldOf(path, r), r.Get(path))
}

func (g tongue) value(field *model.Field, v model.Value) (model.Value, *model.Blank) {
	if _, secret := v.Secret(); secret || !v.IsAbsent() && (field.Class == model.Confidential || field.Class == model.Masked) {
		return model.Value{}, &model.Blank{Variable: "VALUE", Secret: true}
	}
	return v, nil
}
