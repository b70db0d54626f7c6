import "fake-indexeddb/auto";
import { measureDecision } from "./decision";
import { measureEdit } from "./edit";
import { measureOpening } from "./opening";
import { measureStreaming, measureTurn } from "./turn";

export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms";
  readonly most: number;
}

export async function measureAll(): Promise<readonly Measured[]> {
  return [measureDecision(), ...measureEdit(), await measureTurn(), await measureStreaming(), await measureOpening()];
}
