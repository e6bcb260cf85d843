// Package stats counts what extract found over many documents: entities by day,
// pairs that occur in one document, and when each was first and last seen. A
// [Table] turns a document into facts, a [Key] with a [Count] each; facts of one
// key are added up, here by a [Counter] in memory or, in beam, by an engine; the
// rows are sorted and written as CSV or Parquet. Neither the order of documents
// nor who adds up changes a byte of the result.
package stats
