import type { ToolContext } from "./context";
import { ToolError, type ToolOutput } from "./tool";

/** Base64. */
export interface Picture {
  readonly mediaType: string;
  readonly data: string;
}

interface Asked {
  /** What the picture is, in words. */
  readonly caption: string;
  readonly question: string | undefined;
  /** What can be done where nobody sees. */
  readonly otherwise: string;
}

const everything = "Describe this picture for someone who can't see it: what it shows, and all text in it.";

/**
 * A picture as the model at work can take it: the picture itself, or what a model that sees says of it. A question is
 * always answered in words where that's possible, since words take less room.
 */
export async function pictureFor(
  { sees, look }: ToolContext,
  { mediaType, data }: Picture,
  { caption, question, otherwise }: Asked,
): Promise<string | readonly ToolOutput[]> {
  if (look && (question !== undefined || !sees)) return look({ mediaType, data }, question ?? everything);
  if (!sees) throw new ToolError(`This model can't see pictures and no model that can is set up. ${otherwise}`);
  return [
    { type: "text", text: caption },
    { type: "image", mediaType, data },
  ];
}
