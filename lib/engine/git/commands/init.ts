import { posix as path } from "node:path";
import { beginRepository } from "../begin-repository";
import { anywhere } from "../context";
import { fatal } from "../failure";
import { readOptions } from "../options";
import { config } from "../repository";

const spec = {
  flags: ["quiet", "bare"],
  values: ["initial-branch"],
  short: { q: "quiet", b: "initial-branch" },
} as const;

export const init = anywhere(async (context, args) => {
  const options = readOptions(args, spec);
  const dir = path.resolve(context.cwd, options.rest[0] ?? ".");
  const bare = options.has("bare");
  const gitdir = bare ? dir : path.join(dir, ".git");
  const existed = await context.fs.promises.stat(path.join(gitdir, "HEAD")).catch(() => undefined);
  const given = options.value("initial-branch");
  if (given !== undefined && /[\s~^:?*[\\]|\.\.|^-|\/$/u.test(given))
    return fatal(`invalid initial branch name: '${given}'`);
  const branch = given ?? (await config(context, "init.defaultbranch")) ?? "main";
  if (existed && given !== undefined) context.err(`warning: re-init: ignored --initial-branch=${given}\n`);
  await beginRepository(context, { dir, branch, bare });
  const what = existed ? "Reinitialized existing" : "Initialized empty";
  if (!options.has("quiet")) context.out(`${what} Git repository in ${gitdir}/\n`);
  return 0;
});
