package report

import (
	"encoding/xml"
	"fmt"
)

// The types below are the file: names and their order are those of the schema that Jenkins publishes.

type suites struct {
	XMLName  xml.Name `xml:"testsuites"`
	Name     string   `xml:"name,attr"`
	Time     string   `xml:"time,attr"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Errors   int      `xml:"errors,attr"`
	Suites   []*suite `xml:"testsuite"`
}

type suite struct {
	Name       string     `xml:"name,attr"`
	Tests      int        `xml:"tests,attr"`
	Failures   int        `xml:"failures,attr"`
	Errors     int        `xml:"errors,attr"`
	Skipped    int        `xml:"skipped,attr"`
	Time       string     `xml:"time,attr"`
	Timestamp  string     `xml:"timestamp,attr,omitempty"`
	Properties []property `xml:"properties>property"`
	Cases      []testcase `xml:"testcase"`
}

type property struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type testcase struct {
	Name      string   `xml:"name,attr"`
	Classname string   `xml:"classname,attr"`
	Time      string   `xml:"time,attr"`
	Skipped   *outcome `xml:"skipped"`
	Error     *outcome `xml:"error"`
	Failure   *outcome `xml:"failure"`
	Out       string   `xml:"system-out,omitempty"`
}

type outcome struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// atOnce is how long every testcase took: comparing is one step.
const atOnce = "0.000"

func (s *suites) add(more *suite) {
	s.Time = atOnce
	s.Suites = append(s.Suites, more)
	s.Tests, s.Failures, s.Errors = s.Tests+more.Tests, s.Failures+more.Failures, s.Errors+more.Errors
}

// finish counts a suite's testcases.
func (s *suite) finish() {
	s.Time = atOnce
	for i := range s.Cases {
		t := &s.Cases[i]
		s.Tests++
		switch {
		case t.Failure != nil:
			s.Failures++
		case t.Error != nil:
			s.Errors++
		case t.Skipped != nil:
			s.Skipped++
		}
	}
}

// How many testcases of one suite are written out, by what they come to. What is beyond is one testcase that comes to
// the same and counts them: servers read the whole file, and people never so many.
const (
	mostPassing = 500
	mostFailing = 2000
)

// cases collects the testcases of a suite, up to so many of each kind.
type cases struct {
	suite                 *suite
	class                 string
	failed, erred, passed int
	skipped               int
}

func (c *cases) add(name string, t testcase) {
	t.Name, t.Classname, t.Time = clean(name), clean(c.class), atOnce
	c.suite.Cases = append(c.suite.Cases, t)
}

func (c *cases) fail(name, kind, message, text string) {
	if c.failed++; c.failed <= mostFailing {
		c.add(name, testcase{Failure: &outcome{kind, clean(message), text}})
	}
}

func (c *cases) err(name, kind, message string) {
	if c.erred++; c.erred <= mostFailing {
		c.add(name, testcase{Error: &outcome{kind, clean(message), clean(message)}})
	}
}

func (c *cases) skip(name, kind, message string) {
	if c.skipped++; c.skipped <= mostPassing {
		c.add(name, testcase{Skipped: &outcome{kind, clean(message), ""}})
	}
}

func (c *cases) pass(name, out string) {
	if c.passed++; c.passed <= mostPassing {
		c.add(name, testcase{Out: out})
	}
}

// rest counts what was not written out.
func (c *cases) rest() {
	if n := c.failed - mostFailing; n > 0 {
		text := fmt.Sprintf("%d more differences are not written out", n)
		c.add("more differences", testcase{Failure: &outcome{"more", text, text}})
	}
	if n := c.erred - mostFailing; n > 0 {
		text := fmt.Sprintf("%d more could not be read or decided", n)
		c.add("more that is unknown", testcase{Error: &outcome{"more", text, text}})
	}
	if n := c.skipped - mostPassing; n > 0 {
		c.add("more that is accepted", testcase{Skipped: &outcome{"more", fmt.Sprintf("%d more are accepted", n), ""}})
	}
	if n := c.passed - mostPassing; n > 0 {
		c.add("more that is alike", testcase{Out: fmt.Sprintf("%d more are like the baseline's", n)})
	}
}
