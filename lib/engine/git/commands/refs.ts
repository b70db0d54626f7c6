import git, { type CommitObject } from "isomorphic-git";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { globToRegExp } from "../glob";
import { readOptions } from "../options";
import { currentBranch } from "../repository";
import { readCommit, short, tryResolve, firstLine } from "../revision";
import { dateForm } from "../dates";

interface Ref {
  readonly full: string;
  readonly oid: string;
}

export async function allRefs(repository: Repository): Promise<readonly Ref[]> {
  const names = [
    ...(await git.listBranches({ ...repository })).map((name) => `refs/heads/${name}`),
    ...(await git.listTags({ ...repository })).map((name) => `refs/tags/${name}`),
  ];
  for (const { remote } of await git.listRemotes({ ...repository }))
    for (const name of await git.listBranches({ ...repository, remote })) names.push(`refs/remotes/${remote}/${name}`);
  const stash = await git.resolveRef({ ...repository, ref: "refs/stash" }).catch(() => undefined);
  if (stash !== undefined) names.push("refs/stash");
  const refs = names
    .toSorted()
    .map(async (full) => ({ full, oid: await git.resolveRef({ ...repository, ref: full }) }));
  return Promise.all(refs);
}

export const showRef = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["tags", "heads", "quiet", "head", "verify"], short: { q: "quiet" } });
  const kinds = [...(options.has("tags") ? ["refs/tags/"] : []), ...(options.has("heads") ? ["refs/heads/"] : [])];
  const found = (await allRefs(repository)).filter(
    ({ full }) =>
      (kinds.length === 0 || kinds.some((kind) => full.startsWith(kind))) &&
      (options.rest.length === 0 || options.rest.some((one) => full === one || full.endsWith(`/${one}`))),
  );
  if (!options.has("quiet")) for (const { full, oid } of found) repository.out(`${oid} ${full}\n`);
  return found.length > 0 ? 0 : 1;
});

export const shortRef = (full: string): string => full.replace(/^refs\/(?:heads|tags|remotes)\//u, "");

/** One reference by a format such as `%(refname:short)`. */
export async function refText(repository: Repository, format: string, { full, oid }: Ref): Promise<string> {
  const commit = await tryResolve(repository, oid);
  const { type } = await git.readObject({ ...repository, oid, format: "content" });
  const isHead = full === `refs/heads/${(await currentBranch(repository)) ?? ""}`;
  const known: Readonly<Record<string, string | undefined>> = {
    refname: full,
    "refname:short": shortRef(full),
    objectname: oid,
    "objectname:short": short(oid),
    objecttype: type,
    HEAD: isHead ? "*" : " ",
    ...(commit !== undefined && commitFields(await readCommit(repository, commit))),
  };
  return format.replaceAll(/%\(([^)]*)\)/gu, (_, name: string) => {
    if (!Object.hasOwn(known, name)) return fatal(`unknown field name: ${name}`);
    return known[name] ?? "";
  });
}

function commitFields({ message, author, committer }: CommitObject): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {
    subject: firstLine(message),
    "contents:subject": firstLine(message),
    authorname: author.name,
    authoremail: `<${author.email}>`,
    committername: committer.name,
    committeremail: `<${committer.email}>`,
  };
  for (const [role, person] of Object.entries({ author, committer }))
    for (const form of ["default", "relative", "short", "iso", "unix"])
      fields[`${role}date${form === "default" ? "" : `:${form}`}`] = dateForm(form)?.(person) ?? "";
  return fields;
}

export const forEachRef = inRepository(async (repository, args) => {
  const options = readOptions(args, { values: ["format", "sort", "count"] });
  const sort = options.value("sort") ?? "refname";
  if (sort !== "refname" && sort !== "-refname")
    return fatal(`for-each-ref --sort=${sort} isn't there in the tab: sort the lines with sort.`);
  const isWanted = ({ full }: Ref) =>
    options.rest.length === 0 ||
    options.rest.some(
      (one) => full === one || full.startsWith(`${one.replace(/\/$/u, "")}/`) || globToRegExp(one, false).test(full),
    );
  const found = (await allRefs(repository)).filter(isWanted);
  const ordered = sort === "refname" ? found : found.toReversed();
  const format = options.value("format") ?? "%(objectname) %(objecttype)\t%(refname)";
  for (const ref of ordered.slice(0, Number(options.value("count") ?? Infinity)))
    repository.out(`${await refText(repository, format, ref)}\n`);
  return 0;
});

export const symbolicRef = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["short", "quiet"], short: { q: "quiet" } });
  const [name = "HEAD", target] = options.rest;
  if (target !== undefined) {
    await git.writeRef({ ...repository, ref: name, value: target, symbolic: true, force: true });
    return 0;
  }
  const full = name === "HEAD" ? await git.currentBranch({ ...repository, fullname: true }) : undefined;
  if (typeof full !== "string") return options.has("quiet") ? 1 : fatal(`ref ${name} is not a symbolic ref`);
  repository.out(`${options.has("short") ? shortRef(full) : full}\n`);
  return 0;
});
