/** What stands in for a package that only has native code. Versions are the wanted package's own unless one is named. */
export interface Substitute {
  readonly type: "substitute";
  readonly name: string;
  readonly version?: string;
  readonly why: string;
}

/** A package that can't work in a browser, with what to use instead. */
export interface Refusal {
  readonly type: "refusal";
  readonly instead: string;
}

type Rule = { readonly from?: string } & (Substitute | Refusal);

/** By the name of the wanted package; `from` is the first version that the rule is for. */
export const substitutes: Readonly<Record<string, Rule>> = {
  esbuild: { type: "substitute", name: "esbuild-wasm", why: "esbuild's binary doesn't run in a browser" },
  rollup: { type: "substitute", name: "@rollup/wasm-node", why: "rollup's parser is native", from: "4.0.0" },
  lightningcss: { type: "substitute", name: "lightningcss-wasm", why: "lightningcss is native" },
  typescript: {
    type: "substitute",
    name: "typescript",
    version: "6.0.3",
    why: "TypeScript 7 is a native program; 6 checks the same language",
    from: "7.0.0-0",
  },
  "@typescript/native-preview": {
    type: "substitute",
    name: "typescript",
    version: "6.0.3",
    why: "TypeScript 7 is a native program; 6 checks the same language",
  },
  "sass-embedded": { type: "substitute", name: "sass", why: "sass-embedded runs a native compiler" },
  "node-sass": { type: "substitute", name: "sass", version: "1.97.0", why: "node-sass is native" },
  bcrypt: { type: "substitute", name: "bcryptjs", version: "3.0.3", why: "bcrypt is native" },
  argon2: { type: "refusal", instead: "hash-wasm, which has argon2 in WebAssembly" },
  sharp: { type: "refusal", instead: "@jsquash/resize or jimp, which need no native code" },
  canvas: { type: "refusal", instead: "pureimage, or draw in the page itself" },
  "@napi-rs/canvas": { type: "refusal", instead: "pureimage, or draw in the page itself" },
  "better-sqlite3": { type: "refusal", instead: "sql.js or @sqlite.org/sqlite-wasm" },
  sqlite3: { type: "refusal", instead: "sql.js or @sqlite.org/sqlite-wasm" },
  "node-pty": { type: "refusal", instead: "node:child_process; every terminal of the tab is a pty already" },
  puppeteer: { type: "refusal", instead: "the Preview panel, which is a browser already" },
  "unrs-resolver": {
    type: "refusal",
    instead:
      'the last version with a WebAssembly build, by `"overrides": { "unrs-resolver": "1.12.2" }` in package.json',
    from: "1.13.0",
  },
  "node-gyp": { type: "refusal", instead: "a package that brings JavaScript or WebAssembly" },
};
