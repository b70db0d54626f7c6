import type { ILink, ILinkProvider, Terminal } from "@xterm/xterm";

export interface FileLinkHost {
  /** The file of the project that a name means, if it has it. */
  readonly findFile: (name: string) => Promise<string | undefined>;
  readonly openFile: (path: string, line: number, column: number) => void;
}

interface Mention {
  readonly start: number;
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const mention = /(\/?(?:[\w@.+-]+\/)*[\w@.+-]+\.[A-Za-z]\w{0,9})(?::(\d+)(?::(\d+))?|\((\d+),(\d+)\))?/gu;

/** What looks like a file in a line of output, with the place in it, as compilers and stacks write it. */
export function mentionsOf(text: string): readonly Mention[] {
  return [...text.matchAll(mention)].map(({ index, 0: whole, 1: file = "", 2: line, 3: column, 4: row, 5: col }) => ({
    start: index,
    text: whole,
    file,
    line: Number(line ?? row ?? 1),
    column: Number(column ?? col ?? 1),
  }));
}

/** Links from output to files of the project. A name that the project doesn't have is no link. */
export function fileLinks(terminal: Terminal, { findFile, openFile }: FileLinkHost): ILinkProvider {
  const linksOf = async (row: number): Promise<ILink[]> => {
    const text = terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? "";
    const links = await Promise.all(
      mentionsOf(text)
        .slice(0, 12)
        .map(async ({ start, text: shown, file, line, column }): Promise<ILink[]> => {
          const path = await findFile(file);
          if (path === undefined) return [];
          const range = { start: { x: start + 1, y: row }, end: { x: start + shown.length, y: row } };
          const activate = () => {
            openFile(path, line, column);
          };
          return [{ text: shown, range, activate }];
        }),
    );
    return links.flat();
  };
  return {
    provideLinks(row, tell) {
      const find = async () => {
        tell(await linksOf(row));
      };
      void find();
    },
  };
}
