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
  if (!url || !/^https?:$/u.test(url.protocol) || url.hostname === "") return undefined;
  const { names, branch, folder } = partsOf(url.pathname);
  const name = names.at(-1)?.replace(/\.git$/u, "") ?? "";
  if (names.length < 2 || name === "" || !names.every((part) => word.test(part)) || folder.includes(".."))
    return undefined;
  return {
    url: `${url.origin}/${[...names.slice(0, -1), name].join("/")}`,
    name,
    ...(branch !== undefined && { branch }),
    ...(folder.length > 0 && { folder: folder.join("/") }),
  };
}

/** What of a path names the repository, and what comes behind `/tree/`, `/blob/` or GitLab's `/-/tree/`. */
function partsOf(pathname: string) {
  const parts = pathname.split("/").filter((part) => part !== "");
  const at = parts.findIndex((part, place) => place >= 2 && ["tree", "blob", "-"].includes(part));
  if (at < 0) return { names: parts, branch: undefined, folder: [] };
  const [branch, ...folder] = parts.slice(parts[at] === "-" ? at + 2 : at + 1).map(decodeURIComponent);
  return { names: parts.slice(0, at), branch, folder };
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
