package model

import "strings"

// Settings says where the settings of a type's resources stand that may be formulas of the resource's own size:
// the same text comes to something else where the size is another.
type Settings struct {
	// Holders are the ways to what holds them, the nearest first: references, one after the other.
	Holders [][]Path
	// Values is the pattern of a setting in a holder.
	Values Path
	// Untouched begins the names of the holders that AWS made, in which nothing is set; the rest is the family by
	// which an inventory's Defaults are found.
	Untouched string
	// Variables are what formulas call the resource's attributes.
	Variables []Variable
	// Foremost are the settings that are told of first, and even where they are formulas by default.
	Foremost []string
}

// Variable is what formulas call an attribute.
type Variable struct {
	Name      string
	Attribute Path
	Measure   Measure
}

// Measure is what of an attribute a variable is.
type Measure uint8

// The measures.
const (
	// Memory is the bytes of memory of the size that the attribute names, of which AWS keeps a part for itself.
	Memory Measure = iota
	// Processors is the number of virtual processors of that size.
	Processors
	// Gibibytes is the bytes of the attribute's number of GiB.
	Gibibytes
)

// Of lists the variables that an attribute decides.
func (s *Settings) Of(attribute Path) []Variable {
	var decided []Variable
	if s != nil {
		for _, v := range s.Variables {
			if v.Attribute == attribute {
				decided = append(decided, v)
			}
		}
	}
	return decided
}

// Family is that of a holder which AWS made.
func (s *Settings) Family(name string) (family string, untouched bool) {
	return strings.CutPrefix(name, s.Untouched)
}
