import { Readable } from "node:stream";
import { z } from "zod/mini";
import { readJson } from "../http/read-body";
import { fieldsOf, log } from "../log";
import { logSeldom } from "../log-seldom";
import { bearerOf, hashOfToken, isTokenOf } from "../share/tokens";
import { readStoreSettings } from "../store/settings";
import type { Store } from "../store/store";
import { theStore } from "../store/the-store";
import { act, OperatorRefusal } from "./actions";
import { writeBackup } from "./backup";
import { operatorToken } from "./operator-token";

const command = z.array(z.string().check(z.maxLength(2000))).check(z.maxLength(20));

/** The route of `/api/operator`, by which `npm run operator` reaches a store that this server holds. */
export function answerOperatorRequest(request: Request): Promise<Response> {
  return answerOperator(request, operatorToken(readStoreSettings().folder), theStore);
}

/** Without the token from the data folder there is nothing here. */
export async function answerOperator(request: Request, token: string, open: () => Promise<Store>): Promise<Response> {
  if (!isTokenOf(bearerOf(request.headers) ?? "", hashOfToken(token)))
    return Response.json({ error: "Not found." }, { status: 404 });
  const parsed = command.safeParse(await readJson(request, 64 * 1024).catch(() => undefined));
  if (!parsed.success) return refused(400, "The command is a list of words.");
  try {
    const store = await open();
    const [name] = parsed.data;
    log("info", "operator", { command: name ?? "" });
    if (name !== "backup") return Response.json(await act(store, parsed.data));
    return new Response(Readable.toWeb(writeBackup(store)) as ReadableStream<Uint8Array>, {
      headers: { "Content-Type": "application/gzip" },
    });
  } catch (error) {
    if (error instanceof OperatorRefusal) return refused(400, error.message);
    logSeldom("error", "operator.failed", fieldsOf(error));
    return refused(500, fieldsOf(error).reason);
  }
}

const refused = (status: number, error: string): Response => Response.json({ error }, { status });
