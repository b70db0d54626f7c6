import { codeOf } from "@/lib/base";

const missing = new Set(["ENOENT", "ENOTDIR"]);

/** What isn't there is an answer, not a failure. */
export async function orUndefined<T>(action: Promise<T>): Promise<T | undefined> {
  try {
    return await action;
  } catch (error) {
    if (missing.has(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}
