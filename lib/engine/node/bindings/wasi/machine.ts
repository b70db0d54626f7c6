import type * as NodeFs from "node:fs";
import type { Descriptors } from "./descriptors";
import type { GuestMemory } from "./guest-memory";

export interface Machine {
  readonly fs: typeof NodeFs;
  readonly memory: GuestMemory;
  readonly open: Descriptors;
}
