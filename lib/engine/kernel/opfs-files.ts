import { Failure, messageOf } from "@/lib/base";
import type { LogFile } from "./log-file";

/** The files of one volume in the origin's private file system, and the lock that keeps other tabs out. */
export interface OpfsFiles {
  readonly logs: readonly [LogFile, LogFile];
  readonly release: () => void;
}

/** A tab that is being closed or reloaded lets go within this time. */
const patience = 5000;
const pause = 50;

const sleep = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Fails with EBUSY while another tab has the same volume open. */
export async function openOpfsFiles(name: string): Promise<OpfsFiles> {
  const release = await lock(`engine-volume-${name}`);
  try {
    const root = await navigator.storage.getDirectory();
    const volumes = await root.getDirectoryHandle("volumes", { create: true });
    const directory = await volumes.getDirectoryHandle(name, { create: true });
    const logs = [await openLog(directory, "log-a"), await openLog(directory, "log-b")] as const;
    return { logs, release };
  } catch (error) {
    release();
    throw error;
  }
}

function lock(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = new Promise<void>((release) => {
      navigator.locks
        .request(name, { signal: AbortSignal.timeout(patience) }, () => {
          resolve(release);
          return held;
        })
        .catch(() => {
          reject(new Failure("EBUSY", "Another tab has this project open. Close it there, or go on there."));
        });
    });
  });
}

/** Only Workers have it, and the types of a page don't know it. */
interface SyncFileHandle {
  createSyncAccessHandle: () => Promise<LogFile>;
}

async function openLog(directory: FileSystemDirectoryHandle, name: string): Promise<LogFile> {
  const handle = (await directory.getFileHandle(name, { create: true })) as unknown as SyncFileHandle;
  for (const until = performance.now() + patience; ;) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (error) {
      // A Worker that has been terminated may hold its handle a moment longer.
      if (performance.now() > until) throw new Failure("EBUSY", messageOf(error), { cause: error });
      await sleep(pause);
    }
  }
}
