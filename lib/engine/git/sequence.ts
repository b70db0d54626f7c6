import type { Repository } from "./context";
import type { ReplayOptions } from "./replay";

/** A series of commits that a conflict has interrupted. */
export interface Sequence {
  /** Where the branch stood before the first of them. */
  readonly head: string;
  /** What is still to be done, the interrupted one first. */
  readonly todo: readonly string[];
  readonly options: ReplayOptions;
}

const folder = (repository: Repository): string => `${repository.gitdir}/sequencer`;

export async function saveSequence(
  repository: Repository,
  action: string,
  { head, todo, options }: Sequence,
): Promise<void> {
  const { promises: fs } = repository.fs;
  await fs.mkdir(folder(repository), { recursive: true });
  await fs.writeFile(`${folder(repository)}/head`, `${head}\n`);
  await fs.writeFile(`${folder(repository)}/todo`, todo.map((oid) => `${action} ${oid}\n`).join(""));
  await fs.writeFile(`${folder(repository)}/opts`, optionsText(options));
}

/** As git keeps them, so that `--continue` goes on as it was begun. */
function optionsText(options: ReplayOptions): string {
  const lines: string[] = [];
  for (const [name, key] of flags) if (options[key] === true) lines.push(`\t${name} = true\n`);
  if (options.mainline !== undefined) lines.push(`\tmainline = ${options.mainline}\n`);
  if (options.favour !== undefined) lines.push(`\tstrategy-option = ${options.favour}\n`);
  return lines.length === 0 ? "" : `[options]\n${lines.join("")}`;
}

const flags = [
  ["no-commit", "noCommit"],
  ["edit", "edit"],
  ["allow-empty", "keepEmpty"],
  ["signoff", "signOff"],
  ["record-origin", "sayOrigin"],
  ["allow-ff", "fastForward"],
] as const;

function readSaved(text: string): ReplayOptions {
  const pairs = new Map(
    Array.from(text.matchAll(/^\t([\w-]+) = (.*)$/gmu), ([, name = "", value = ""]) => [name, value]),
  );
  const mainline = pairs.get("mainline");
  const favour = pairs.get("strategy-option");
  return {
    ...Object.fromEntries(flags.filter(([name]) => pairs.get(name) === "true").map(([, key]) => [key, true])),
    ...(mainline !== undefined && { mainline: Number(mainline) }),
    ...((favour === "ours" || favour === "theirs") && { favour }),
  };
}

export async function readSequence(repository: Repository): Promise<Sequence | undefined> {
  const { promises: fs } = repository.fs;
  try {
    const head = (await fs.readFile(`${folder(repository)}/head`, "utf8")).trim();
    const todo = await fs.readFile(`${folder(repository)}/todo`, "utf8");
    const options = readSaved(await fs.readFile(`${folder(repository)}/opts`, "utf8").catch(() => ""));
    return { head, options, todo: Array.from(todo.matchAll(/^\w+ ([0-9a-f]+)/gmu), ([, oid = ""]) => oid) };
  } catch {
    return undefined;
  }
}

export async function endSequence(repository: Repository): Promise<void> {
  await repository.fs.promises.rm(folder(repository), { recursive: true, force: true });
}
