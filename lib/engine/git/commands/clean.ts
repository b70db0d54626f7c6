import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { isIgnoredBy } from "../glob";
import { readOptions, type Options } from "../options";
import { repositoryPath, shownPath } from "../repository";
import { ofIndex } from "../snapshot";
import { foldUntracked, statusRows, type StatusRow } from "../status";

/** Takes away what isn't tracked; what is ignored only when asked for. */
export const clean = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["force", "dry-run", "quiet", "folders", "ignored", "only-ignored", "interactive"],
    lists: ["exclude"],
    short: {
      f: "force",
      n: "dry-run",
      q: "quiet",
      d: "folders",
      e: "exclude",
      x: "ignored",
      X: "only-ignored",
      i: "interactive",
    },
  });
  if (options.has("interactive"))
    return fatal("clean -i isn't there in the tab: use -n to see what would go, then -f.");
  const dry = options.has("dry-run");
  if (!dry && !options.has("force"))
    return fatal("clean.requireForce defaults to true and neither -i, -n, nor -f given; refusing to clean");
  const typed = [...options.rest, ...(options.paths ?? [])];
  for (const path of await untracked(repository, typed, options)) {
    if (!dry) await repository.fs.promises.rm(`${repository.dir}/${path}`, { recursive: true });
    const shown = shownPath(repository, path) + (path.endsWith("/") ? "/" : "");
    if (dry || !options.has("quiet")) repository.out(`${dry ? "Would remove" : "Removing"} ${shown}\n`);
  }
  return 0;
});

/** What isn't tracked below some paths; whole folders only when asked for, or named. */
async function untracked(repository: Repository, typed: readonly string[], options: Options): Promise<string[]> {
  const paths = typed.map((one) => repositoryPath(repository, one));
  const asked = paths.length > 0 ? paths : ["."];
  const folders = options.has("folders");
  const plain = await statusRows(repository, asked);
  const withIgnored = options.has("ignored") || options.has("only-ignored");
  const rows = withIgnored ? await statusRows(repository, asked, { ignored: true }) : plain;
  const known = new Set(plain.map(({ path }) => path));
  const chosen = options.has("only-ignored") ? rows.filter(({ path }) => !known.has(path)) : rows;
  const excluded = (path: string) => options.list("exclude").some((pattern) => isIgnoredBy(path, pattern));
  const kept = [...(await ofIndex(repository)).keys(), ...(await spared(repository, asked, chosen, excluded))];
  return foldUntracked(
    chosen.filter(({ path }) => !excluded(path)),
    new Set(kept),
  )
    .filter(({ index, path }) => index === "?" && (folders || paths.length > 0 || !path.endsWith("/")))
    .map(({ path }) => path);
}

/** Files that aren't tracked and stay all the same: their folders can't go whole. */
async function spared(
  repository: Repository,
  asked: readonly string[],
  going: readonly StatusRow[],
  excluded: (path: string) => boolean,
): Promise<string[]> {
  const gone = new Set(going.filter(({ path }) => !excluded(path)).map(({ path }) => path));
  const all = await statusRows(repository, asked, { ignored: true });
  return all.filter(({ index, path }) => index === "?" && !gone.has(path)).map(({ path }) => path);
}
