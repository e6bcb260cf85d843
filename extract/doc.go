// Package extract reads news text and says which people, countries,
// organizations and dates are in it. An [Extractor] takes an [Article] through
// one straight line of stages
//
//	segment -> tag -> merge -> resolve -> normalize -> link
//
// and gives a [Document]: the text with its mentions, and the entities that
// they name. All offsets are half-open ranges of UTF-8 bytes.
package extract
