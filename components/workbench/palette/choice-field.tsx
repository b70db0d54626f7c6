"use client";

import { useId, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { rowsInSight } from "../../ui/rows-in-sight";
import { useMedia } from "../../use-media";
import type { Choice, Choices } from "./choice";

interface ChoiceFieldProps {
  readonly label: string;
  readonly listLabel: string;
  readonly placeholder: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly choices: Choices;
}

/** A field to type in with what can be chosen below it. Only the rows in sight are drawn, so that a letter costs the same whatever it finds. */
export function ChoiceField({ label, listLabel, placeholder, field, text, onText, choices }: ChoiceFieldProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(0);
  const rowHeight = useMedia("(pointer: coarse)") ? 44 : 32;
  const offered = typeof choices === "string" ? [] : choices;
  const active = Math.min(wanted, offered.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = stepFor(event.key, active, offered.length);
    if (next === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (next === undefined) offered[active]?.run();
    else {
      setWanted(next);
      bringIntoSight(list.current, next, rowHeight);
    }
  };
  return (
    <>
      <input
        ref={field}
        role="combobox"
        aria-label={label}
        aria-expanded={offered.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        value={text}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        autoCorrect="off"
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setWanted(0);
          list.current?.scrollTo({ top: 0 });
          onText(target.value);
        }}
        className="h-11 w-full border-b border-line bg-transparent px-4 text-body text-ink outline-none placeholder:text-ink-faint focus-visible:outline-none"
      />
      {typeof choices === "string" && (
        <p role="status" className="px-4 py-7 text-center text-ink-muted">
          {choices}
        </p>
      )}
      <ChoiceList
        id={id}
        list={list}
        label={listLabel}
        choices={offered}
        active={active}
        rowHeight={rowHeight}
        onPoint={setWanted}
      />
    </>
  );
}

interface ChoiceListProps {
  readonly id: string;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly active: number;
  readonly rowHeight: number;
  readonly onPoint: (at: number) => void;
}

function ChoiceList({ id, list, label, choices, active, rowHeight, onPoint }: ChoiceListProps) {
  const [top, setTop] = useState(0);
  const shown = rowsInSight({ count: choices.length, rowHeight, top, height: mostHeight, keep: active, margin: 2 });
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      hidden={choices.length === 0}
      onScroll={({ currentTarget }) => {
        setTop(currentTarget.scrollTop);
      }}
      className="max-h-[min(60vh,420px)] overflow-auto p-1.5"
    >
      <div role="presentation" className="relative" style={{ height: choices.length * rowHeight }}>
        {shown.map((at) => {
          const choice = choices[at];
          return (
            choice && (
              <div
                key={choice.id}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                aria-setsize={choices.length}
                aria-posinset={at + 1}
                tabIndex={-1}
                onPointerMove={() => {
                  if (at !== active) onPoint(at);
                }}
                onClick={choice.run}
                onKeyDown={({ key }) => {
                  if (key === "Enter") choice.run();
                }}
                style={{ top: at * rowHeight, height: rowHeight }}
                className="absolute inset-x-0 flex items-center gap-3 rounded-control px-2.5 select-none aria-selected:bg-hover"
              >
                {choice.show()}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

/** As tall as the list gets. */
const mostHeight = 420;

const page = 10;

/** The number of the choice that a key leads to, round the ends; undefined for keys that lead nowhere. */
function stepFor(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return (active + 1) % count;
    case "ArrowUp":
      return (active - 1 + count) % count;
    case "PageDown":
      return Math.min(active + page, count - 1);
    case "PageUp":
      return Math.max(active - page, 0);
    default:
      return undefined;
  }
}

function bringIntoSight(list: HTMLElement | null, at: number, rowHeight: number): void {
  if (!list) return;
  const top = at * rowHeight;
  const room = list.clientHeight - 2 * Number.parseFloat(getComputedStyle(list).paddingTop);
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + rowHeight > list.scrollTop + room) list.scrollTop = top + rowHeight - room;
}
