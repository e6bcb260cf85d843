// Package date has the result of dateparser.Parser.
package date

import "time"

// Date is a day that was read.
type Date struct{ Time time.Time }
