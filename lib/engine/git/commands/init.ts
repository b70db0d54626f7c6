import { posix as path } from "node:path";
import git from "isomorphic-git";
import { anywhere } from "../context";
import { readOptions } from "../options";
import { config } from "../repository";

export const init = anywhere(async (context, args) => {
  const options = readOptions(args, {
    flags: ["quiet", "bare"],
    values: ["initial-branch"],
    short: { q: "quiet", b: "initial-branch" },
  });
  const dir = path.resolve(context.cwd, options.rest[0] ?? ".");
  const gitdir = path.join(dir, ".git");
  const existed = await context.fs.promises.stat(gitdir).then(
    () => true,
    () => false,
  );
  const branch = options.value("initial-branch") ?? (await config(context, "init.defaultbranch")) ?? "main";
  await context.fs.promises.mkdir(dir, { recursive: true });
  await git.init({ fs: context.fs, dir, defaultBranch: branch });
  if (options.has("quiet")) return;
  context.out(`${existed ? "Reinitialized existing" : "Initialized empty"} Git repository in ${gitdir}/\n`);
});
