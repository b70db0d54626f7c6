import "server-only";
import { readOrigins } from "../origins.mjs";
import { oembedOf } from "./oembed";

/** The route of `/api/oembed`, which anyone may read. */
export function answerOembed(request: Request): Response {
  const origins = readOrigins(process.env);
  if (!origins.ok) return Response.json({ error: origins.error }, { status: 500 });
  const { status, body } = oembedOf(new URL(request.url).searchParams, origins.value);
  return Response.json(body, {
    status,
    headers: { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600" },
  });
}
