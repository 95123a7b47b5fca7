// Package report writes a comparison for those who are not at the screen: as JSON, whose form is a contract
// (schema.json), and as text, which an engineer takes in at a glance.
package report
