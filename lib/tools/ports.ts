/** A web page as the app's proxy got it. */
export interface WebPage {
  /** After redirects within the same host. */
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** Where a redirect to another host would lead; the page isn't fetched then. */
  readonly redirect?: string;
}

export interface WebResult {
  readonly title: string;
  readonly url: string;
  readonly excerpt: string;
}

/** The way to the web, given by the host. The host keeps private addresses out of reach. */
export interface WebPort {
  readonly fetch: (url: string, signal: AbortSignal) => Promise<WebPage>;
  /** Undefined where no search service is set up. */
  readonly search?: (query: string, signal: AbortSignal) => Promise<readonly WebResult[]>;
}

export interface PreviewState {
  readonly port: number;
  readonly url: string;
  readonly title: string;
}

export interface ConsoleEntry {
  readonly level: string;
  readonly message: string;
}

/** The preview pane as a tool sees it. Selectors are CSS; a missing element rejects with a message that says so. */
export interface PreviewDriver {
  /** Ports on which the project's programs answer now. */
  readonly ports: () => readonly number[];
  readonly open: (
    target: { readonly port: number; readonly path: string },
    signal: AbortSignal,
  ) => Promise<PreviewState>;
  readonly screenshot: (signal: AbortSignal) => Promise<{ readonly mediaType: string; readonly data: string }>;
  /** Since the page was opened. */
  readonly console: () => readonly ConsoleEntry[];
  readonly dom: (selector: string | undefined, signal: AbortSignal) => Promise<string>;
  readonly click: (selector: string, signal: AbortSignal) => Promise<void>;
  readonly type: (selector: string, text: string, signal: AbortSignal) => Promise<void>;
}
