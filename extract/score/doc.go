// Package score compares found mentions with gold ones: precision, recall and
// F1, strict (both borders and the type right) and lenient (some overlap of
// the same type), by type, genre and region, and how well scores are
// calibrated.
package score
