export { disposeAll, type Disposable } from "./disposable";
export { createEmitter, type Emitter } from "./emitter";
export { codeOf, Failure, messageOf } from "./failure";
export { findJsonFault, type JsonFault } from "./json-fault";
export { basename, dirname, extname, isInside, joinPath, normalizePath, relativePath } from "./path";
export { failure, success, type Result } from "./result";
export { createStore, type ReadableStore, type Store } from "./store";
export type {
  ExtendableEvent,
  ExtendableMessageEvent,
  FetchEvent,
  ServiceWorkerScope,
  WindowClient,
} from "./service-worker-scope";
