import { z } from "zod";
import { Failure } from "@/lib/base";
import type { WebPage, WebPort } from "@/lib/tools";

const page = z.object({
  url: z.string(),
  status: z.number(),
  contentType: z.string(),
  text: z.string(),
  redirect: z.optional(z.string()),
});
const refusal = z.object({ error: z.string() });

/** Reads pages of the web by way of the app's own server, which keeps private addresses out of reach. Nothing of the user's goes along. */
export function createWebPort(address: string): WebPort {
  return {
    async fetch(url, signal) {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ url }),
        credentials: "omit",
        signal,
      });
      const said: unknown = await answer.json().catch(() => undefined);
      if (!answer.ok) throw new Failure("EACCES", refusalOf(said, answer.status));
      const read = page.safeParse(said);
      if (!read.success) throw new Failure("EPROTO", "The app's server gave no page. Ask the user to update it.");
      const { redirect, ...rest } = read.data;
      return { ...rest, ...(redirect !== undefined && { redirect }) } satisfies WebPage;
    },
  };
}

function refusalOf(said: unknown, status: number): string {
  const named = refusal.safeParse(said);
  if (named.success) return named.data.error;
  return status === 404
    ? "This server reads no pages of the web. Work with what the project holds, or ask the user."
    : `The app's server answered with ${status}. Try again later, or ask the user.`;
}
