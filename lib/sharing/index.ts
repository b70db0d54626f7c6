export { editsOfShared, fromWorkspace } from "./from-workspace";
export { limits } from "./limits";
export { findSecrets, type FoundSecret } from "./secrets";
export { decodeShare, encodeShare } from "./share-link";
export type { FindTemplate, SharedFile, SharedProject, TemplateFiles } from "./shared-project";
export { createShortLinks, type ShortLinks } from "./short/client";
export {
  changedShare,
  newShare,
  reportReasons,
  shareReport,
  shortLinkCodes,
  shortLinkId,
  shortLinkLimits,
  type ChangedShare,
  type ChangedShareAnswer,
  type MadeShare,
  type NewShare,
  type ReadShareAnswer,
  type ShareReport,
  type ShortLinkCode,
} from "./short/wire";
