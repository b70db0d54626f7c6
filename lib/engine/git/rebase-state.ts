import type { Repository } from "./context";

/** A rebase that waits for somebody; the files are those that git keeps. */
export interface RebaseState {
  /** `refs/heads/…`, or `detached HEAD`. */
  readonly headName: string;
  readonly onto: string;
  readonly origHead: string;
  readonly done: readonly string[];
  readonly todo: readonly string[];
}

const folder = (repository: Repository): string => `${repository.gitdir}/rebase-merge`;
const oidsIn = (text: string): string[] => Array.from(text.matchAll(/^pick ([0-9a-f]+)/gmu), ([, oid = ""]) => oid);
const lines = (oids: readonly string[]): string => oids.map((oid) => `pick ${oid}\n`).join("");

export async function readRebase(repository: Repository): Promise<RebaseState | undefined> {
  const read = (name: string) => repository.fs.promises.readFile(`${folder(repository)}/${name}`, "utf8");
  try {
    return {
      headName: (await read("head-name")).trim(),
      onto: (await read("onto")).trim(),
      origHead: (await read("orig-head")).trim(),
      done: oidsIn(await read("done")),
      todo: oidsIn(await read("git-rebase-todo")),
    };
  } catch {
    return undefined;
  }
}

export async function saveRebase(repository: Repository, state: RebaseState): Promise<void> {
  const { promises: fs } = repository.fs;
  await fs.mkdir(folder(repository), { recursive: true });
  const files = {
    "head-name": `${state.headName}\n`,
    onto: `${state.onto}\n`,
    "orig-head": `${state.origHead}\n`,
    done: lines(state.done),
    "git-rebase-todo": lines(state.todo),
  };
  for (const [name, text] of Object.entries(files)) await fs.writeFile(`${folder(repository)}/${name}`, text);
}

export async function endRebase(repository: Repository): Promise<void> {
  await repository.fs.promises.rm(folder(repository), { recursive: true, force: true });
}
