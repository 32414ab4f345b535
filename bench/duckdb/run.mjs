// Runs the SQL beside this file and prints what it took and answered as JSON: node run.mjs FOLDER KNOWN PLACES CAP RUNS
import { DuckDBInstance } from "@duckdb/node-api";
import { readFileSync } from "node:fs";

const [folder, known, places, cap, runs] = process.argv.slice(2);
const sql = (name) => readFileSync(new URL(name, import.meta.url), "utf8")
  .replaceAll(":'folder", `'${folder}`).replaceAll(":known", known).replaceAll(":places", places).replaceAll(":cap", cap);

const connection = await (await DuckDBInstance.create(":memory:")).connect();
const ask = async (text) => (await connection.runAndReadAll(text)).getRows().map((row) => row.map(Number));
const timed = async (name, threads, times, text, answers = true) => {
  await connection.run(`set threads = ${threads}`);
  const milliseconds = [];
  let answer = null;
  for (let i = 0; i <= times; i++) {
    const start = performance.now();
    answer = await ask(text);
    if (i > 0) milliseconds.push(performance.now() - start); // the first is to warm up
  }
  return { name, threads, milliseconds, answer: answers ? answer.map((row) => row.slice(1)) : null };
};

const rules = sql("rules.sql");
const timings = [];
await connection.run(sql("load.sql"));
for (const threads of [1, 2]) timings.push(await timed("DuckDB, whole", threads, runs, sql("whole.sql") + rules));
timings.push(await timed("DuckDB, its index", 2, 1, sql("index.sql"), false));
for (const threads of [1, 2]) timings.push(await timed("DuckDB, already indexed", threads, runs, sql("indexed.sql") + rules));
for (const threads of [1, 2]) timings.push(await timed("DuckDB, CSV to answer", threads, 2, sql("csv.sql") + sql("whole.sql") + rules));
console.log(JSON.stringify({ version: (await connection.runAndReadAll("select version()")).getRows()[0][0], timings }));
