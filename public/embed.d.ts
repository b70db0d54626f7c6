/** What a link asks to be shown, beside the project itself. */
export interface ShareView {
    readonly file?: string;
    readonly line?: number;
    readonly show?: "editor" | "preview" | "both";
    readonly theme?: "light" | "dark";
    /** The step of the replay to begin with. */
    readonly step?: number;
}
export interface ShareAddress {
    /** `1.<template>.<payload>`; absent where the address only says how to show. */
    readonly share?: string;
    readonly view: ShareView;
}
/** Reads what stands after `#` in an address: `p=…&file=src/app.ts&line=3`. The project is whatever was given, good or bad. */
export declare function readShareAddress(hash: string): ShareAddress;
/** The same from anything that has fields by name, such as a query. A value that makes no sense counts as none. */
export declare function readView(field: (name: string) => string | null | undefined): ShareView;
/** What follows the `#` of a link. */
export declare function writeShareAddress({ share, view }: ShareAddress): string;

/**
 * What a page and an embedded project say to each other. Both sides take the other for hostile: a message that isn't
 * exactly one of these is passed over, and none can make anything run: programs start by a click inside of the frame, or
 * by `run` from a page that the reader is looking at, which only works where the frame may run programs at all.
 */
export declare const embedProtocol = "tabsmith-embed-1";
export type EmbedRequest = {
    readonly type: "hello";
} | {
    readonly type: "open";
    readonly path: string;
    readonly line?: number;
} | {
    readonly type: "read";
    readonly path: string;
} | {
    readonly type: "list";
} | {
    readonly type: "run";
};
export type EmbedEvent = {
    readonly type: "ready";
    readonly name: string;
    readonly canRun: boolean;
} | {
    readonly type: "opened";
    readonly path: string;
} | {
    readonly type: "state";
    readonly state: string;
    readonly url?: string;
} | {
    readonly type: "failed";
    readonly code: string;
    readonly message: string;
};
export type EmbedAnswer = {
    readonly ok: true;
    readonly value: unknown;
} | {
    readonly ok: false;
    readonly error: string;
};
export interface RequestEnvelope {
    readonly protocol: typeof embedProtocol;
    readonly id: number;
    readonly request: EmbedRequest;
}
export interface AnswerEnvelope {
    readonly protocol: typeof embedProtocol;
    readonly id: number;
    readonly answer: EmbedAnswer;
}
export interface EventEnvelope {
    readonly protocol: typeof embedProtocol;
    readonly event: EmbedEvent;
}
/** Undefined for whatever isn't a request, whoever sent it. */
export declare function readRequest(data: unknown): RequestEnvelope | undefined;



/** What to show, and how. Exactly one of `share`, `id` and `repository` names the project. */
export interface EmbedOptions extends ShareView {
    /** `1.<template>.<payload>`: what a link has after `#p=`. */
    readonly share?: string;
    /** The name of a short link. */
    readonly id?: string;
    /** Such as `owner/name`, or `owner/name/tree/branch`. */
    readonly repository?: string;
    /** Where tabsmith is; where this script came from by itself. */
    readonly origin?: string;
    readonly title?: string;
    readonly height?: number | string;
}
/** A project in a frame of this page. */
export interface Embed {
    readonly frame: HTMLIFrameElement;
    /** What it is called and whether programs can run in this page; rejects when it can't be opened. */
    readonly ready: Promise<{
        readonly name: string;
        readonly canRun: boolean;
    }>;
    /** Shows a file of the project. */
    open: (path: string, line?: number) => Promise<void>;
    list: () => Promise<readonly string[]>;
    /** The bytes of a file. */
    read: (path: string) => Promise<Uint8Array>;
    /** Runs the project; rejects where this page isn't isolated, and the reader is offered a tab instead. */
    run: () => Promise<void>;
    on: (listener: (event: EmbedEvent) => void) => () => void;
    dispose: () => void;
}
/** Puts a project into `parent`. */
export declare function embed(parent: Element, options: EmbedOptions): Embed;
export declare function addressOf(origin: string, options: EmbedOptions): string;
