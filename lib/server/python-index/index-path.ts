/** What of a Python index this server hands on: the page of one package, and the wheels that page names. */
export type IndexPath =
  | { readonly type: "page"; readonly name: string }
  | { readonly type: "wheel"; readonly name: string; readonly file: string };

const form = /^\/([a-zA-Z0-9](?:[a-zA-Z0-9._-]{0,98}[a-zA-Z0-9])?)\/([\w.!+-]{1,200}\.whl)?$/u;

/** `path` is what follows the proxy's own address. Undefined for what isn't handed on. */
export function readIndexPath(path: string): IndexPath | undefined {
  const [matched, name = "", file] = form.exec(path) ?? [];
  if (matched === undefined || path.includes("..")) return undefined;
  const plain = name.toLowerCase().replaceAll(/[-_.]+/gu, "-");
  return file === undefined ? { type: "page", name: plain } : { type: "wheel", name: plain, file };
}
