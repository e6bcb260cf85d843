// Finds names with a peer that lives in node:
//
//	node peers.mjs compromise|wink-nlp lines|text FILE
//
// and prints how many it found, so that the work is done.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

const finders = {
	compromise() {
		const nlp = require("compromise");
		return (text) => {
			const doc = nlp(text);
			return doc.people().length + doc.places().length + doc.organizations().length;
		};
	},
	"wink-nlp"() {
		const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"));
		return (text) => nlp.readDoc(text).entities().length();
	},
};

const [peer, kind, file] = process.argv.slice(2);
const find = finders[peer]();
const content = readFileSync(file, "utf8");
const texts = kind === "lines" ? content.trim().split("\n").map((line) => JSON.parse(line).text) : [content];
let found = 0;
for (const text of texts) found += find(text);
console.log(found);
