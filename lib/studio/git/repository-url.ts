/** A repository that an address means, and what of it. */
export interface RepositoryPlace {
  /** Without a password and without `.git`, such as `https://github.com/owner/name`. */
  readonly url: string;
  readonly name: string;
  readonly branch?: string;
  /** A folder in it. */
  readonly folder?: string;
}

const word = /^(?!\.{1,2}$)[\w.-]+$/u;

/** Reads what people paste: a page of a repository or of a folder in it, an address for cloning, `owner/name`. Else undefined. */
export function readRepositoryUrl(text: string): RepositoryPlace | undefined {
  const url = urlOf(text.trim());
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || url.hostname === "") return undefined;
  const parts = url.pathname.split("/").filter((part) => part !== "");
  const tree = parts.findIndex((part, at) => at >= 2 && (part === "tree" || part === "blob" || part === "-"));
  const names = tree < 0 ? parts : parts.slice(0, tree);
  const rest = tree < 0 ? [] : parts.slice(parts[tree] === "-" ? tree + 2 : tree + 1).map(decodeURIComponent);
  const name = names.at(-1)?.replace(/\.git$/u, "") ?? "";
  if (names.length < 2 || !names.every((part) => word.test(part)) || name === "") return undefined;
  const [branch, ...folder] = rest;
  if (folder.some((part) => part === "..")) return undefined;
  return {
    url: `${url.origin}/${[...names.slice(0, -1), name].join("/")}`,
    name,
    ...(branch !== undefined && { branch }),
    ...(folder.length > 0 && { folder: folder.join("/") }),
  };
}

function urlOf(text: string): URL | undefined {
  const [, host, path] = /^(?:ssh:\/\/)?git@([\w.-]+)[:/](.+)$/u.exec(text) ?? [];
  if (host !== undefined && path !== undefined) return parse(`https://${host}/${path}`);
  if (/^[\w-][\w.-]*\/[\w.-]+$/u.test(text) && !text.includes("://")) return parse(`https://github.com/${text}`);
  if (/^[\w-]+(?:\.[\w-]+)+\//u.test(text)) return parse(`https://${text}`);
  return parse(text);
}

function parse(text: string): URL | undefined {
  try {
    const url = new URL(text);
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    return undefined;
  }
}
