// Holds YAML files to a JSON Schema as an editor does. Prints what is wrong, or how many are valid.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import { parseDocument } from "yaml";

const [schema, ...files] = process.argv.slice(2);
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
let valid = 0;
for (const file of files) {
  const document = parseDocument(readFileSync(file, "utf8"));
  for (const error of document.errors) console.log(`${file}: ${error.message}`);
  if (validate(document.toJS())) valid++;
  else for (const error of validate.errors) console.log(`${file}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
}
console.log(`${valid} valid`);
