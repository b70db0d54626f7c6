/** A project as it travels: every file with its bytes, nothing that depends on this browser. */
export interface SharedFile {
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
}

/** A file as it was at some moment; without content it wasn't there. */
export interface EarlierFile {
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array | undefined;
}

/** The files at a checkpoint, as what differs from the moment after it; the last one differs from the project itself. */
export interface SharedMoment {
  /** The name by which the session calls this checkpoint. */
  readonly checkpoint: string;
  readonly files: readonly EarlierFile[];
}

export interface SharedProject {
  readonly name: string;
  /** What the one who shared it calls themself. Nobody checked it. */
  readonly author?: string;
  readonly files: readonly SharedFile[];
  /** Folders that hold nothing. */
  readonly emptyFolders: readonly string[];
  readonly links: readonly { readonly path: string; readonly target: string }[];
  /** The agent's session as JSON lines, when the author sends it along. */
  readonly session?: string;
  /** What the files were at the checkpoints of the session, oldest first. */
  readonly history?: readonly SharedMoment[];
}

/** What a template is made of. A published version never changes: links refer to it for ever. */
export type TemplateFiles = ReadonlyMap<string, { readonly mode: number; readonly content: Uint8Array }>;

/** Finds a template by its key, such as `react@1`; undefined when this app doesn't know it. */
export type FindTemplate = (key: string) => Promise<TemplateFiles | undefined>;
