import { expect, test } from "vitest";
import { openCloud } from "./open-cloud";

/**
 * What a browser asks each provider to allow before it sends our request: the headers that need leave. Recorded here, so that
 * a new version of a provider's package that sends another header is noticed before users meet it as a failure of CORS.
 * Node's own fetch adds none; `user-agent` is set by the packages and is dropped or asked for, as the browser likes.
 */
const recorded = {
  anthropic: [
    "anthropic-dangerous-direct-browser-access",
    "anthropic-version",
    "content-type",
    "user-agent",
    "x-api-key",
  ],
  openai: ["authorization", "content-type", "user-agent"],
  google: ["content-type", "user-agent", "x-goog-api-key"],
  mistral: ["authorization", "content-type", "user-agent"],
  groq: ["authorization", "content-type", "user-agent"],
  openrouter: ["authorization", "content-type", "user-agent"],
} as const;

test.each(Object.entries(recorded))(
  "the preflight to %s asks for these headers and no others",
  async (provider, headers) => {
    const sent: { url: string; names: string[] }[] = [];
    const request: typeof fetch = (url, init) => {
      sent.push({
        url: url instanceof Request ? url.url : String(url),
        names: [...new Headers(init?.headers).keys()].toSorted(),
      });
      return Promise.resolve(new Response("{}", { status: 500 }));
    };
    const source = { type: "cloud", provider: provider as keyof typeof recorded, model: "m" } as const;
    const model = await openCloud(source, { key: "k", fetch: request });
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hi." }] }];
    await expect(model.doStream({ prompt })).rejects.toMatchObject({ statusCode: 500 });
    expect(sent[0]?.names).toEqual(headers);
    expect(sent[0]?.url).toMatch(/^https:\/\//);
  },
);
