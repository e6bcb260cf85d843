package read

import "errors"

// A Failure is an article that has no document, and why, as JSON lists it.
type Failure struct {
	ID    string `json:"id"`
	File  string `json:"file,omitempty"`
	Line  int    `json:"line,omitempty"`
	Error string `json:"error"`
}

// FailureOf tells what an error says, file and line apart where it knows them.
func FailureOf(id string, err error) Failure {
	if in := (*Error)(nil); errors.As(err, &in) {
		return Failure{ID: id, File: in.File, Line: in.Line, Error: in.Err.Error()}
	}
	return Failure{ID: id, Error: err.Error()}
}
