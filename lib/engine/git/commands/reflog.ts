import { inRepository } from "../context";
import { fatal } from "../failure";
import { readOptions } from "../options";
import { readMoves } from "../reflog-file";
import { currentBranch } from "../repository";
import { short, tryResolve } from "../revision";

/** Where HEAD, or a branch, has been. */
export const reflog = inRepository(async (repository, args) => {
  const options = readOptions(args, { values: ["max-count"], short: { n: "max-count" }, number: "max-count" });
  const [first, second] = options.rest;
  if (first !== undefined && ["expire", "delete", "exists"].includes(first))
    return fatal(`reflog ${first} isn't there in the tab: a log is only read here.`);
  const name = (first === "show" ? second : first) ?? "HEAD";
  if ((await tryResolve(repository, name)) === undefined)
    return fatal(`ambiguous argument '${name}': unknown revision or path not in the working tree.`);
  const ref =
    name === "HEAD" ? "HEAD" : `refs/heads/${name === "@" ? ((await currentBranch(repository)) ?? name) : name}`;
  const moves = await readMoves(repository, ref);
  for (const [at, { oid, message }] of moves.slice(0, Number(options.value("max-count") ?? Infinity)).entries())
    repository.out(`${short(oid)} ${name}@{${at}}: ${message}\n`);
  return 0;
});
