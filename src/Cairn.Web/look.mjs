// Makes the stylesheet and script of the pages from govuk-frontend: node look.mjs FOLDER
// GDS Transport, the crown and the crest are for gov.uk alone, so the font is the reader's own and the pictures are left out.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const from = new URL("node_modules/govuk-frontend/dist/govuk/", import.meta.url);
const css = readFileSync(new URL("govuk-frontend.min.css", from), "utf8")
  .replace(/@font-face\{[^}]*\}/g, "")
  .replaceAll("GDS Transport,arial,sans-serif", '"Helvetica Neue",Arial,"Liberation Sans",sans-serif')
  .replace(/(background-image|mask-image|-webkit-mask-image|background|mask):[^;}]*url\(\/assets\/images\/[^)]*\)[^;}]*;?/g, "")
  .replace(/\/\*# sourceMappingURL.*\*\//, "");
if (/GDS Transport|url\(/.test(css)) throw new Error("govuk-frontend has changed: a font or a picture is left in the stylesheet.");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "govuk.css"), css);
writeFileSync(join(folder, "govuk.js"), readFileSync(new URL("govuk-frontend.min.js", from), "utf8").replace(/\/\/# sourceMappingURL.*/, ""));
