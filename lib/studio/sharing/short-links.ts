import { codeOf } from "@/lib/base";
import { createShortLinks, type ReadShareAnswer, type ShareReport } from "@/lib/sharing";
import { openShared, type SharedWork } from "./open-shared";
import { forgetOwnShare, keepOwnShare, type OwnShare } from "./own-shares";

export interface ShortWish {
  readonly share: string;
  readonly name: string;
  readonly author: string;
  readonly project: string;
  readonly days: number;
}

/** Stores what a link would carry, and keeps the proof that it is ours. */
export async function makeShortLink({ share, name, author, project, days }: ShortWish): Promise<OwnShare> {
  const made = await createShortLinks().create({
    share,
    title: plain(name, 200),
    ...(author.trim() !== "" && { author: plain(author, 80) }),
    days,
  });
  const own = { id: made.id, token: made.ownerToken, name, project, version: made.version, madeAt: Date.now() };
  await keepOwnShare(own);
  return own;
}

/** The same link leads to the present state from now on. */
export async function updateShortLink(own: OwnShare, { share, name }: ShortWish): Promise<OwnShare> {
  const { version } = await createShortLinks().change(own.id, own.token, { share, title: plain(name, 200) });
  const next = { ...own, version, name };
  await keepOwnShare(next);
  return next;
}

/** Gone on the server; where it was gone already, only the note of it goes. */
export async function removeShortLink(own: OwnShare): Promise<void> {
  try {
    await createShortLinks().remove(own.id, own.token);
  } catch (error) {
    if (!["ESHAREMISSING", "ESHAREDELETED", "ESHAREEXPIRED"].includes(codeOf(error) ?? "")) throw error;
  }
  await forgetOwnShare(own.id);
}

export const readShortLink = (id: string): Promise<ReadShareAnswer> => createShortLinks().read(id);

export async function openShort(id: string): Promise<SharedWork> {
  const { share, author } = await readShortLink(id);
  const work = await openShared(share, { type: "short", id });
  return author === "" ? work : { ...work, provenance: { ...work.provenance, author } };
}

export const reportShort = (id: string, report: ShareReport): Promise<void> => createShortLinks().report(id, report);
export const countFork = (id: string): Promise<void> => createShortLinks().countFork(id);

/** Without control characters, which a name has no use for. */
const plain = (text: string, most: number): string => text.replaceAll(/\p{Cc}/gu, " ").slice(0, most);
