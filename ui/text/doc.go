// Package text makes text fit for a terminal's cells: it cleans what came from outside, measures, cuts,
// pads, wraps, and finds the part in which two values differ.
//
// Everything AWS says passes [Clean] before it is measured or drawn. All other functions expect clean text
// and count in cells; clean text is as wide by grapheme clusters as by wcwidth, so that terminals of both
// schools draw it alike.
package text
