package compare

import "parity/model/links"

// Links finds out once what refers to what among the rows of the comparison.
func (r *Result) Links() *links.Links { return links.Find(r.judge.paired, r.Rows) }
