export type FileType = "file" | "directory" | "symlink" | "other";

export interface FileStat {
  readonly type: FileType;
  readonly size: number;
  /** The permission bits. */
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export interface FileEntry {
  readonly name: string;
  readonly type: FileType;
}
