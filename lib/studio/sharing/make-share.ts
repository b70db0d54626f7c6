import {
  encodeShare,
  findPublished,
  publishedKey,
  secretId,
  usualChoice,
  withhold,
  writeShareAddress,
  type SecretChoice,
} from "@/lib/sharing";
import type { CollectedShare } from "./collect-share";

/** A project as text that a link can hold. */
export interface MadeShare {
  /** `1.<template>.<payload>`. */
  readonly share: string;
  readonly files: number;
  /** Of the files that go along. */
  readonly bytes: number;
}

/** Choices by `secretId`; where there is none, nothing secret goes along. */
export type SecretChoices = Readonly<Record<string, SecretChoice>>;

export async function makeShare(
  { project, secrets }: CollectedShare,
  choices: SecretChoices,
  template: string | undefined,
): Promise<MadeShare> {
  const held = withhold(project, secrets, (secret) => choices[secretId(secret)] ?? usualChoice(secret));
  const share = await encodeShare(held, publishedKey(template), findPublished);
  return { share, files: held.files.length, bytes: held.files.reduce((sum, { content }) => sum + content.length, 0) };
}

/** The link that carries the project in itself. */
export const shareLink = (origin: string, share: string): string =>
  `${origin}/share#${writeShareAddress({ share, view: {} })}`;

/** From here on a reader is warned, and from there on led to a short link: characters. */
export const linkLengths = { warn: 8 * 1024, short: 32 * 1024 } as const;
