// Package report writes a comparison for those who are not at the screen: as JSON, whose form is a contract
// (schema.json), as text, which an engineer takes in at a glance, as Markdown, for an incident's record, and as JUnit,
// for what CI systems show.
package report
