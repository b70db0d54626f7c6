export type FileType = "file" | "directory" | "symlink" | "other";

export interface FileStat {
  readonly type: FileType;
  readonly size: number;
  /** The permission bits. */
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Where a symbolic link points. */
  readonly target?: string;
}

export interface FileEntry {
  readonly name: string;
  readonly type: FileType;
}
