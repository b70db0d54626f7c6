import { createHmac, randomBytes } from "node:crypto";
import path from "node:path";
import { eq } from "drizzle-orm";
import type { BlobStore } from "../blobs/blob-store";
import { createDiskBlobs } from "../blobs/disk-blobs";
import { createS3Blobs } from "../blobs/s3-blobs";
import { createShareStore, type ShareStore } from "../share/share-store";
import { createAllowances, type Allowance, type Taken } from "./allowance";
import type { Database } from "./database";
import { openDatabase } from "./open-database";
import { secrets } from "./schema";
import type { StoreSettings } from "./settings";

/** Everything that this server keeps, opened. */
export interface Store {
  readonly settings: StoreSettings;
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly shares: ShareStore;
  /** Takes from the allowance of whoever calls from `address`, which is kept nowhere: only a hash that changes daily is. */
  readonly take: (allowance: Allowance, address: string, cost?: number) => Promise<Taken>;
  readonly close: () => Promise<void>;
}

export async function openStore(settings: StoreSettings): Promise<Store> {
  const { folder, databaseUrl, s3 } = settings;
  const database = await openDatabase({ url: databaseUrl, folder });
  try {
    const blobs = s3 ? createS3Blobs(s3) : createDiskBlobs(path.join(folder, "blobs"));
    const shares = createShareStore(database, blobs, settings.mostBytes);
    const allowances = createAllowances(database);
    const pepper = await secretOf(database, "callers");
    return {
      settings,
      database,
      blobs,
      shares,
      take: (allowance, address, cost) => allowances.take(allowance, nameOf(address, pepper), cost),
      async close() {
        await shares.flush();
        await allowances.flush();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function nameOf(address: string, pepper: string): string {
  const day = new Date().toISOString().slice(0, 10);
  return createHmac("sha256", pepper).update(`${day} ${address}`).digest("base64url").slice(0, 22);
}

async function secretOf({ queries }: Database, name: string): Promise<string> {
  await queries
    .insert(secrets)
    .values({ name, value: randomBytes(32).toString("base64url") })
    .onConflictDoNothing();
  const [row] = await queries.select().from(secrets).where(eq(secrets.name, name));
  if (!row) throw new Error("The database keeps nothing that is written to it.");
  return row.value;
}
