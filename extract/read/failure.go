package read

import "errors"

// A Failure is an article that has no document, and why, as JSON lists it.
type Failure struct {
	ID    string `json:"id"`
	File  string `json:"file,omitempty"`
	Line  int    `json:"line,omitempty"`
	Place string `json:"place,omitempty"` // in an archive
	Error string `json:"error"`
}

// FailureOf tells what an error says, file, line and place apart where it knows them.
func FailureOf(id string, err error) Failure {
	if in := (*Error)(nil); errors.As(err, &in) {
		return Failure{ID: id, File: in.File, Line: in.Line, Place: in.Place, Error: in.Err.Error()}
	}
	return Failure{ID: id, Error: err.Error()}
}
