// Everything works without this: it moves the focus to errors and counts characters.
import { initAll } from "./govuk.js";
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
