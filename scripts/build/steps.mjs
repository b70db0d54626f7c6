// @ts-check
/**
 * What has to be built before the app can be served, in order. A step is skipped while its inputs are what they were and
 * its output is there. `script` runs with Node from the root; a step whose script doesn't exist yet is passed over.
 *
 * @typedef {object} BuildStep
 * @property {string} name
 * @property {string} script
 * @property {readonly string[]} args
 * @property {readonly string[]} inputs
 * @property {string} output a file or folder that must exist afterwards
 * @property {boolean} [productionOnly]
 */

/** @type {readonly BuildStep[]} */
export const buildSteps = [
  {
    name: "engine",
    script: "scripts/engine/build.mjs",
    args: [],
    inputs: ["lib/base", "lib/engine", "scripts/engine", "package-lock.json", "tsconfig.json"],
    output: "public/engine",
  },
  {
    name: "models",
    script: "scripts/models/build.mjs",
    args: [],
    inputs: ["lib/base", "lib/models/calls", "lib/models/tour", "public/tours", "scripts/models", "package-lock.json"],
    output: "public/vendor/models",
  },
  {
    name: "embed script",
    script: "scripts/embed/build.mjs",
    args: [],
    inputs: [
      "lib/sharing/embed-sdk",
      "lib/sharing/address.ts",
      "lib/sharing/embed-protocol.ts",
      "scripts/embed",
      "package-lock.json",
    ],
    output: "public/embed.js",
  },
  {
    name: "app",
    script: "node_modules/next/dist/bin/next",
    args: ["build"],
    inputs: [
      "app",
      "components",
      "lib",
      "floors.mjs",
      "next.config.ts",
      "postcss.config.mjs",
      "proxy.ts",
      "instrumentation.ts",
      "package-lock.json",
      "tsconfig.json",
    ],
    output: ".next/BUILD_ID",
    productionOnly: true,
  },
  {
    name: "offline script",
    script: "scripts/offline/build.mjs",
    args: [],
    inputs: [".next/BUILD_ID", "lib/base", "lib/offline", "public/vendor", "scripts/offline", "package-lock.json"],
    output: "public/offline.js",
    productionOnly: true,
  },
  {
    name: "packed files",
    script: "scripts/packed/build.mjs",
    args: [],
    inputs: [".next/BUILD_ID", "public/engine", "public/vendor", "scripts/packed"],
    output: ".cache/packed",
    productionOnly: true,
  },
];
