import { applyAutostash } from "../autostash";
import type { Repository } from "../context";
import { editFile } from "../editor";
import { GitFailure } from "../failure";
import type { Options } from "../options";
import { endRebase, rebaseFolder, saveRebase, type RebaseState } from "../rebase-state";
import { autosquashed, pick, readSteps, shownSteps, todoHelp, type Step } from "../rebase-todo";
import { config } from "../repository";
import { short } from "../revision";
import { stashDoors } from "./stash";

/** What a rebase is to do, before anybody has changed it. */
export async function planned(
  repository: Repository,
  oids: readonly string[],
  options: Options,
): Promise<readonly Step[]> {
  const picks = await Promise.all(oids.map((oid) => pick(repository, oid)));
  const squashes =
    options.has("autosquash") ||
    ((await config(repository, "rebase.autosquash")) === "true" && options.has("interactive"));
  const steps = squashes && !options.has("no-autosquash") ? await autosquashed(repository, picks) : picks;
  const commands = options.list("exec").map((text): Step => ({ command: "exec", oid: "", text }));
  return commands.length === 0 ? steps : steps.flatMap((step) => [step, ...commands]);
}

interface Asking {
  readonly state: RebaseState;
  readonly steps: readonly Step[];
  readonly upstream: string;
}

/** Lets the person change the list before anything is moved. */
export async function askFor(repository: Repository, { state, steps, upstream }: Asking): Promise<readonly Step[]> {
  await saveRebase(repository, state);
  const file = `${rebaseFolder(repository)}/git-rebase-todo`;
  const help = todoHelp(short(upstream), short(state.origHead), short(state.onto), steps.length);
  await repository.fs.promises.writeFile(file, `${shownSteps(steps)}${help}`);
  const giveUpWith = async (message: string): Promise<never> => {
    await endRebase(repository);
    await applyAutostash(repository, state.autostash, stashDoors);
    throw new GitFailure(message, 1);
  };
  const otherwise = "Set GIT_SEQUENCE_EDITOR, or rebase without -i.";
  try {
    const asked = await readSteps(repository, await editFile(repository, file, { sequence: true, otherwise }));
    if (asked.length > 0) return asked;
  } catch (error) {
    if (error instanceof GitFailure) return giveUpWith(error.message);
    throw error;
  }
  return giveUpWith("error: nothing to do");
}

export async function editTodo(repository: Repository, state: RebaseState): Promise<number> {
  const file = `${rebaseFolder(repository)}/git-rebase-todo`;
  const otherwise = "Set GIT_SEQUENCE_EDITOR and try again.";
  await repository.fs.promises.writeFile(file, shownSteps(state.todo));
  const todo = await readSteps(repository, await editFile(repository, file, { sequence: true, otherwise }));
  await saveRebase(repository, { ...state, todo });
  return 0;
}
