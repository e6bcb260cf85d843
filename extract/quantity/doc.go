// Package quantity reads amounts of news English (money, percentages,
// measures, counts and ranks) and gives their number and unit.
package quantity
