import type { Repository } from "./context";
import { readSteps, stepsText, type Step } from "./rebase-todo";

/** A rebase that waits for somebody; the files are those that git keeps. */
export interface RebaseState {
  /** `refs/heads/…`, or `detached HEAD`. */
  readonly headName: string;
  readonly onto: string;
  readonly origHead: string;
  readonly done: readonly Step[];
  readonly todo: readonly Step[];
  /** What wasn't committed when it began, as a stash that no list holds. */
  readonly autostash?: string | undefined;
  readonly signOff?: boolean;
  readonly favour?: "ours" | "theirs" | undefined;
  /** The commit to be amended, of a rebase that stopped for that. */
  readonly amend?: string | undefined;
}

export const rebaseFolder = (repository: Repository): string => `${repository.gitdir}/rebase-merge`;

export async function readRebase(repository: Repository): Promise<RebaseState | undefined> {
  const read = (name: string) => repository.fs.promises.readFile(`${rebaseFolder(repository)}/${name}`, "utf8");
  const optional = (name: string) =>
    read(name).then(
      (text) => text.trim(),
      () => undefined,
    );
  try {
    const favour = /ours|theirs/u.exec((await optional("strategy_opts")) ?? "")?.[0];
    return {
      headName: (await read("head-name")).trim(),
      onto: (await read("onto")).trim(),
      origHead: (await read("orig-head")).trim(),
      done: await readSteps(repository, await read("done")),
      todo: await readSteps(repository, await read("git-rebase-todo")),
      autostash: await optional("autostash"),
      signOff: (await optional("signoff")) !== undefined,
      amend: await optional("amend"),
      ...((favour === "ours" || favour === "theirs") && { favour }),
    };
  } catch {
    return undefined;
  }
}

export async function saveRebase(repository: Repository, state: RebaseState): Promise<void> {
  const { promises: fs } = repository.fs;
  const folder = rebaseFolder(repository);
  await fs.mkdir(folder, { recursive: true });
  const files: Readonly<Record<string, string | undefined>> = {
    "head-name": `${state.headName}\n`,
    onto: `${state.onto}\n`,
    "orig-head": `${state.origHead}\n`,
    done: stepsText(state.done),
    "git-rebase-todo": stepsText(state.todo),
    autostash: state.autostash && `${state.autostash}\n`,
    signoff: state.signOff === true ? "--signoff\n" : undefined,
    strategy_opts: state.favour && ` --${state.favour}\n`,
    amend: state.amend && `${state.amend}\n`,
    interactive: "",
  };
  for (const [name, text] of Object.entries(files))
    if (text === undefined) await fs.rm(`${folder}/${name}`, { force: true });
    else await fs.writeFile(`${folder}/${name}`, text);
}

export async function endRebase(repository: Repository): Promise<void> {
  await repository.fs.promises.rm(rebaseFolder(repository), { recursive: true, force: true });
}
