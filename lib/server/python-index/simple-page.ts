/** A file that a package's page names, whichever of the two forms the page has. */
export interface IndexFile {
  readonly filename: string;
  readonly url: string;
  readonly hashes: Readonly<Record<string, string>>;
  readonly requiresPython: string | undefined;
  readonly yanked: boolean;
}

const hashesOf = (sha256: string): Readonly<Record<string, string>> => (sha256 === "" ? {} : { sha256 });

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function fromJson(body: string, page: string): IndexFile[] {
  const { files } = JSON.parse(body) as { readonly files?: unknown };
  if (!Array.isArray(files)) throw new TypeError("The index names no files");
  return (files as readonly Record<string, unknown>[]).flatMap((file) => {
    const [filename, url] = [text(file.filename), text(file.url)];
    if (filename === "" || !URL.canParse(url, page)) return [];
    const { sha256 } = (file.hashes ?? {}) as { readonly sha256?: unknown };
    return {
      filename,
      url: new URL(url, page).href,
      hashes: hashesOf(text(sha256)),
      requiresPython: text(file["requires-python"]) || undefined,
      yanked: Boolean(file.yanked),
    };
  });
}

const plain = (given: string): string =>
  given
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

const attribute = (tag: string, name: string): string | undefined => {
  const [, double, single] = new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`, "iu").exec(tag) ?? [];
  const found = double ?? single;
  return found === undefined ? undefined : plain(found);
};

function fromHtml(body: string, page: string): IndexFile[] {
  return [...body.matchAll(/<a(\s[^>]*)>([^<]*)<\/a>/giu)].flatMap(([, tag = "", shown = ""]) => {
    const href = attribute(tag, "href");
    if (href === undefined || !URL.canParse(href, page)) return [];
    const url = new URL(href, page);
    const [, sha256] = /^#sha256=([0-9a-f]{64})$/u.exec(url.hash) ?? [];
    url.hash = "";
    return {
      filename: plain(shown.trim()),
      url: url.href,
      hashes: hashesOf(sha256 ?? ""),
      requiresPython: attribute(tag, "data-requires-python"),
      yanked: /\sdata-yanked/iu.test(tag),
    };
  });
}

/** Reads a package's page in JSON (PEP 691) or in HTML (PEP 503). */
export const readSimplePage = (body: string, type: string, page: string): IndexFile[] =>
  type.includes("json") ? fromJson(body, page) : fromHtml(body, page);

/** The page as a sandbox gets it: in JSON, its files below the page's own address. */
export const writeSimplePage = (name: string, files: readonly IndexFile[]): string =>
  JSON.stringify({
    meta: { "api-version": "1.0" },
    name,
    files: files.map(({ filename, hashes, requiresPython, yanked }) => ({
      filename,
      url: filename,
      hashes,
      ...(requiresPython !== undefined && { "requires-python": requiresPython }),
      yanked,
    })),
  });
