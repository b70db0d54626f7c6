import git from "isomorphic-git";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { globToRegExp } from "../glob";
import { readOptions, type Options } from "../options";
import { refText, shortRef, type Ref } from "../ref-fields";
import { allRefs, chosenRefs, refListSpec, withJoined } from "../ref-list";
import { headOid } from "../repository";

const showRefSpec = {
  flags: ["tags", "heads", "quiet", "head", "verify", "dereference"],
  optionals: ["hash"],
  short: { q: "quiet", d: "dereference", s: "hash" },
} as const;

export const showRef = inRepository(async (repository, args) => {
  const options = readOptions(args, showRefSpec);
  const known = await allRefs(repository);
  const missing = options.rest.find((one) => one !== "HEAD" && !known.some(({ full }) => full === one));
  if (options.has("verify") && missing !== undefined)
    return options.has("quiet") ? 1 : fatal(`'${missing}' - not a valid ref`);
  const found = known.filter((ref) => isAsked(ref, options));
  const head = options.has("head") ? await headOid(repository) : undefined;
  const shown: readonly Ref[] = head === undefined ? found : [{ full: "HEAD", oid: head }, ...found];
  if (!options.has("quiet")) for (const ref of shown) await writeRef(repository, ref, options);
  return shown.length > 0 ? 0 : 1;
});

function isAsked({ full }: Ref, options: Options): boolean {
  const kinds = [...(options.has("tags") ? ["refs/tags/"] : []), ...(options.has("heads") ? ["refs/heads/"] : [])];
  const isKind = kinds.length === 0 || kinds.some((kind) => full.startsWith(kind));
  return isKind && (options.rest.length === 0 || options.rest.some((one) => full === one || full.endsWith(`/${one}`)));
}

async function writeRef(repository: Repository, ref: Ref, options: Options): Promise<void> {
  const length = Number(options.value("hash") || 40);
  const line = ({ full, oid }: Ref) => (options.has("hash") ? oid.slice(0, length) : `${oid} ${full}`);
  repository.out(`${line(ref)}\n`);
  const peeled = options.has("dereference") ? await refText(repository, "%(*objectname)", ref) : "";
  if (peeled !== "") repository.out(`${line({ full: `${ref.full}^{}`, oid: peeled })}\n`);
}

export const forEachRef = inRepository(async (repository, args) => {
  const options = readOptions(withJoined(args), {
    ...refListSpec,
    flags: ["shell"],
    values: [...refListSpec.values, "count"],
  });
  const isWanted = ({ full }: Ref) =>
    options.rest.length === 0 ||
    options.rest.some(
      (one) => full === one || full.startsWith(`${one.replace(/\/$/u, "")}/`) || globToRegExp(one, false).test(full),
    );
  const found = (await allRefs(repository)).filter(isWanted);
  const ordered = await chosenRefs(repository, found, options);
  const format = options.value("format") ?? "%(objectname) %(objecttype)\t%(refname)";
  const quoting = options.has("shell");
  for (const ref of ordered.slice(0, Number(options.value("count") ?? Infinity)))
    repository.out(`${quoting ? await shellText(repository, format, ref) : await refText(repository, format, ref)}\n`);
  return 0;
});

/** Each field in quotes, so that a shell reads it as it is. */
async function shellText(repository: Repository, format: string, ref: Ref): Promise<string> {
  let text = "";
  for (const [piece, field] of format.matchAll(/%\(([^)]*)\)|[^%]+|%/gu))
    text +=
      field === undefined ? piece : `'${(await refText(repository, piece, ref)).replaceAll("'", String.raw`'\''`)}'`;
  return text;
}

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
