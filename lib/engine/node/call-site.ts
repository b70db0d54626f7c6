import { fromSourceName } from "@/lib/engine/node/modules/source-name";

export interface StackPosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** V8's own, which prints itself as a line of a stack trace. */
export interface CallSite {
  getFunctionName(): string | null;
  getFileName(): string | null | undefined;
  getScriptNameOrSourceURL(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  toString(): string;
}

/** A function without a name in evaluated code is called `eval` by V8; in a file it would have none. */
const nameOf = (site: CallSite): string | null => {
  const name = site.getFunctionName();
  return name === "eval" ? null : name;
};

const unevaluated = (line: string): string =>
  line
    // Names that V8 guesses in the packs, and natively has no text to guess from.
    .replace(/^Module\._extensions\.(\.\w+) \(node:/, "Object.$1 (node:")
    .replace(/^async \S+\.__proto__ \((node:.*)\)$/, "async $1")
    .replace(/^(\S+)\.eval \[as ([^\]]+)\] \(/, "$1.$2 (")
    .replace(/^(async |new )?eval \((.*)\)$/, "$1$2")
    .replace(/^((?:async |new )?[\w$.]+)\.eval \(/, "$1.<anonymous> (");

function changedSite(site: CallSite, changed: Partial<Record<PropertyKey, () => unknown>>): CallSite {
  return new Proxy(site, {
    get(target, key) {
      const replacement = changed[key];
      if (replacement) return replacement;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

/** The program's files are evaluated, which natively they aren't: a site of theirs tells of the file at `position` alone. */
export function siteAt(site: CallSite, position: StackPosition | undefined): CallSite {
  const name = site.getScriptNameOrSourceURL();
  if (!name) return site;
  const line = site.getLineNumber() ?? 0;
  const column = site.getColumnNumber() ?? 0;
  const place = position ?? { file: fromSourceName(name), line, column };
  const was = `${name}:${line}:${column}`;
  const now = `${place.file}:${place.line}:${place.column}`;
  return changedSite(site, {
    getFileName: () => place.file,
    getScriptNameOrSourceURL: () => place.file,
    getLineNumber: () => place.line,
    getColumnNumber: () => place.column,
    getFunctionName: () => nameOf(site),
    isEval: () => false,
    getEvalOrigin: () => undefined,
    toString: () => unevaluated(site.toString().replace(was, () => now)),
  });
}
