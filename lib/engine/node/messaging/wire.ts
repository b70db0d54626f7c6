export interface Letter {
  readonly payload: unknown;
  readonly hasStandIns: boolean;
}

export type Wire =
  | { readonly type: "letter"; readonly number: number; readonly letter: Letter }
  | { readonly type: "close" }
  | { readonly type: "exit"; readonly code: number };

/** One end of the way to another thread, as it travels from thread to thread itself. */
export interface RouteEnd {
  readonly port: MessagePort;
  readonly inbox: SharedArrayBuffer | undefined;
  readonly outbox: SharedArrayBuffer | undefined;
  readonly sent: number;
  readonly received: number;
}
