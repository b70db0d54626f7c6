import "fake-indexeddb/auto";
import { measureDecision } from "./decision";
import { measureEdit } from "./edit";
import type { Measured } from "./measured";
import { measureOpening } from "./opening";
import { measureStreaming, measureTurn } from "./turn";

export async function measureAll(): Promise<readonly Measured[]> {
  return [measureDecision(), ...measureEdit(), await measureTurn(), await measureStreaming(), await measureOpening()];
}
