/** Something new that has no name yet. */
export interface Draft {
  readonly type: "file" | "folder";
  readonly folder: string;
}
