"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useRef, useState } from "react";
import { useStrings } from "../../app-context";
import type { Choices } from "./choice";
import { ChoiceField } from "./choice-field";
import { useCommandChoices } from "./use-command-choices";
import { useFileChoices } from "./use-file-choices";
import { useSymbolChoices } from "./use-symbol-choices";

interface PaletteProps {
  readonly mode: "commands" | "files" | "symbols";
  readonly onClose: () => void;
}

const beginnings = { commands: ">", files: "", symbols: "#" } as const;

/** Files by name, commands after a `>`, symbols after a `#`: one field for all, as people know it. */
export function CommandPalette({ mode, onClose }: PaletteProps) {
  const { commands: strings } = useStrings();
  const [text, setText] = useState<string>(beginnings[mode]);
  const field = useRef<HTMLInputElement>(null);
  const isCommands = text.startsWith(">");
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          initialFocus={field}
          aria-label={strings.palette}
          className="fixed top-[10vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden rounded-panel border border-line-strong bg-raised shadow-float"
        >
          <ChoiceField
            label={strings.palette}
            listLabel={isCommands ? strings.commands : strings.files}
            placeholder={isCommands ? strings.placeholder : strings.quickOpenPlaceholder}
            field={field}
            text={text}
            onText={setText}
            choices={useChoices(text, onClose)}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useChoices(text: string, close: () => void): Choices {
  const after = (sign: string) => (text.startsWith(sign) ? text.slice(1) : undefined);
  const commands = useCommandChoices(after(">"), close);
  const symbols = useSymbolChoices(after("#"), close);
  const files = useFileChoices(/^[>#]/u.test(text) ? undefined : text, close);
  if (text.startsWith(">")) return commands;
  return text.startsWith("#") ? symbols : files;
}
