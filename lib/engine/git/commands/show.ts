import git from "isomorphic-git";
import { changesBetween } from "../changes";
import { formatted, longText, shortText } from "../commit-text";
import { inRepository } from "../context";
import { fatal } from "../failure";
import { readOptions } from "../options";
import { readNamedCommit, resolveCommit } from "../revision";
import { ofCommit } from "../snapshot";
import { writeChanges } from "./diff";

export const show = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["stat", "name-only", "name-status", "no-patch", "oneline", "shortstat", "no-color"],
    values: ["format", "pretty"],
    short: { s: "no-patch" },
  });
  for (const one of options.rest.length > 0 ? options.rest : ["HEAD"]) {
    const [revision = "HEAD", file] = one.split(":");
    const oid = await resolveCommit(repository, revision || "HEAD");
    if (file !== undefined) {
      const state = (await ofCommit(repository, oid)).get(file);
      if (!state) return fatal(`path '${file}' does not exist in '${revision}'`);
      repository.out(new TextDecoder().decode((await git.readBlob({ ...repository, oid: state.oid })).blob));
      continue;
    }
    const result = await readNamedCommit(repository, oid);
    const format = options.value("format") ?? options.value("pretty");
    const head =
      format === undefined
        ? longText(repository, result, [])
        : `${formatted(format.replace(/^t?format:/u, ""), result)}\n`;
    repository.out(options.has("oneline") ? shortText(repository, result, []) : head);
    if (options.has("no-patch")) continue;
    if (!options.has("oneline")) repository.out("\n");
    const before = await ofCommit(repository, result.commit.parent[0]);
    await writeChanges(repository, changesBetween(before, await ofCommit(repository, oid)), options, false);
  }
  return 0;
});
