/** What a preview says to the engine page, over a line of its own. */

export interface PreviewPlace {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

export type ConsoleLevel = "log" | "info" | "warn" | "error" | "debug";

export type LineMessage =
  | {
      readonly type: "console";
      readonly level: ConsoleLevel;
      readonly args: readonly string[];
      readonly stack: string;
      readonly place: PreviewPlace;
    }
  | {
      readonly type: "uncaught-error" | "unhandled-rejection";
      readonly message: string;
      readonly stack: string;
      readonly place: PreviewPlace;
    }
  /** Opens a WebSocket; the rest goes over the port that comes along. */
  | {
      readonly type: "socket";
      readonly port: number | undefined;
      readonly target: string;
      readonly protocols: readonly string[];
    };

/** To the preview, on a socket's own port. */
export type SocketNews =
  | { readonly type: "open"; readonly protocol: string }
  | { readonly type: "message"; readonly data: string | Uint8Array }
  | { readonly type: "close"; readonly code: number; readonly reason: string }
  | { readonly type: "refused"; readonly reason: string };

/** From the preview, on a socket's own port. */
export type SocketWish =
  | { readonly type: "send"; readonly data: string | ArrayBuffer }
  | { readonly type: "close"; readonly code: number | undefined; readonly reason: string };
