/** Where a project came from, and whose work its sender says that it is. */
export interface Provenance {
  readonly source:
    | { readonly type: "link" }
    | { readonly type: "short"; readonly id: string }
    /** Such as `github.com/owner/name`. */
    | { readonly type: "repository"; readonly name: string }
    | { readonly type: "other"; readonly text: string };
  readonly author?: string;
}

/** As one text, which is kept with the project. */
export function writeProvenance({ source, author }: Provenance): string {
  const by = author === undefined ? "" : `#${author}`;
  if (source.type === "link") return `link:${by}`;
  if (source.type === "short") return `short:${source.id}${by}`;
  return source.type === "repository" ? `repository:${source.name}${by}` : source.text;
}

const written = /^(link|short|repository):([^#]*)(?:#(.*))?$/s;

/** A text of another kind, written by whoever made the project, stands for itself. */
export function readProvenance(origin: string): Provenance {
  const [, type, name = "", author] = written.exec(origin) ?? [];
  const by = author === undefined ? {} : { author };
  if (type === "link") return { source: { type }, ...by };
  if (type === "short") return { source: { type, id: name }, ...by };
  if (type === "repository") return { source: { type, name }, ...by };
  return { source: { type: "other", text: origin } };
}
