import { handleKind, O_APPEND } from "../protocol/constants";
import { answer, numbers, type Answer } from "./answer";
import { Description } from "./description";
import type { FileSystem } from "./file-system";
import { noBytes, type Inode } from "./inode";
import { fail } from "./kernel-error";
import { statNumbers } from "./stat-numbers";

/** A file of bytes with a position of its own. */
export class RegularFile extends Description {
  override readonly kind = handleKind.file;
  #position = 0;

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

  override read(length: number, position: number): Answer {
    if (!this.readable) fail("EBADF");
    const at = position < 0 ? this.#position : position;
    const bytes = length <= 0 ? noBytes : this.files.read(this.node, at, length);
    if (position < 0) this.#position += bytes.length;
    return answer([bytes.length], [bytes]);
  }

  override write(bytes: Uint8Array, position: number): Answer {
    if (!this.writable) fail("EBADF");
    const append = (this.flags & O_APPEND) !== 0;
    const at = append ? this.node.size : position < 0 ? this.#position : position;
    this.files.write(this.node, at, bytes);
    if (append || position < 0) this.#position = at + bytes.length;
    return numbers(bytes.length);
  }

  override seek(offset: number, whence: number): number {
    const from = whence === 1 ? this.#position : whence === 2 ? this.node.size : 0;
    if (from + offset < 0) fail("EINVAL");
    this.#position = from + offset;
    return this.#position;
  }

  override truncate(length: number): void {
    if (!this.writable) fail("EINVAL");
    this.files.truncate(this.node, length);
  }
}
