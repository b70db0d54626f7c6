import type { Context } from "./context";

const nothing = new Uint8Array();

/** What comes from the standard input, as text. */
export const readInput = async (context: Context, encoding: "utf8" | "latin1" = "utf8"): Promise<string> =>
  Buffer.from((await context.input?.()) ?? nothing).toString(encoding);
