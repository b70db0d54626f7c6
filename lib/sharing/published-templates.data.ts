interface Published {
  /** Of its files (`templateHash`). */
  readonly hash: string;
  /** The files of an older version; without it, they are those of the template as it is now. */
  readonly files?: () => Promise<Readonly<Record<string, string>>>;
}

/**
 * Every version of a template that a link may name, oldest first; an entry never leaves. Before a template changes its
 * present files are kept here as `files`, and the changed ones get the next number.
 */
export const publishedTemplates: Readonly<Record<string, Published>> = {
  "node@1": { hash: "100ff4c5d288baa8" },
  "typescript@1": { hash: "7ceb32a919f23363" },
  "express@1": { hash: "aba7e840d0c8c938" },
  "react@1": { hash: "6be98d837b7c425a" },
  "vue@1": { hash: "a8aa01fb579899e4" },
  "svelte@1": { hash: "d013480061b9c0cc" },
  "vanilla@1": { hash: "53f9d1e9d3e08f8d" },
  "static@1": { hash: "e07e80ef04a6bd81" },
  "python@1": { hash: "57150e105a434b78" },
  "kata@1": { hash: "0a4a8e360cd7f82b" },
  "empty@1": { hash: "6ccd8ebbfc22d135" },
};
