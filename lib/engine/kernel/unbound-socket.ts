import { handleKind, S_IFSOCK, socketFamily } from "../protocol/constants";
import { Description } from "./description";
import { fail } from "./kernel-error";
import { plainStat } from "./stat-numbers";
import { type SocketName } from "./stream-end";

/** A socket that has neither connected nor listened yet: then another description takes its descriptor. */
export class UnboundSocket extends Description {
  override readonly kind: number;
  bound: SocketName | undefined;
  bindFlags = 0;
  /** Undoes what binding reserved. */
  unbind: (() => void) | undefined;

  constructor(readonly family: number) {
    super(2);
    this.kind = family === socketFamily.unix ? handleKind.pipe : handleKind.tcp;
  }

  override stat(): number[] {
    return plainStat(S_IFSOCK | 0o777);
  }
  protected override closed(): void {
    this.unbind?.();
  }
  override read(): never {
    return fail("ENOTCONN");
  }
  override write(): never {
    return fail("ENOTCONN");
  }
  override poll(): number {
    return 0;
  }
}
