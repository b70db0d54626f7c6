import { dataFolder } from "../data-folder";
import type { S3Settings } from "../blobs/s3-blobs";
import type { Allowance } from "./allowance";

export interface StoreSettings {
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  readonly s3: S3Settings | undefined;
  readonly creates: Allowance;
  readonly createdBytes: Allowance;
  readonly reads: Allowance;
  readonly reports: Allowance;
  /** Bytes of all blobs together. */
  readonly mostBytes: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says of the store. What makes no sense is refused in a sentence, not passed over. */
export function readStoreSettings(environment: Environment = process.env): StoreSettings {
  return {
    folder: dataFolder("store"),
    databaseUrl: environment.DATABASE_URL?.trim() || undefined,
    s3: readS3(environment),
    creates: { name: "create", amount: numberIn(environment, "SHARE_CREATES_PER_HOUR", 60), minutes: 60 },
    createdBytes: {
      name: "bytes",
      amount: numberIn(environment, "SHARE_MEGABYTES_PER_DAY", 100) * 2 ** 20,
      minutes: 24 * 60,
    },
    reads: { name: "read", amount: numberIn(environment, "SHARE_READS_PER_MINUTE", 600), minutes: 1 },
    reports: { name: "report", amount: 20, minutes: 24 * 60 },
    mostBytes: numberIn(environment, "SHARE_STORE_GIGABYTES", 10) * 2 ** 30,
  };
}

function readS3(environment: Environment): S3Settings | undefined {
  const endpoint = environment.S3_ENDPOINT?.trim();
  if (!endpoint) return undefined;
  if (!URL.canParse(endpoint) || !/^https?:$/u.test(new URL(endpoint).protocol))
    throw new RangeError("S3_ENDPOINT is no address: write it such as https://s3.example.org.");
  return {
    endpoint,
    bucket: needed(environment, "S3_BUCKET"),
    region: environment.S3_REGION?.trim() || "us-east-1",
    accessKeyId: needed(environment, "S3_ACCESS_KEY_ID"),
    secretAccessKey: needed(environment, "S3_SECRET_ACCESS_KEY"),
  };
}

function needed(environment: Environment, name: string): string {
  const value = environment[name]?.trim();
  if (!value) throw new RangeError(`S3_ENDPOINT is set but ${name} isn't: set both, or neither.`);
  return value;
}

export function numberIn(environment: Environment, name: string, without: number): number {
  const text = environment[name]?.trim();
  if (!text) return without;
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new RangeError(`${name} is "${text}": write a number above 0.`);
  return value;
}
