import { handleKind } from "../protocol/constants";
import { answer, numbers, type Answer } from "./answer";
import { Description } from "./description";
import type { FileSystem } from "./file-system";
import { noBytes, type Inode } from "./inode";
import { fail } from "./kernel-error";
import { statNumbers } from "./stat-numbers";

export type DeviceName = "null" | "zero" | "full" | "random";

/** Nobody reads more than this from a device at once. */
const readMax = 1 << 20;

function fillRandom(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  // The host gives no more than 64 KiB at a time.
  for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

/** The character devices that answer at once. */
export class DeviceFile extends Description {
  override readonly kind = handleKind.file;

  constructor(
    readonly device: DeviceName,
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

  override read(length: number): Answer {
    if (!this.readable) fail("EBADF");
    if (this.device === "null") return answer([0], [noBytes]);
    const bytes = new Uint8Array(Math.min(length, readMax));
    return answer([bytes.length], [this.device === "random" ? fillRandom(bytes) : bytes]);
  }

  override write(bytes: Uint8Array): Answer {
    if (!this.writable) fail("EBADF");
    if (this.device === "full") fail("ENOSPC");
    return numbers(bytes.length);
  }

  override seek(): number {
    return 0;
  }
  override truncate(): void {
    // As Linux has it, a device opened for writing may be truncated and nothing happens.
  }
}
