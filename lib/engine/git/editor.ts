import type { Context, Repository } from "./context";
import { GitFailure } from "./failure";
import { config } from "./repository";

/** What a person writes a message in, in git's order. A terminal that can't move its cursor has no visual one. */
async function editorOf(context: Repository, sequence: boolean): Promise<string | undefined> {
  const { env } = context;
  const own = sequence ? (env["GIT_SEQUENCE_EDITOR"] ?? (await config(context, "sequence.editor"))) : undefined;
  const visual = isDumb(context) ? undefined : env["VISUAL"];
  return own ?? env["GIT_EDITOR"] ?? (await config(context, "core.editor")) ?? (visual || undefined) ?? env["EDITOR"];
}

const isDumb = ({ env }: Pick<Context, "env">): boolean => env["TERM"] === undefined || env["TERM"] === "dumb";

interface Editing {
  readonly sequence?: boolean;
  readonly otherwise: string;
  /** What stands where there is no editor, for what can go without one. */
  readonly prepared?: string | undefined;
}

/**
 * Lets a person change a file of the repository in their editor; `otherwise` says what to do where there is none. Answers
 * what is in the file afterwards.
 */
export async function editFile(
  repository: Repository,
  file: string,
  { sequence = false, otherwise, prepared }: Editing,
): Promise<string> {
  const editor = (await editorOf(repository, sequence))?.trim();
  const { promises: fs } = repository.fs;
  if (editor === undefined || editor === "" || !repository.edit) {
    if (prepared !== undefined) return prepared;
    const reason = isDumb(repository)
      ? "Terminal is dumb, but EDITOR unset"
      : "No editor is set here: set EDITOR or core.editor";
    throw new GitFailure(`error: ${reason}\n${otherwise}`, 1);
  }
  if (editor !== ":") {
    const code = await repository.edit(editor, file);
    if (code !== 0)
      throw new GitFailure(
        `error: There was a problem with the editor '${editor}'.${sequence ? "" : `\n${otherwise}`}`,
        1,
      );
  }
  return fs.readFile(file, "utf8");
}
