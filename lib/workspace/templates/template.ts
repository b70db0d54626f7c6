export type TemplateId =
  "empty" | "node" | "typescript" | "express" | "react" | "vue" | "svelte" | "vanilla" | "static" | "python" | "kata";

/** Text files by their path in the project. */
export type TemplateFiles = Readonly<Record<string, string>>;

export interface Template {
  readonly id: TemplateId;
  /** Two letters that stand for it where there is no room for a picture. */
  readonly mark: string;
  /** The file that opens first. */
  readonly opens?: string;
  /** What the Run button runs. */
  readonly runs?: string;
}
