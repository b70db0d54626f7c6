import type { Check, CheckStrings } from "@/lib/studio";

type Known = keyof CheckStrings["names"];

/** The kind of a check, which has a name and a way to mend it. */
export function kindOf({ id }: Pick<Check, "id">): Known {
  return id.startsWith("provider:") ? "provider" : (id as Known);
}

export const nameOf = (check: Check, words: CheckStrings): string => check.name ?? words.names[kindOf(check)];
