import { z } from "zod/mini";

/** What `/api/share` takes and answers. `docs/sharing-api.md` tells it in words; server and browser both read this file. */
export const shortLinkLimits = {
  /** Characters of what is shared: `1.<template>.<payload>`, as in a long link after `#p=`. */
  share: 8 * 1024 * 1024,
  title: 200,
  author: 80,
  /** Days a link lives unless its author says otherwise, and the most that they can say. */
  days: 90,
  mostDays: 365,
  report: 2000,
} as const;

/** Twelve letters and digits: too many to be guessed. */
export const shortLinkId = z.string().check(z.regex(/^[A-Za-z0-9]{12}$/u));

const plain = (most: number) => z.string().check(z.maxLength(most), z.regex(/^\P{Cc}*$/u));

/** The project as a long link would carry it. The server never looks inside. */
const share = z
  .string()
  .check(z.maxLength(shortLinkLimits.share), z.regex(/^[1-9]\d{0,5}\.[a-z0-9@_-]{1,60}\.[\w-]+$/u));

export const newShare = z.object({
  share,
  title: z.optional(plain(shortLinkLimits.title)),
  author: z.optional(plain(shortLinkLimits.author)),
  /** How many days the link lives; null for as long as the server keeps anything. */
  days: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(shortLinkLimits.mostDays)))),
  /** The link that this was forked from. */
  forkOf: z.optional(shortLinkId),
});
export type NewShare = z.infer<typeof newShare>;

/** A new version of a link. What isn't named stays as it was. */
export const changedShare = z.object({
  share,
  title: z.optional(plain(shortLinkLimits.title)),
  author: z.optional(plain(shortLinkLimits.author)),
  days: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(shortLinkLimits.mostDays)))),
  /** The newest version that the author knows: refused with `ESHARECONFLICT` when there is a newer one. */
  after: z.optional(z.int()),
});
export type ChangedShare = z.infer<typeof changedShare>;

export const reportReasons = ["phishing", "malware", "abuse", "copyright", "other"] as const;
export const shareReport = z.object({
  reason: z.enum(reportReasons),
  text: z.optional(z.string().check(z.maxLength(shortLinkLimits.report))),
});
export type ShareReport = z.infer<typeof shareReport>;

/** What the author gets. The token is shown this once: it is the only proof that the link is theirs. */
export const madeShare = z.object({
  id: shortLinkId,
  version: z.int(),
  ownerToken: z.string(),
  expiresAt: z.nullable(z.string()),
});
export type MadeShare = z.infer<typeof madeShare>;

export const changedShareAnswer = z.object({ id: shortLinkId, version: z.int(), expiresAt: z.nullable(z.string()) });
export type ChangedShareAnswer = z.infer<typeof changedShareAnswer>;

/** What anyone with the link gets. Times are ISO 8601. */
export const readShareAnswer = z.object({
  id: shortLinkId,
  version: z.int(),
  /** The newest version, which this is unless another was asked for. */
  newest: z.int(),
  share: z.string(),
  title: z.string(),
  author: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
  expiresAt: z.nullable(z.string()),
  forkOf: z.nullable(z.string()),
  views: z.int(),
  forks: z.int(),
});
export type ReadShareAnswer = z.infer<typeof readShareAnswer>;

/** Why a call was refused; `error` says it in English, for whoever reads it without the app. */
export const shortLinkCodes = [
  "ESHAREMISSING",
  "ESHAREEXPIRED",
  "ESHAREDELETED",
  "ESHAREBLOCKED",
  "ESHARETOKEN",
  "ESHARECONFLICT",
  "ESHARESIZE",
  "ESHAREDAMAGED",
  "ESHARELIMIT",
  "ESHAREFULL",
  "ESHARESTORE",
] as const;
export type ShortLinkCode = (typeof shortLinkCodes)[number];
export const shortLinkRefusal = z.object({ code: z.enum(shortLinkCodes), error: z.string() });
