/**
 * What the app and a page of the project say to each other, by `postMessage` between the two windows. The page is the project's:
 * it may answer anything, so whoever asks checks what comes.
 */

export type PageQuestion =
  | { readonly type: "screenshot" }
  /** Answered when the person has chosen an element, or with null when they gave up. */
  | { readonly type: "pick" }
  | { readonly type: "stop-picking" }
  | { readonly type: "go"; readonly path: string }
  | { readonly type: "step"; readonly by: 1 | -1 }
  /** `fresh` also drops what the page has put into its caches. */
  | { readonly type: "reload"; readonly fresh: boolean }
  | { readonly type: "dom"; readonly selector: string | undefined }
  | { readonly type: "click"; readonly selector: string }
  | { readonly type: "type"; readonly selector: string; readonly text: string }
  /** The text of a script of the page, to find the place that it was made from. */
  | { readonly type: "source"; readonly url: string };

/** The envelope of a question. The answer comes over the port that goes along. */
export interface PageAsk {
  readonly type: "tabsmith:ask";
  readonly question: PageQuestion;
}

export type PageReply =
  { readonly type: "answer"; readonly value: unknown } | { readonly type: "refused"; readonly reason: string };

export interface PickedElement {
  readonly selector: string;
  readonly html: string;
  readonly text: string;
  readonly component?: SourcePlace;
}

/** Where in the project's source something was written, as far as the page's framework tells. */
export interface SourcePlace {
  readonly name?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What a key press in the page may ask of the app: to open a list, or the terminal, never to do something. */
export type PageShortcut = "palette" | "quick-open" | "toggle-terminal";

/** What a page tells of itself, unasked. */
export type PageNews =
  | {
      readonly type: "tabsmith:page";
      readonly path: string;
      readonly title: string;
      /** Nothing can be seen on it. */
      readonly isEmpty: boolean;
      /** Something that it's made of is still on its way. */
      readonly isLoading: boolean;
      readonly canGoBack: boolean;
      readonly canGoForward: boolean;
    }
  | { readonly type: "tabsmith:network"; readonly message: string; readonly path: string }
  | { readonly type: "tabsmith:shortcut"; readonly name: PageShortcut };
