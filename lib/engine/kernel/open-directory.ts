import { handleKind } from "../protocol/constants";
import { answer, type Answer } from "./answer";
import { Description } from "./description";
import type { FileSystem } from "./file-system";
import type { Inode } from "./inode";
import { fail } from "./kernel-error";
import { direntTypeOf, statNumbers } from "./stat-numbers";

const encoder = new TextEncoder();

export interface Listing {
  readonly names: readonly string[];
  readonly types: Uint8Array;
}

/** What is in a directory, without `.` and `..`; sorted, as libuv's scandir gives it. */
export function list(directory: Inode, pid: number): Listing {
  const names = [...(directory.entries?.keys() ?? [])];
  for (const name of directory.generated?.list?.(pid) ?? []) names.push(name);
  names.sort(byCodeUnit);
  const types = Uint8Array.from(names, (name) => {
    const node = directory.entries?.get(name) ?? directory.generated?.lookup?.(name, pid);
    return node === undefined ? 0 : direntTypeOf(node);
  });
  return { names, types };
}

const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

export const listingAnswer = ({ names, types }: Listing): Answer =>
  answer([names.length], [encoder.encode(names.join("\0")), types]);

/** A directory being read. The listing is taken when the reading begins, so that changes on the way repeat nothing. */
export class OpenDirectory extends Description {
  override readonly kind = handleKind.file;
  #listing: Listing | undefined;
  #at = 0;

  constructor(
    readonly files: FileSystem,
    override readonly node: Inode,
    flags: number,
  ) {
    super(flags);
    files.hold(node);
  }

  override stat(): number[] {
    return statNumbers(this.node);
  }
  protected override closed(): void {
    this.files.letGo(this.node);
  }
  override read(): Answer {
    return fail("EISDIR");
  }
  override write(): Answer {
    return fail("EBADF");
  }
  override seek(offset: number): number {
    this.#listing = undefined;
    this.#at = offset;
    return offset;
  }

  next(count: number, pid: number): Answer {
    this.#listing ??= list(this.node, pid);
    const from = this.#at;
    this.#at = Math.min(this.#listing.names.length, from + count);
    return listingAnswer({
      names: this.#listing.names.slice(from, this.#at),
      types: this.#listing.types.slice(from, this.#at),
    });
  }
}
