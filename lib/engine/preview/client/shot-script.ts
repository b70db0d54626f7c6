import { snapdom } from "@zumer/snapdom";

/** A bundle of its own, which `take-screenshot.ts` loads. */
Object.assign(globalThis, { tabsmithShot: { snapdom } });
