import git from "isomorphic-git";
import { applyBinaryPart } from "./binary-patch";
import type { Repository } from "./context";
import { nameOf, type FilePatch } from "./patch-file";

const isWhole = (oid: string): boolean => oid.length === 40;
const isNone = (oid: string): boolean => /^0+$/u.test(oid);

const hash = async (bytes: Uint8Array): Promise<string> => (await git.hashBlob({ object: bytes })).oid;

/** What a patch makes of a file that is no text; as an array, why it can't be made. */
export async function applyBinary(
  repository: Repository,
  patch: FilePatch,
  before: Uint8Array,
): Promise<Uint8Array | readonly string[]> {
  const name = patch.from ?? nameOf(patch);
  const [old = "", now = ""] = patch.oids ?? [];
  if (!isWhole(old) || !isWhole(now)) return [`cannot apply binary patch to '${name}' without full index line`];
  const misfit = await misfitOf(patch, before, old);
  if (misfit !== undefined) return [misfit];
  if (isNone(now)) return new Uint8Array();
  const known = await git.readBlob({ ...repository, oid: now }).catch(() => undefined);
  return known?.blob ?? made(patch, before, { name, now });
}

async function misfitOf({ from, to = "" }: FilePatch, before: Uint8Array, old: string): Promise<string | undefined> {
  if (from === undefined)
    return before.length > 0 ? `the patch applies to an empty '${to}' but it is not empty` : undefined;
  if ((await hash(before)) === old) return undefined;
  return `the patch applies to '${from}' (${old}), which does not match the current contents.`;
}

async function made(
  { parts }: FilePatch,
  before: Uint8Array,
  { name, now }: { readonly name: string; readonly now: string },
): Promise<Uint8Array | readonly string[]> {
  if (!parts) return [`missing binary patch data for '${name}'`, `binary patch does not apply to '${name}'`];
  const after = applyBinaryPart(parts[0], before);
  if (!after) return [`binary patch does not apply to '${name}'`];
  const oid = await hash(after);
  return oid === now ? after : [`binary patch to '${name}' creates incorrect result (expecting ${now}, got ${oid})`];
}
