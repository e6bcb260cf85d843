// duckdb -csv -c SQL, as the recipes use it, for machines on which DuckDB comes
// from npm (@duckdb/node-api) and not as a command.
const { DuckDBInstance } = require("@duckdb/node-api");

async function main([csv, c, sql]) {
	if (csv !== "-csv" || c !== "-c") throw new Error("usage: duckdb -csv -c SQL");
	const connection = await (await DuckDBInstance.create()).connect();
	const result = await connection.runAndReadAll(sql);
	console.log(result.columnNames().join(","));
	for (const row of result.getRows()) console.log(row.join(","));
}

main(process.argv.slice(2)).catch((err) => { console.error(err.message); process.exit(1); });
