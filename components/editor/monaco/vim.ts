import type { Disposable } from "@/lib/base";
import type { monaco } from "./monaco";

/** Vim's keys in an editor, with its mode and its command line in `status`. */
export async function startVim(editor: monaco.editor.IStandaloneCodeEditor, status: HTMLElement): Promise<Disposable> {
  const { initVimMode, VimMode } = await import("monaco-vim");
  const { Vim } = VimMode as unknown as VimDefinitions;
  /** Everything is saved as it is typed, so writing has nothing left to do. */
  Vim.defineEx("write", "w", () => undefined);
  const mode = initVimMode(editor, status) as { dispose: () => void };
  return {
    dispose() {
      mode.dispose();
      status.replaceChildren();
    },
  };
}

interface VimDefinitions {
  readonly Vim: { readonly defineEx: (name: string, short: string, run: () => void) => void };
}
