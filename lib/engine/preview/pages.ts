/** The pages that a preview shows when there is no server to ask. */

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

export const isolation: readonly (readonly [string, string])[] = [
  ["cross-origin-embedder-policy", "require-corp"],
  ["cross-origin-resource-policy", "cross-origin"],
  ["origin-agent-cluster", "?1"],
];

/** A page that looks again by itself: `wait` milliseconds after it was shown. */
export function messagePage(title: string, text: string, wait: number): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width"><style>
:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:15px/1.5 system-ui,sans-serif}
main{max-width:34em;padding:2em}h1{font-size:1.25em;margin:0 0 .5em}p{margin:0;opacity:.75}</style></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p></main>
<script>setTimeout(()=>location.reload(),${wait})</script></body></html>`;
}

export const closedPortPage = (port: number | undefined): string =>
  port === undefined
    ? messagePage(
        "No server is running",
        "Start one, for example with npm run dev. This page looks again by itself.",
        1500,
      )
    : messagePage(
        `Nothing listens on port ${port}`,
        "The server has stopped, or it hasn't started yet. This page looks again by itself.",
        1500,
      );

export function noEnginePage(): Response {
  const text = "The project that this address shows isn't open. Open it in the app; this page looks again by itself.";
  return new Response(messagePage("The project isn't running", text, 2000), {
    status: 503,
    headers: [["content-type", "text/html; charset=utf-8"], ...isolation.map(([a, b]): [string, string] => [a, b])],
  });
}
