import type { Origins } from "../origins.mjs";

export interface OembedAnswer {
  readonly status: number;
  readonly body: unknown;
}

const width = 800;
const height = 480;

/** What other pages get that ask how to show one of our addresses (oembed.com). It names no project and reads none. */
export function oembedOf(query: URLSearchParams, { app }: Pick<Origins, "app">): OembedAnswer {
  if ((query.get("format") ?? "json") !== "json") return { status: 501, body: { error: "Only JSON is answered." } };
  const address = embedAddress(query.get("url") ?? "", app);
  if (address === undefined)
    return { status: 404, body: { error: "This address is no shared project of this server." } };
  const size = { width: within(query.get("maxwidth"), width), height: within(query.get("maxheight"), height) };
  return {
    status: 200,
    body: {
      version: "1.0",
      type: "rich",
      provider_name: "tabsmith",
      provider_url: app,
      title: "A project made with tabsmith",
      ...size,
      html: `<iframe src="${escaped(address)}" width="${size.width}" height="${size.height}" style="border:0;border-radius:8px" title="tabsmith" loading="lazy" allow="cross-origin-isolated; clipboard-write"></iframe>`,
    },
  };
}

function embedAddress(url: string, app: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.origin !== app || url.length > 64_000) return undefined;
  const short = /^\/s\/([A-Za-z0-9]{12})$/u.exec(parsed.pathname)?.[1];
  if (short !== undefined) return `${app}/embed/s/${short}`;
  return /^#(?:[^#]*&)?p=\d+\.[\w@-]+\.[\w-]+/u.test(parsed.hash) ? `${app}/embed${parsed.hash}` : undefined;
}

function within(asked: string | null, usual: number): number {
  const most = Number(asked ?? Number.NaN);
  return Number.isInteger(most) && most > 0 ? Math.min(most, usual) : usual;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
