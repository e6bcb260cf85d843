// Package pipeline builds the two pipelines of nutgraf-beam: [Extract] reads
// articles from files and writes what is named in them as sharded JSON lines,
// [Stats] counts such lines into tables. Both send what fails to an output of
// its own and count what they do as Beam metrics. What is done with an article
// or a line is done by the packages of the nutgraf command; here is only how
// Beam is told to do it.
package pipeline
