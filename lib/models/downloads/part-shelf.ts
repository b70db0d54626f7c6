/** A flat place for the parts of large files. */
export interface PartShelf {
  readonly list: () => Promise<readonly { readonly name: string; readonly size: number }[]>;
  /** Doesn't take the content into memory where the shelf is a disk. */
  readonly read: (name: string) => Promise<Blob | undefined>;
  /** In whole or not at all. */
  readonly write: (name: string, content: Blob) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** A folder of the browser's own file system for this origin. */
export function browserShelf(folder = "tabsmith-models"): PartShelf {
  const root = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
  return {
    async list() {
      const found: { name: string; size: number }[] = [];
      for await (const handle of (await root()).values()) {
        if (handle.kind === "file") found.push({ name: handle.name, size: (await handle.getFile()).size });
      }
      return found;
    },
    async read(name) {
      try {
        return await (await (await root()).getFileHandle(name)).getFile();
      } catch (error) {
        if (error instanceof DOMException && error.name === "NotFoundError") return undefined;
        throw error;
      }
    },
    async write(name, content) {
      const handle = await (await root()).getFileHandle(name, { create: true });
      const writable = await handle.createWritable();
      await writable.write(content);
      await writable.close();
    },
    async remove(name) {
      try {
        await (await root()).removeEntry(name);
      } catch (error) {
        if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
      }
    },
  };
}

/** Lasts as long as the tab: for tests, and where the browser lends no place. */
export function memoryShelf(): PartShelf {
  const held = new Map<string, Blob>();
  return {
    list: () => Promise.resolve([...held].map(([name, { size }]) => ({ name, size }))),
    read: (name) => Promise.resolve(held.get(name)),
    write: (name, content) => Promise.resolve(void held.set(name, content)),
    remove: (name) => Promise.resolve(void held.delete(name)),
  };
}
