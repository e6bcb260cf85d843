// Package quantity finds amounts of news English (money, percentages, measures,
// counts and ranks) where their form leaves no doubt, and gives the number and
// unit of any.
package quantity
