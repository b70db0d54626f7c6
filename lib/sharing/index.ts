export { editsOfShared, fromWorkspace } from "./from-workspace";
export { limits } from "./limits";
export { findSecrets, type FoundSecret } from "./secrets";
export { decodeShare, encodeShare } from "./share-link";
export type { FindTemplate, SharedFile, SharedProject, TemplateFiles } from "./shared-project";
