package compare

import (
	"parity/model"
	"parity/model/sizes"
)

// smaller says in which words an environment is smaller than the baseline in an attribute, empty where it
// is not: what a relaxed environment may be.
func smaller(o *outcome, a, b *model.Cell) string {
	if o.field.Size == model.NoSize {
		return ""
	}
	mine, base := valueOr(o.mine, o.field), valueOr(o.base, o.field)
	switch o.field.Size {
	case model.ByName:
		if order, ok := sizes.Compare(mine.Text(), base.Text()); ok && order < 0 {
			return o.field.Why
		}
	case model.ByNumber:
		left, okLeft := mine.Float()
		right, okRight := base.Float()
		if okLeft && okRight && left < right {
			return o.field.Why
		}
	case model.ByFlag:
		if mine.Kind() == model.Bool && base.Kind() == model.Bool && !mine.IsTrue() && base.IsTrue() {
			return o.field.Why
		}
		if mine.Kind() == model.Text && off(mine.Text()) && !off(base.Text()) {
			return o.field.Why
		}
	}
	return ""
}

// off says that a setting AWS writes as a word is switched off.
func off(text string) bool { return text == "disabled" || text == "off" || text == "none" }

func valueOr(s *slot, field *model.Field) model.Value {
	if s == nil || s.value.IsAbsent() {
		return field.Default
	}
	return s.value
}
