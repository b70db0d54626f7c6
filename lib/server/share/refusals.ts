import { Failure } from "@/lib/base";
import type { ShortLinkCode } from "@/lib/sharing";

const said: Readonly<Record<ShortLinkCode, readonly [status: number, sentence: string]>> = {
  ESHAREMISSING: [404, "There is no such link here. It may have been mistyped."],
  ESHAREEXPIRED: [410, "This link was made for a time that is over. Ask its author for a new one."],
  ESHAREDELETED: [410, "The author of this link has deleted it."],
  ESHAREBLOCKED: [451, "This was taken down by the operator of this server."],
  ESHARETOKEN: [403, "Only the author's token may change this link."],
  ESHARECONFLICT: [409, "There is a newer version of this link than the one you know. Read it first."],
  ESHARESIZE: [413, "This is larger than the server keeps. Leave something out."],
  ESHAREDAMAGED: [400, "This isn't of the form that the server keeps."],
  ESHARELIMIT: [429, "There were too many calls from this address. Try again later."],
  ESHAREFULL: [507, "The server's store is full. A long link works without it."],
  ESHARESTORE: [503, "The server's store can't be used right now. A long link works without it."],
};

/** Thrown by the store, answered by the route. */
export class ShareRefusal extends Failure {
  declare readonly code: ShortLinkCode;
  readonly status: number;

  constructor(
    code: ShortLinkCode,
    readonly afterSeconds?: number,
  ) {
    super(code, said[code][1]);
    this.status = said[code][0];
  }
}
