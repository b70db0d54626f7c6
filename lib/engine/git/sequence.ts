import type { Repository } from "./context";

/** A series of commits that a conflict has interrupted. */
export interface Sequence {
  /** Where the branch stood before the first of them. */
  readonly head: string;
  /** What is still to be done, the interrupted one first. */
  readonly todo: readonly string[];
}

const folder = (repository: Repository): string => `${repository.gitdir}/sequencer`;

export async function saveSequence(repository: Repository, action: string, { head, todo }: Sequence): Promise<void> {
  const { promises: fs } = repository.fs;
  await fs.mkdir(folder(repository), { recursive: true });
  await fs.writeFile(`${folder(repository)}/head`, `${head}\n`);
  await fs.writeFile(`${folder(repository)}/todo`, todo.map((oid) => `${action} ${oid}\n`).join(""));
}

export async function readSequence(repository: Repository): Promise<Sequence | undefined> {
  const { promises: fs } = repository.fs;
  try {
    const head = (await fs.readFile(`${folder(repository)}/head`, "utf8")).trim();
    const todo = await fs.readFile(`${folder(repository)}/todo`, "utf8");
    return { head, todo: Array.from(todo.matchAll(/^\w+ ([0-9a-f]+)/gmu), ([, oid = ""]) => oid) };
  } catch {
    return undefined;
  }
}

export async function endSequence(repository: Repository): Promise<void> {
  await repository.fs.promises.rm(folder(repository), { recursive: true, force: true });
}
