// Package gazetteer knows names: of leaders with their years in office,
// countries and nationalities, organizations, places, given and family names.
// It finds them in a text, leftmost and longest first, and says who or what
// each may be. Its lists are the text files under source, built into one
// binary file that is part of the program and searched in place.
//
// Matching is by tokens. It does not mind accents, hyphens, periods and the
// kind of quotes, nor capitals beyond the first; but a short form in capitals
// (US, UN, WHO) is matched in capitals only.
package gazetteer

//go:generate go run ./build source gazetteer.bin
