// Package timex finds expressions of time in news English and says what day,
// week, month, year, decade, duration or set each is, as TIMEX3 values of
// TimeML (ISO 8601 with the additions of that standard), relative to the day
// that the text was written.
package timex
