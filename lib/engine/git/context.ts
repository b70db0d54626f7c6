import type { promises } from "node:fs";
import type { HttpClient } from "isomorphic-git";

/** Where a command runs and what it may use. */
export interface Context {
  readonly fs: { readonly promises: typeof promises };
  readonly http: HttpClient;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly color: boolean;
  /** Given by `-c`, before every other configuration; names are in small letters. */
  readonly settings?: ReadonlyMap<string, string>;
  /** What it says is read by a person at once, who is told a commit's names unasked. */
  readonly isShown?: boolean;
  /** Somebody sits at it and could be asked. */
  readonly isTerminal?: boolean;
  /** Prefix of every remote request: a browser can't reach other hosts by itself. */
  readonly corsProxy?: string;
  /** Runs an editor on a file; answers its exit code. */
  readonly edit?: (editor: string, file: string) => Promise<number>;
  /** All that comes in, read once. */
  readonly input?: () => Promise<Uint8Array>;
  readonly out: (text: string) => void;
  /** The same for what is no text. */
  readonly outBytes: (bytes: Uint8Array) => void;
  readonly err: (text: string) => void;
}

/** A context inside a repository. */
export interface Repository extends Context {
  /** The top of the working tree. */
  readonly dir: string;
  readonly gitdir: string;
  /** What isomorphic-git keeps between calls. */
  readonly cache: object;
}

interface RepositoryCommand {
  readonly needs: "repository";
  readonly run: (repository: Repository, args: readonly string[]) => Promise<number | void>;
}

interface FreeCommand {
  readonly needs: "nothing";
  readonly run: (context: Context, args: readonly string[]) => Promise<number | void>;
}

export type Command = RepositoryCommand | FreeCommand;

export const inRepository = (run: RepositoryCommand["run"]): RepositoryCommand => ({ needs: "repository", run });

export const anywhere = (run: FreeCommand["run"]): FreeCommand => ({ needs: "nothing", run });

const escapes = {
  red: "31",
  green: "32",
  yellow: "33",
  blue: "34",
  cyan: "36",
  bold: "1",
  boldRed: "1;31",
  boldGreen: "1;32",
  boldYellow: "1;33",
  boldMagenta: "1;35",
  boldCyan: "1;36",
} as const;

/** The text in a colour when the output is a terminal. */
export function paint(context: Pick<Context, "color">, color: keyof typeof escapes, text: string): string {
  return context.color ? `\u001B[${escapes[color]}m${text}\u001B[m` : text;
}
