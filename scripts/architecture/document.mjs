// @ts-check
const beginning = "<!-- made by `npm run graph`: don't edit by hand -->";
const end = "<!-- until here -->";

/**
 * The document with everything between its two marks replaced.
 * @param {string} document
 * @param {string} drawing
 */
export function withDrawing(document, drawing) {
  const from = document.indexOf(beginning);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/architecture.md lacks its marks ${beginning} and ${end}`);
  return `${document.slice(0, from)}${beginning}\n\n${drawing}\n\n${document.slice(to)}`;
}
