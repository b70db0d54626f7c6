// @ts-check
/** @typedef {import("./collect.mjs").Notice} Notice */

/**
 * The notices as a document: a table of all, then each text once with the packages it is of.
 * @param {readonly Notice[]} notices
 * @returns {string}
 */
export function writeNotices(notices) {
  const rows = notices.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  /** @type {Map<string, string[]>} */
  const byText = new Map();
  for (const { name, text } of notices) {
    if (text !== "") byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  const texts = [...byText].map(([text, names]) => `## ${[...new Set(names)].join(", ")}\n\n${quoted(text)}`);
  return `${[head, ["| package | version | licence |", "| --- | --- | --- |", ...rows].join("\n"), ...texts].join("\n\n")}\n`;
}

/** @param {string} text */
function quoted(text) {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/gu)].map(([ticks]) => ticks.length + 1)));
  return `${fence}text\n${text}\n${fence}`;
}

const head = `# Third-party software

Made by \`npm run notices\` from what is installed. tabsmith's builds carry or serve parts of these packages. The engine's build also
takes the JavaScript library of Node.js from Node's own published package and puts Node's licence beside it
(\`public/engine/node-license.txt\`); neither is in this repository.`;
