/** What an embed or a badge leads to: a project in its link, or one that is stored. */
export interface SnippetTarget {
  readonly origin: string;
  readonly name: string;
  readonly share?: string;
  readonly id?: string;
}

export interface EmbedWish {
  readonly show: "editor" | "preview" | "both";
  readonly theme: "auto" | "light" | "dark";
}

export function embedAddress({ origin, share, id }: SnippetTarget, { show, theme }: EmbedWish): string {
  const fields = [...(show === "both" ? [] : [`show=${show}`]), ...(theme === "auto" ? [] : [`theme=${theme}`])];
  if (id !== undefined) return `${origin}/embed/s/${id}${fields.length > 0 ? `#${fields.join("&")}` : ""}`;
  return `${origin}/embed#${[`p=${share}`, ...fields].join("&")}`;
}

export const pageAddress = ({ origin, share, id }: SnippetTarget): string =>
  id === undefined ? `${origin}/share#p=${share}` : `${origin}/s/${id}`;

/** An `iframe` as pages take it. The name comes from the project, so it is written as text. */
export function frameHtml(target: SnippetTarget, wish: EmbedWish): string {
  return `<iframe src="${escaped(embedAddress(target, wish))}" title="${escaped(target.name)}" width="100%" height="480" style="border:0;border-radius:8px" loading="lazy" allow="cross-origin-isolated; clipboard-write"></iframe>`;
}

export const badgeMarkdown = (target: SnippetTarget, alt: string): string =>
  `[![${alt}](${target.origin}/badge.svg)](${pageAddress(target)})`;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
