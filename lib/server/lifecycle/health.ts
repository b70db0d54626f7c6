import { sql } from "drizzle-orm";
import { storeState, theStore } from "../store/the-store";
import { isEnding } from "./is-ending";

const answer = (status: number, body: object): Response =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store" } });

/** Whether this process answers at all. Touches nothing. */
export const answerHealth = (): Response => answer(200, { status: "ok" });

/** Whether it can serve short links now. Asking opens the store if nothing has yet; until it is open the answer is no. */
export async function answerReady(): Promise<Response> {
  if (isEnding()) return answer(503, { status: "ending" });
  const opening = theStore();
  const state = storeState();
  if (state !== "open") {
    opening.catch(() => undefined);
    return answer(503, { status: "opening" });
  }
  try {
    const { database, blobs } = await opening;
    await database.queries.execute(sql`select 1`);
    return answer(200, { status: "ready", database: database.kind, blobs: blobs.kind });
  } catch {
    return answer(503, { status: "no store" });
  }
}
