import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal, type ITheme } from "@xterm/xterm";
import type { Disposable } from "@/lib/base";
import type { TerminalSession } from "@/lib/studio";
import { fileLinks, type FileLinkHost } from "./file-links";

export interface TerminalLinks extends FileLinkHost {
  readonly openLink: (url: string) => void;
}

export interface TerminalHost extends TerminalLinks {
  readonly onFind: () => void;
}

export interface AttachedTerminal {
  readonly terminal: Terminal;
  readonly search: SearchAddon;
  readonly dress: (theme: ITheme, fontSize: number) => void;
  readonly detach: () => void;
}

/** Puts an xterm into an element and joins it to a session. What was printed before is printed again. */
export function attachTerminal(element: HTMLElement, session: TerminalSession, host: TerminalHost): AttachedTerminal {
  const terminal = new Terminal({
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--font-mono") || "monospace",
    lineHeight: 1.25,
    cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    cursorStyle: "bar",
    scrollback: 10_000,
    screenReaderMode: true,
    minimumContrastRatio: 4.5,
    linkHandler: null,
    allowProposedApi: true,
    convertEol: session.isPlain,
    disableStdin: session.program === undefined,
  });
  const [fit, search] = [new FitAddon(), new SearchAddon()];
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(
    new WebLinksAddon((_, url) => {
      host.openLink(url);
    }),
  );
  terminal.open(element);
  terminal.textarea?.setAttribute("data-first-focus", "");
  terminal.write(session.printed());
  terminal.attachCustomKeyEventHandler((event) => !handleKeys(event, terminal, host));
  const observer = new ResizeObserver(() => {
    if (element.clientWidth > 0) fit.fit();
  });
  observer.observe(element);
  const held = [
    terminal.registerLinkProvider(fileLinks(terminal, host)),
    session.onOutput((text) => {
      terminal.write(text);
    }),
    terminal.onData((data) => {
      if (session.state.get().type === "kept") session.restart();
      else session.write(data);
    }),
    terminal.onResize(({ cols, rows }) => {
      session.resize({ columns: cols, rows });
    }),
    session.onCleared(terminal.clear.bind(terminal)),
    takeFocus(terminal, session),
  ];
  return {
    terminal,
    search,
    dress(theme, fontSize) {
      terminal.options.theme = theme;
      terminal.options.fontSize = fontSize;
    },
    detach() {
      observer.disconnect();
      for (const listening of held) listening.dispose();
      terminal.dispose();
    },
  };
}

function takeFocus(terminal: Terminal, { wantsFocus }: TerminalSession): Disposable {
  const look = () => {
    if (!wantsFocus.get()) return;
    wantsFocus.set(false);
    terminal.focus();
  };
  look();
  return { dispose: wantsFocus.subscribe(look) };
}

/** Copies what is selected, leaves pasting to the browser, and finds. True when the program must not see the key. */
function handleKeys(event: KeyboardEvent, terminal: Terminal, host: TerminalHost): boolean {
  if (event.type !== "keydown" || !(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const key = event.key.toLowerCase();
  if (key === "c" && terminal.hasSelection()) {
    void navigator.clipboard.writeText(terminal.getSelection());
    terminal.clearSelection();
    event.preventDefault();
    return true;
  }
  if (key === "v") return true;
  if (key !== "f") return false;
  event.preventDefault();
  host.onFind();
  return true;
}
