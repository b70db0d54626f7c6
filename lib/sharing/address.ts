/** What a link asks to be shown, beside the project itself. */
export interface ShareView {
  readonly file?: string;
  readonly line?: number;
  readonly show?: "editor" | "preview" | "both";
  readonly theme?: "light" | "dark";
  /** The step of the replay to begin with. */
  readonly step?: number;
}

export interface ShareAddress {
  /** `1.<template>.<payload>`; absent where the address only says how to show. */
  readonly share?: string;
  readonly view: ShareView;
}

/** Reads what stands after `#` in an address: `p=…&file=src/app.ts&line=3`. The project is whatever was given, good or bad. */
export function readShareAddress(hash: string): ShareAddress {
  const fields = new Map(
    hash
      .replace(/^#/, "")
      .split("&")
      .map((field): [string, string] => {
        const at = field.indexOf("=");
        return at < 0 ? [field, ""] : [field.slice(0, at), decoded(field.slice(at + 1))];
      }),
  );
  const share = fields.get("p");
  return { ...(share !== undefined && { share }), view: readView((name) => fields.get(name)) };
}

/** The same from anything that has fields by name, such as a query. A value that makes no sense counts as none. */
export function readView(field: (name: string) => string | null | undefined): ShareView {
  const file = field("file");
  const line = Number(field("line") ?? Number.NaN);
  const step = Number(field("step") ?? Number.NaN);
  const show = (["editor", "preview", "both"] as const).find((known) => known === field("show"));
  const theme = (["light", "dark"] as const).find((known) => known === field("theme"));
  return {
    ...(file && { file }),
    ...(Number.isInteger(line) && line > 0 && { line }),
    ...(Number.isInteger(step) && step >= 0 && { step }),
    ...(show && { show }),
    ...(theme && { theme }),
  };
}

/** What follows the `#` of a link. */
export function writeShareAddress({ share, view }: ShareAddress): string {
  const fields = Object.entries(view).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return [...(share === undefined ? [] : [`p=${share}`]), ...fields].join("&");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
