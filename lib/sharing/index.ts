export { readShareAddress, readView, writeShareAddress, type ShareAddress, type ShareView } from "./address";
export { filesAtMoments } from "./earlier-files";
export {
  embedProtocol,
  readRequest as readEmbedRequest,
  type EmbedAnswer,
  type EmbedEvent,
  type EmbedRequest,
} from "./embed-protocol";
export { editsOfShared, fromWorkspace } from "./from-workspace";
export { limits } from "./limits";
export { findPhishing, type PhishingSign } from "./phishing";
export { findPublished, publishedKey } from "./published-templates";
export { conversationPath, findSecrets, findSessionSecrets, type FoundSecret, type SecretKind } from "./secrets";
export { decodeShare, encodeShare } from "./share-link";
export type {
  EarlierFile,
  FindTemplate,
  SharedFile,
  SharedMoment,
  SharedProject,
  TemplateFiles,
} from "./shared-project";
export { secretId, usualChoice, withhold, type SecretChoice } from "./withhold";
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
