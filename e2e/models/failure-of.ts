import { ModelFailure } from "@/lib/models";

/** What a failure says to the user. */
export async function failureOf(work: Promise<unknown>): Promise<{ code: string; says: string }> {
  try {
    await work;
    return { code: "none", says: "" };
  } catch (error) {
    return { code: error instanceof ModelFailure ? error.code : (error as Error).name, says: (error as Error).message };
  }
}
