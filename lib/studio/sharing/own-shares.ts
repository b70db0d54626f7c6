import { openDB, type DBSchema } from "idb";

/** A short link that was made in this browser, with what proves it. */
export interface OwnShare {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  /** The project that it was made from. */
  readonly project: string;
  readonly version: number;
  readonly madeAt: number;
}

interface Schema extends DBSchema {
  shares: { key: string; value: OwnShare };
}

/** The proofs are kept where projects are, and no list of settings has them. */
const open = () =>
  openDB<Schema>("tabsmith-shares", 1, {
    upgrade(database) {
      database.createObjectStore("shares", { keyPath: "id" });
    },
  });

export async function listOwnShares(): Promise<readonly OwnShare[]> {
  const database = await open();
  const all = await database.getAll("shares");
  database.close();
  return all.toSorted((a, b) => b.madeAt - a.madeAt);
}

export async function keepOwnShare(share: OwnShare): Promise<void> {
  const database = await open();
  await database.put("shares", share);
  database.close();
}

export async function forgetOwnShare(id: string): Promise<void> {
  const database = await open();
  await database.delete("shares", id);
  database.close();
}
