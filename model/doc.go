// Package model holds the nouns of parity: what an environment is, what was loaded for it, and what a
// comparison says of it. It is pure: it knows no AWS, no terminal, no clock and does no I/O. Its
// subfolders are the engines that turn inventories into a comparison; the data flows one way:
//
//	inventory → paired → judged → explained
package model
