/** A project as it travels: every file with its bytes, nothing that depends on this browser. */
export interface SharedFile {
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
}

export interface SharedProject {
  readonly name: string;
  readonly files: readonly SharedFile[];
  /** Folders that hold nothing. */
  readonly emptyFolders: readonly string[];
  readonly links: readonly { readonly path: string; readonly target: string }[];
  /** The agent's session as JSON lines, when the author sends it along. */
  readonly session?: string;
}

/** What a template is made of. A published version never changes: links refer to it for ever. */
export type TemplateFiles = ReadonlyMap<string, { readonly mode: number; readonly content: Uint8Array }>;

/** Finds a template by its key, such as `react@1`; undefined when this app doesn't know it. */
export type FindTemplate = (key: string) => Promise<TemplateFiles | undefined>;
