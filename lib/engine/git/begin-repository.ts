import { posix as path } from "node:path";
import git from "isomorphic-git";
import type { Context } from "./context";

interface Beginning {
  readonly dir: string;
  readonly branch: string;
  /** Without files of its own: the folder is the repository. */
  readonly bare?: boolean;
}

/** Lays down an empty repository, with the configuration that git gives one where files have modes and links; one that is there stays. */
export async function beginRepository({ fs }: Context, { dir, branch, bare = false }: Beginning): Promise<void> {
  const gitdir = bare ? dir : path.join(dir, ".git");
  const file = path.join(gitdir, "config");
  const isThere = await fs.promises.stat(file).catch(() => undefined);
  if (isThere) return;
  await fs.promises.mkdir(gitdir, { recursive: true });
  await git.init({ fs, dir, gitdir, bare, defaultBranch: branch });
  const logs = bare ? "" : "\tlogallrefupdates = true\n";
  const text = `[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = ${bare}\n${logs}`;
  await fs.promises.writeFile(file, text);
}
