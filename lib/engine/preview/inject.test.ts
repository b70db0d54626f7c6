import fc from "fast-check";
import { expect, test } from "vitest";
import { injecting, placeFor } from "./inject";

const mark = "<script></script>";
const at = (html: string) => html.slice(0, placeFor(html)) + mark + html.slice(placeFor(html));

test("goes in before any script of the page", () => {
  expect(at("<!doctype html><html><head lang=x><script>1</script>")).toBe(
    `<!doctype html><html><head lang=x>${mark}<script>1</script>`,
  );
  expect(at("<!doctype html><html a=b><body>")).toBe(`<!doctype html><html a=b>${mark}<body>`);
  expect(at("<!-- x --> <!DOCTYPE html><p>")).toBe(`<!-- x --> <!DOCTYPE html>${mark}<p>`);
  expect(at("<p>hi")).toBe(`${mark}<p>hi`);
  expect(at("<header>no head</header>")).toBe(`${mark}<header>no head</header>`);
});

async function through(pieces: readonly Uint8Array[]): Promise<string> {
  const left = [...pieces];
  const body = injecting({ reusable: true, next: () => Promise.resolve(left.shift() ?? null) }, mark);
  const read: Uint8Array[] = [];
  for (let piece = await body.next(); piece !== null; piece = await body.next()) read.push(piece);
  return Buffer.concat(read).toString();
}

test("the place is the same however the page is cut into pieces", async () => {
  const html = `<!doctype html><html><head><title>ö</title></head><body>${"x".repeat(200)}</body></html>`;
  const bytes = Buffer.from(html);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }), async (sizes) => {
      const pieces: Uint8Array[] = [];
      let from = 0;
      for (const size of sizes) {
        pieces.push(bytes.subarray(from, from + size));
        from += size;
      }
      pieces.push(bytes.subarray(from));
      expect(await through(pieces)).toBe(at(html));
    }),
  );
});

test("an empty page gets the markup alone", async () => {
  expect(await through([])).toBe(mark);
});
