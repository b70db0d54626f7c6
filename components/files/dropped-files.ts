import type { Incoming } from "@/lib/studio";
import { incomingOf } from "./incoming-of";

/** What was dropped, folders with all that is in them. Must be called while the event lasts: what it holds is gone later. */
export async function droppedFiles(data: DataTransfer): Promise<readonly Incoming[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return [...data.files].map(incomingOf);
  return (await Promise.all(entries.map(filesIn))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function filesIn(entry: FileSystemEntry): Promise<readonly Incoming[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    return [{ ...incomingOf(file), path: entry.fullPath.slice(1) }];
  }
  if (!isFolder(entry) || entry.name === "node_modules" || entry.name === ".git") return [];
  const found: Incoming[] = [];
  const reader = entry.createReader();
  for (let entries = await readSome(reader); entries.length > 0; entries = await readSome(reader))
    for (const inner of entries) found.push(...(await filesIn(inner)));
  return found;
}

/** A reader gives a hundred at a time, and none at the end. */
const readSome = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
