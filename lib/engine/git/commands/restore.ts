import { layDown, restamp, setIndex } from "../checkout";
import { inRepository, type Repository } from "../context";
import { failed, fatal } from "../failure";
import { readOptions } from "../options";
import { headOid, isNamed, repositoryPath } from "../repository";
import { resolveCommit } from "../revision";
import { ofCommit, ofIndex } from "../snapshot";

export const restore = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["staged", "worktree", "quiet"],
    values: ["source"],
    short: { S: "staged", W: "worktree", s: "source", q: "quiet" },
  });
  const typed = [...options.rest, ...(options.paths ?? [])];
  if (typed.length === 0) return fatal("you must specify path(s) to restore");
  const index = await ofIndex(repository);
  const given = options.value("source");
  const fromCommit = given !== undefined || options.has("staged");
  const source = fromCommit
    ? await ofCommit(
        repository,
        given === undefined ? await headOid(repository) : await resolveCommit(repository, given),
      )
    : index;
  const files = filesNamed(repository, typed, [...new Set([...source.keys(), ...index.keys()])]);
  const inTree = options.has("worktree") || !options.has("staged");
  for (const file of files) {
    if (options.has("staged")) await setIndex(repository, file, source.get(file));
    if (inTree) await layDown(repository, file, source.get(file));
  }
  if (inTree && !fromCommit) await restamp(repository, files);
  return 0;
});

function filesNamed(repository: Repository, typed: readonly string[], known: readonly string[]): readonly string[] {
  const paths = typed.map((one) => repositoryPath(repository, one));
  for (const [at, path] of paths.entries())
    if (!known.some((file) => isNamed(file, [path])))
      failed(`pathspec '${typed[at]}' did not match any file(s) known to git`);
  return known.filter((file) => isNamed(file, paths));
}
