package write

import _ "embed"

// Schema is the JSON Schema of one document of the formats json and jsonl.
//
//go:embed schema.json
var Schema string
