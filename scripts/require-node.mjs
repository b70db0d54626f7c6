// Written so that a Node of any age that knows modules can read it: it runs before anything newer is loaded.
var wanted = [20, 19];

/** Runs the program at `path` if this Node is new enough; otherwise says so in one sentence and exits with 1. */
export function runOnNewEnoughNode(path, versionText) {
  var version = (versionText || process.versions.node).split(".").map(Number);
  var enough = version[0] > wanted[0] || (version[0] === wanted[0] && version[1] >= wanted[1]);
  if (enough) return import(path);
  console.error(
    "tabsmith needs Node " +
      wanted.join(".") +
      " or newer, but this is " +
      version.join(".") +
      ": see https://nodejs.org.",
  );
  process.exitCode = 1;
  return Promise.resolve();
}
