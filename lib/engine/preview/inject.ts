import type { ResponseBody } from "./http/response";

const latin1 = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

const longestHead = 16 * 1024;

/** Where markup goes in so that it runs before any script of the page: right behind `<head>`, else as early as can be. */
export function placeFor(html: string): number {
  const head = /<head(?:\s[^>]*)?>/i.exec(html);
  if (head !== null) return head.index + head[0].length;
  const root = /<html(?:\s[^>]*)?>/i.exec(html);
  if (root !== null) return root.index + root[0].length;
  const doctype = /^(?:\s|<!--[\s\S]*?-->)*<!doctype[^>]*>/i.exec(html);
  return doctype === null ? 0 : doctype[0].length;
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

/** The body with `markup` put in, as it streams: no more is held back than it takes to find the place. */
export function injecting(body: ResponseBody, markup: string): ResponseBody {
  const encoded = new TextEncoder().encode(markup);
  let held: Uint8Array = new Uint8Array(0);
  let done = false;
  const first = async (): Promise<Uint8Array | null> => {
    for (;;) {
      const piece = await body.next();
      if (piece !== null) held = joined(held, piece);
      const text = latin1(held);
      if (piece !== null && held.length < longestHead && !/<head(?:\s[^>]*)?>|<body|<script/i.test(text)) continue;
      done = true;
      const at = placeFor(text);
      return joined(joined(held.subarray(0, at), encoded), held.subarray(at));
    }
  };
  return { reusable: body.reusable, next: () => (done ? body.next() : first()) };
}
