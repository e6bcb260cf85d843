// Runs the peers that live in node over texts and prints what they find, as
// they give it; recognizers.go and chrono.go make TIMEX3 of that.
//
// Standard input: a JSON array of {text, date: "2022-09-22"}. Standard output:
// {recognizers: [[...]], chrono: [[...]]}, an array of findings a text, with
// offsets in UTF-16 units, half-open.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { recognizeDateTime } = require("@microsoft/recognizers-text-suite");
const chrono = require("chrono-node");

function recognizers({ text, date }) {
  return recognizeDateTime(text, "en-us", 0, new Date(date)).map((r) => ({
    start: r.start,
    end: r.end + 1, // theirs is the last unit
    values: r.resolution?.values?.map(({ timex, value, start, end }) => ({ timex, value, start, end })) ?? [],
  }));
}

// chrono tells of each part of a date whether it was said (known) or guessed
// (implied).
function moment(components) {
  if (!components) return null;
  const iso = components.date().toISOString().slice(0, 16);
  const known = ["year", "month", "day", "weekday", "hour"].filter((part) => components.isCertain(part));
  return { iso, known };
}

function chronoParse({ text, date }) {
  return chrono.parse(text, { instant: new Date(date), timezone: "UTC" }).map((r) => ({
    start: r.index,
    end: r.index + r.text.length,
    from: moment(r.start),
    until: moment(r.end),
  }));
}

const texts = JSON.parse(readFileSync(0, "utf8"));
const seconds = {};
function timed(name, find) {
  const begin = process.hrtime.bigint();
  const found = texts.map(find);
  seconds[name] = Number(process.hrtime.bigint() - begin) / 1e9;
  return found;
}
process.stdout.write(JSON.stringify({ recognizers: timed("recognizers", recognizers), chrono: timed("chrono", chronoParse), seconds }));
