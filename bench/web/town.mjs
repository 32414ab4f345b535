// Blows the demo town up: node town.mjs FROM INTO PEOPLE FACTS
// Its people and the members who work with them are copied as often as it takes, each copy under names of its own, and contacts are
// added until there are so many facts.
import { copyFileSync, createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";

const [from, into, people, facts] = process.argv.slice(2);
const rows = parse(readFileSync(join(from, "facts.csv"), "utf8"));
const header = rows.shift();
const at = Object.fromEntries(header.map((name, i) => [name, i]));
const ofPeople = rows.filter((r) => r[at.person]);
const references = [...new Set(ofPeople.map((r) => r[at.person]))];
const members = rows.filter((r) => /^M\d\d$/.test(r[at.about]));
const copies = Math.ceil(people / references.length);

mkdirSync(into, { recursive: true });
copyFileSync(join(from, "members.yaml"), join(into, "members.yaml"));
const out = createWriteStream(join(into, "facts.csv"));
let written = 0;
async function write(row) {
  written++;
  if (!out.write(row.map(quoted).join(",") + "\n")) await once(out, "drain");
}
out.write(header.join(",") + "\n");
for (const row of rows) await write(row);
for (let copy = 1; copy < copies; copy++) {
  const named = (name) => (name ? `${name}-${copy}` : name);
  for (const row of [...members, ...ofPeople]) {
    const other = [...row];
    for (const column of ["person", "id", "corrects", "retracts", "member-name"]) other[at[column]] = named(row[at[column]]);
    if (members.includes(row)) other[at.about] = named(row[at.about]);
    await write(other);
  }
}
// Contacts, spread evenly over everyone and over the town's two years.
const first = Date.UTC(2026, 3, 1), days = 730;
for (let n = 0; written < facts; n++) {
  const person = references[n % references.length], copy = Math.floor(n / references.length) % copies;
  const day = new Date(first + ((n * 7919) % days) * 86400000).toISOString().slice(0, 10);
  const row = header.map(() => "");
  Object.assign(row, { [at.person]: copy ? `${person}-${copy}` : person, [at.fact]: "contact", [at.from]: day, [at.recorded]: day, [at.id]: `C${n}`, [at["said-by"]]: "key-worker", [at.way]: n % 2 ? "phone" : "in-person" });
  await write(row);
}
out.end();
await once(out, "finish");
console.log(`${copies * references.length} people, ${written} facts`);

function quoted(cell) {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function parse(text) {
  const rows = [];
  let row = [], cell = "", inside = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inside) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') (cell += '"'), i++;
      else inside = false;
    } else if (c === '"') inside = true;
    else if (c === ",") row.push(cell), (cell = "");
    else if (c === "\n") row.push(cell), rows.push(row), (row = []), (cell = "");
    else cell += c;
  }
  return rows;
}
