import { openDB } from "idb";
import type { KeyBox } from "./key-store";
import type { SealedKeys } from "./key-vault";

const shelf = "sealed";
const place = "keys";

/** Sealed keys in IndexedDB, which alone can hold a key that no script can read out. */
export function browserKeyBox(name = "tabsmith-keys"): KeyBox {
  const database = openDB(name, 1, {
    upgrade(opened) {
      opened.createObjectStore(shelf);
    },
  });
  return {
    read: async () => (await (await database).get(shelf, place)) as SealedKeys | undefined,
    write: async (sealed) => {
      await (await database).put(shelf, sealed, place);
    },
    clear: async () => {
      await (await database).delete(shelf, place);
    },
  };
}

/** Keeps nothing: for a browser that lends this page no place. */
export function noKeyBox(): KeyBox {
  return { read: () => Promise.resolve(undefined), write: () => Promise.resolve(), clear: () => Promise.resolve() };
}
