import { measureDecision } from "./decision";
import { measureEditCall } from "./edit-call";
import { measureEdit } from "./edit";
import type { Measured } from "./measured";
import { measureOpening } from "./opening";
import { measureStreaming, measureTurn } from "./turn";

/** Everything that needs no view, in the browser itself. */
async function measureAll(): Promise<readonly Measured[]> {
  return [
    measureDecision(),
    ...measureEdit(),
    await measureEditCall(),
    await measureTurn(),
    await measureStreaming(),
    await measureOpening(),
  ];
}

Object.assign(globalThis, { measureAll });
