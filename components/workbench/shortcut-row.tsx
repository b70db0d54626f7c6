"use client";

import { Pencil, RotateCcw } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { keysOf, rebind, showKeys, type Command } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { fieldClass } from "../ui/text-field";
import { useMac } from "../use-media";
import { useStore } from "../use-store";

/** A command with its keys, and a way to give it others. */
export function ShortcutRow({ command }: { readonly command: Command }) {
  const { settings } = useApp();
  const strings = useStrings();
  const mac = useMac();
  const isOwn = Object.hasOwn(useStore(settings).keys, command.id);
  const [isListening, setIsListening] = useState(false);
  const title = command.title(strings);
  const choose = (keys: readonly string[] | undefined) => {
    settings.set((now) => ({ ...now, keys: rebind(now.keys, command.id, keys) }));
    setIsListening(false);
  };
  return (
    <div className="flex min-h-9 items-center gap-2 border-b border-line py-1">
      <dt className="min-w-0 flex-1">{title}</dt>
      <dd className="flex items-center gap-1">
        {isListening ? (
          <KeysField
            onChoose={choose}
            onEnd={() => {
              setIsListening(false);
            }}
          />
        ) : (
          <>
            {command.keys?.map((keys) => (
              <Kbd key={keys}>{showKeys(keys, mac)}</Kbd>
            ))}
            <IconButton
              icon={Pencil}
              label={strings.panels.app.changeKeys(title)}
              onClick={() => {
                setIsListening(true);
              }}
            />
            {isOwn && (
              <IconButton
                icon={RotateCcw}
                label={strings.panels.app.resetKeys(title)}
                onClick={() => {
                  choose(undefined);
                }}
              />
            )}
          </>
        )}
      </dd>
    </div>
  );
}

interface KeysFieldProps {
  readonly onChoose: (keys: readonly string[]) => void;
  readonly onEnd: () => void;
}

/** Takes the next shortcut that is pressed. */
function KeysField({ onChoose, onEnd }: KeysFieldProps) {
  const { app } = useStrings().panels;
  const mac = useMac();
  const onKeyDown = (event: KeyboardEvent) => {
    const isEnd = event.key === "Escape" || event.key === "Delete" || event.key === "Backspace";
    const keys = keysOf(event, mac);
    if (!isEnd && keys === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") onEnd();
    else onChoose(keys === undefined ? [] : [keys]);
  };
  return (
    <input
      readOnly
      ref={focus}
      aria-label={app.pressKeys}
      title={app.pressKeysHint}
      placeholder={app.pressKeys}
      onKeyDown={onKeyDown}
      onBlur={onEnd}
      className={`${fieldClass} max-w-44`}
    />
  );
}

function focus(field: HTMLInputElement | null): void {
  field?.focus();
}
