import { appOrigin } from "../fixtures/origins";

/** A model of web-llm's that only the tests have, with its files at the app's own origin. */
export const ownEntry = {
  id: "own",
  name: "Own",
  family: "own",
  source: {
    type: "web-llm",
    model: "own-q4f32_1",
    record: { weightsUrl: `${appOrigin}/e2e-mlc/own/`, libraryUrl: `${appOrigin}/e2e-mlc/own.wasm` },
  },
  context: 4096,
  download: 1000,
  vision: false,
  calls: "text",
  verified: false,
} as const;
