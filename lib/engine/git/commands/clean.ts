import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readOptions } from "../options";
import { repositoryPath, shownPath } from "../repository";
import { ofIndex } from "../snapshot";
import { foldUntracked, statusRows } from "../status";

/** Takes away what isn't tracked, and nothing that is ignored. */
export const clean = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["force", "dry-run", "quiet", "folders"],
    values: ["exclude"],
    short: { f: "force", n: "dry-run", q: "quiet", d: "folders", e: "exclude" },
  });
  const dry = options.has("dry-run");
  if (!dry && !options.has("force"))
    return fatal("clean.requireForce defaults to true and neither -i, -n, nor -f given; refusing to clean");
  const folders = options.has("folders");
  for (const path of await untracked(repository, [...options.rest, ...(options.paths ?? [])], folders)) {
    if (!dry) await repository.fs.promises.rm(`${repository.dir}/${path}`, { recursive: true });
    const shown = shownPath(repository, path) + (path.endsWith("/") ? "/" : "");
    if (dry || !options.has("quiet")) repository.out(`${dry ? "Would remove" : "Removing"} ${shown}\n`);
  }
  return 0;
});

/** What isn't tracked below some paths; whole folders only when asked for, or named. */
async function untracked(repository: Repository, typed: readonly string[], folders: boolean): Promise<string[]> {
  const paths = typed.map((one) => repositoryPath(repository, one));
  const rows = await statusRows(repository, paths.length > 0 ? paths : ["."]);
  const tracked = new Set((await ofIndex(repository)).keys());
  return foldUntracked(rows, tracked)
    .filter(({ index, path }) => index === "?" && (folders || paths.length > 0 || !path.endsWith("/")))
    .map(({ path }) => path);
}
