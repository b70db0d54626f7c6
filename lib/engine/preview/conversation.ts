/** What the service worker and the engine page say to each other about one request, over a port of its own. */

export interface PreviewRequest {
  readonly type: "tabsmith:request";
  readonly port: number | undefined;
  readonly target: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ArrayBuffer | undefined;
  readonly referrer: string;
  /** The page will show what comes: a document, rather than a part of one. */
  readonly document: boolean;
  /** Nobody else can answer: the engine must, even if only by a page that says why it can't. */
  readonly last: boolean;
}

export interface AnswerHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** From the engine page. */
export type PreviewAnswer =
  | { readonly type: "whole"; readonly head: AnswerHead; readonly body: Uint8Array | undefined }
  | { readonly type: "stream"; readonly head: AnswerHead }
  | { readonly type: "piece"; readonly bytes: Uint8Array }
  | { readonly type: "end" }
  | { readonly type: "failed"; readonly message: string }
  /** This engine has no such port. */
  | { readonly type: "declined" };

/** From the service worker. */
export type PreviewWish = { readonly type: "pull" } | { readonly type: "cancel" };

/** A preview asks the service worker for a line to the engine page; the port travels along. */
export interface PreviewHello {
  readonly type: "tabsmith:hello";
  readonly port: number | undefined;
}

/** Asks the service worker to keep the engine's files for when the server can't be reached. */
export interface KeepEngine {
  readonly type: "tabsmith:keep-engine";
}
