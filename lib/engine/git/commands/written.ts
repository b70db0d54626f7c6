import { posix as path } from "node:path";
import type { Repository } from "../context";
import { fatal } from "../failure";
import type { Options } from "../options";

/** Runs what shows commits or changes, with `--line-prefix` before its lines, or with all of it in a file. */
export async function written(
  repository: Repository,
  options: Options,
  run: (repository: Repository) => Promise<number>,
): Promise<number> {
  const prefix = options.value("line-prefix");
  const file = options.value("output");
  if (prefix === undefined && file === undefined) return run(repository);
  let text = "";
  const code = await run({
    ...repository,
    color: file === undefined && repository.color,
    out: (piece) => void (text += piece),
    outBytes: (piece) => void (text += Buffer.from(piece).toString()),
  });
  const shown = prefix === undefined ? text : text.replaceAll(/^(?=[^])/gmu, () => prefix);
  if (file === undefined) repository.out(shown);
  else
    await repository.fs.promises
      .writeFile(path.resolve(repository.cwd, file), shown)
      .catch(() => fatal(`could not open '${file}' for writing: No such file or directory`));
  return code;
}
