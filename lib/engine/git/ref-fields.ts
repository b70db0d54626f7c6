import git, { type CommitObject, type TagObject } from "isomorphic-git";
import type { Repository } from "./context";
import { dateForm } from "./dates";
import { fatal } from "./failure";
import { subjectOf } from "./placeholder-fields";
import { currentBranch, type Person } from "./repository";
import { readCommit, tryResolve } from "./revision";
import { trackedBy, trackingMark, upstreamOf } from "./upstream";

export interface Ref {
  readonly full: string;
  readonly oid: string;
}

export const shortRef = (full: string): string => full.replace(/^refs\/(?:heads|tags|remotes)\//u, "");

/** What a reference leads to, as far as a format or an order may ask for it. */
interface Reached {
  readonly ref: Ref;
  readonly type: string;
  readonly size: number;
  readonly tag: TagObject | undefined;
  readonly commit: CommitObject | undefined;
  readonly commitOid: string | undefined;
}

async function reach(repository: Repository, ref: Ref): Promise<Reached> {
  const { type, object } = await git.readObject({ ...repository, oid: ref.oid, format: "content" });
  const commitOid = await tryResolve(repository, ref.oid);
  return {
    ref,
    type,
    size: (object as Uint8Array).length,
    tag: type === "tag" ? (await git.readTag({ ...repository, oid: ref.oid })).tag : undefined,
    commit: commitOid === undefined ? undefined : await readCommit(repository, commitOid).catch(() => undefined),
    commitOid,
  };
}

const bodyOf = (message: string): string => {
  const at = message.search(/\n\s*\n/u);
  return at < 0 ? "" : message.slice(at).replace(/^\s*\n/u, "");
};

/** What is asked of a field behind its colon: how short a name, in which form a date. */
type Field = (reached: Reached, how: string, repository: Repository) => string | Promise<string>;

function nameText(name: string, how: string): string {
  if (how === "") return name;
  if (how === "short") return shortRef(name);
  const [, side, count = "0"] = /^(l|r)?strip=(-?\d+)$/u.exec(how) ?? [];
  if (side === undefined && !how.startsWith("strip")) return fatal(`unrecognized %(refname) argument: ${how}`);
  const parts = name.split("/");
  const cut = Number(count);
  if (side === "r") return parts.slice(0, cut < 0 ? -cut : parts.length - cut).join("/");
  return parts.slice(cut < 0 ? Math.max(0, parts.length + cut) : cut).join("/");
}

const oidText = (oid: string, how: string): string => {
  if (how === "") return oid;
  return oid.slice(0, how.startsWith("short=") ? Number(how.slice(6)) : 7);
};

const dated = (person: Person | undefined, how: string): string =>
  person === undefined ? "" : (dateForm(how || "default")?.(person) ?? fatal(`unknown date format ${how}`));

function personFields(name: string, of: (reached: Reached) => Person | undefined): Readonly<Record<string, Field>> {
  return {
    [name]: (one) => {
      const person = of(one);
      return person ? `${person.name} <${person.email}> ${dated(person, "raw")}` : "";
    },
    [`${name}name`]: (one) => of(one)?.name ?? "",
    [`${name}email`]: (one, how) => {
      const email = of(one)?.email;
      if (email === undefined) return "";
      if (how === "trim") return email;
      return how === "localpart" ? (email.split("@")[0] ?? "") : `<${email}>`;
    },
    [`${name}date`]: (one, how) => dated(of(one), how),
  };
}

const messageOf = ({ tag, commit }: Reached): string => tag?.message ?? commit?.message ?? "";

/** Of a branch, what it follows. */
async function upstreamText(repository: Repository, { ref: { full } }: Reached, how: string): Promise<string> {
  if (!full.startsWith("refs/heads/")) return "";
  const branch = full.slice("refs/heads/".length);
  const upstream = await upstreamOf(repository, branch);
  if (!upstream) return "";
  if (how === "track") return trackingMark(upstream).trim();
  const tracked = await trackedBy(repository, branch);
  const place = tracked?.remote === "." ? "refs/heads/" : "refs/remotes/";
  return nameText(place + upstream.name, how);
}

const fields: Readonly<Record<string, Field>> = {
  refname: ({ ref }, how) => nameText(ref.full, how),
  objectname: ({ ref }, how) => oidText(ref.oid, how),
  objecttype: ({ type }) => type,
  objectsize: ({ size }) => String(size),
  HEAD: async ({ ref }, _, repository) =>
    ref.full === `refs/heads/${(await currentBranch(repository)) ?? ""}` ? "*" : " ",
  tree: ({ commit, tag }, how) => (commit && !tag ? oidText(commit.tree, how) : ""),
  parent: ({ commit, tag }, how) => (tag ? "" : (commit?.parent ?? []).map((oid) => oidText(oid, how)).join(" ")),
  numparent: ({ commit, tag }) => (commit && !tag ? String(commit.parent.length) : ""),
  object: ({ tag }) => tag?.object ?? "",
  type: ({ tag }) => tag?.type ?? "",
  tag: ({ tag }) => tag?.tag ?? "",
  subject: (one) => subjectOf(messageOf(one)),
  body: (one) => bodyOf(messageOf(one)),
  contents: (one, how) => {
    const message = messageOf(one);
    if (how === "subject") return subjectOf(message);
    if (how === "body") return bodyOf(message);
    return how === "" ? message : fatal(`unrecognized %(contents) argument: ${how}`);
  },
  ...personFields("author", ({ commit, tag }) => (tag ? undefined : commit?.author)),
  ...personFields("committer", ({ commit, tag }) => (tag ? undefined : commit?.committer)),
  ...personFields("tagger", ({ tag }) => tag?.tagger),
  ...personFields("creator", ({ commit, tag }) => tag?.tagger ?? commit?.committer),
  upstream: (one, how, repository) => upstreamText(repository, one, how),
  push: (one, how, repository) => upstreamText(repository, one, how),
};

/** What a field says; with a star before it, of what the tag names. */
async function fieldOf(repository: Repository, reached: Reached, name: string): Promise<string> {
  const [field = "", ...how] = name.split(":");
  const known = Object.hasOwn(fields, field.replace(/^\*/u, "")) ? fields[field.replace(/^\*/u, "")] : undefined;
  if (!known) return fatal(`unknown field name: ${field}`);
  if (!field.startsWith("*")) return known(reached, how.join(":"), repository);
  if (!reached.tag) return "";
  const inner = await reach(repository, { full: reached.ref.full, oid: reached.tag.object });
  return known(inner, how.join(":"), repository);
}

/** A part between `%(if)` and `%(end)`. */
interface Level {
  state: "if" | "then" | "else";
  text: string;
  holds: boolean;
}

/** Text that is put together with parts in it that stand only if something holds. */
class Conditional {
  text = "";
  private readonly levels: Level[] = [];

  add(piece: string): void {
    const level = this.levels.at(-1);
    if (!level) this.text += piece;
    else if (level.state === "if" || (level.state === "then") === level.holds) level.text += piece;
  }

  /** Answers whether the word was one of those that part the text. */
  take(word: string): boolean {
    const level = this.levels.at(-1);
    if (word === "if") this.levels.push({ state: "if", text: "", holds: false });
    else if (!level) return false;
    else if (word === "then") Object.assign(level, { state: "then", holds: level.text.trim() !== "", text: "" });
    else if (word === "else") level.state = "else";
    else if (word === "end") {
      this.levels.pop();
      this.add(level.text);
    } else return false;
    return true;
  }
}

const codeText = (code: string): string => (code === "%" ? "%" : String.fromCharCode(Number.parseInt(code, 16)));

/** One reference by a format such as `%(refname:short)`, with `%(if)…%(then)…%(else)…%(end)` in it. */
export async function refText(repository: Repository, format: string, ref: Ref): Promise<string> {
  const reached = await reach(repository, ref);
  const text = new Conditional();
  for (const [piece, name, code] of format.matchAll(/%\(([^)]*)\)|%([\da-fA-F]{2}|%)|[^%]+|%/gu)) {
    if (code !== undefined) text.add(codeText(code));
    else if (name === undefined) text.add(piece);
    else if (!text.take(name) && !name.startsWith("color:")) text.add(await fieldOf(repository, reached, name));
  }
  return text.text;
}

/** What an order by a field goes by: a number where the field has one. */
export async function orderKey(repository: Repository, ref: Ref, field: string): Promise<string | number> {
  const reached = await reach(repository, ref);
  if (/^\*?\w+date$/u.test(field)) return Number((await fieldOf(repository, reached, `${field}:unix`)) || 0);
  const text = await fieldOf(repository, reached, field);
  return field === "objectsize" || field === "numparent" ? Number(text) : text;
}
