import { createStore, Failure, type ReadableStore } from "@/lib/base";
import {
  deviceKey,
  passphraseKey,
  passphraseRounds,
  randomBytes,
  seal,
  unseal,
  type Keys,
  type SealedKeys,
} from "./key-vault";

/** Where sealed keys lie. */
export interface KeyBox {
  readonly read: () => Promise<SealedKeys | undefined>;
  readonly write: (sealed: SealedKeys) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export type KeyProtection =
  /** Only in memory: gone with the tab. */
  | "session"
  /** Sealed with a key that stays in this browser: safe from a copied file, not from someone at this computer. */
  | "device"
  /** Sealed with a passphrase that is nowhere kept. */
  | "passphrase";

export interface KeyStoreStatus {
  readonly protection: KeyProtection;
  /** A passphrase is needed before any key can be read or written. */
  readonly locked: boolean;
  /** For whom there are keys. Never the keys. */
  readonly names: readonly string[];
}

/** The user's keys to model providers. They stay on this origin, and no one but the caller of `get` sees them. */
export interface KeyStore {
  readonly status: ReadableStore<KeyStoreStatus>;
  readonly get: (name: string) => Promise<string | undefined>;
  readonly set: (name: string, key: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** Answers whether the passphrase was the right one. */
  readonly unlock: (passphrase: string) => Promise<boolean>;
  readonly lock: () => void;
  /** Takes the keys along, except out of a locked store. */
  readonly protect: (protection: KeyProtection, passphrase?: string) => Promise<void>;
  /** Forgets all keys, also those that can't be opened any more. */
  readonly forget: () => Promise<void>;
}

type Opener = Omit<SealedKeys, "iv" | "sealed"> & { readonly key: CryptoKey };

export async function createKeyStore(box: KeyBox): Promise<KeyStore> {
  const store = new SealedKeyStore(box);
  await store.load();
  return store;
}

class SealedKeyStore implements KeyStore {
  readonly status = createStore<KeyStoreStatus>({ protection: "session", locked: false, names: [] });
  private keys: Keys = {};
  private opener: Opener | undefined;

  constructor(private readonly box: KeyBox) {}

  async load(): Promise<void> {
    const sealed = await this.box.read();
    if (!sealed) return;
    if (sealed.deviceKey) await this.open(sealed, sealed.deviceKey);
    else this.publish({ protection: sealed.protection, locked: true });
  }

  get = async (name: string): Promise<string | undefined> => {
    await Promise.resolve();
    return Object.hasOwn(this.keys, name) ? this.keys[name] : undefined;
  };

  set = (name: string, key: string): Promise<void> => this.change({ ...this.keys, [name]: key.trim() });

  remove = (name: string): Promise<void> =>
    this.change(Object.fromEntries(Object.entries(this.keys).filter(([own]) => own !== name)));

  unlock = async (passphrase: string): Promise<boolean> => {
    const sealed = await this.box.read();
    if (!sealed?.salt || sealed.rounds === undefined) return false;
    return this.open(sealed, await passphraseKey(passphrase, sealed.salt, sealed.rounds));
  };

  lock = (): void => {
    if (this.status.get().protection !== "passphrase") return;
    this.keys = {};
    this.opener = undefined;
    this.publish({ protection: "passphrase", locked: true });
  };

  protect = async (protection: KeyProtection, passphrase?: string): Promise<void> => {
    this.refuseIfLocked();
    this.opener = await openerFor(protection, passphrase);
    if (protection === "session") await this.box.clear();
    this.publish({ protection, locked: false });
    await this.change(this.keys);
  };

  forget = async (): Promise<void> => {
    await this.box.clear();
    this.keys = {};
    this.opener = undefined;
    this.publish({ protection: "session", locked: false });
  };

  private async open(sealed: SealedKeys, key: CryptoKey): Promise<boolean> {
    const keys = await unseal(sealed, key);
    if (!keys) return false;
    const { iv: _iv, sealed: _sealed, ...how } = sealed;
    this.opener = { ...how, key };
    this.keys = keys;
    this.publish({ protection: sealed.protection, locked: false });
    return true;
  }

  private async change(keys: Keys): Promise<void> {
    this.refuseIfLocked();
    if (this.opener) {
      const { key, ...how } = this.opener;
      await this.box.write({ ...how, ...(await seal(keys, key)) });
    }
    this.keys = keys;
    this.publish({ protection: this.status.get().protection, locked: false });
  }

  private refuseIfLocked(): void {
    if (this.status.get().locked)
      throw new Failure("ELOCKED", "The keys are locked. Unlock them with your passphrase first.");
  }

  private publish(status: Omit<KeyStoreStatus, "names">): void {
    this.status.set({ ...status, names: Object.keys(this.keys) });
  }
}

async function openerFor(protection: KeyProtection, passphrase = ""): Promise<Opener | undefined> {
  if (protection === "session") return undefined;
  if (protection === "device") {
    const key = await deviceKey();
    return { protection, key, deviceKey: key };
  }
  if (passphrase.length < 8)
    throw new Failure("EINVAL", "A passphrase has at least eight characters; a few words are best.");
  const salt = randomBytes(16);
  return { protection, salt, rounds: passphraseRounds, key: await passphraseKey(passphrase, salt, passphraseRounds) };
}
