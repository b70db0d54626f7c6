import type { Tables } from "@/lib/engine/node/tables/tables";

/** A binding's record of numbers, such as its `constants`. */
export function constantsOf(tables: Tables, binding: string, name = "constants"): Readonly<Record<string, number>> {
  const shape = tables.bindings[binding]?.[name];
  return shape !== null && typeof shape === "object" ? (shape.values as Record<string, number>) : {};
}
