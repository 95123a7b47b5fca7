// Package filter finds rows by what a person types. A filter is terms apart by blanks, all of which must be
// found: a plain one anywhere in a row's names, attributes and values, whatever its case; ~term with other
// letters between its own; attr:value in the values of attributes called so; is:drift, finding:recent and
// in:staging by what is said of a row. A ! before any of them turns it round, quotes hold blanks together.
// Nothing that is typed is a mistake: what cannot be understood is left out, and [Query.Note] says so.
//
// The package is pure. It never sees a secret: whoever makes a [Row] leaves the values of secrets out, since
// what can be found can be guessed letter by letter.
package filter
