"use client";

import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";

export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Shown in place of the label, which stays as the name. */
  readonly icon?: ReactNode;
}

interface SegmentedProps<T extends string> {
  readonly label: string;
  /** Without a value none of the options is chosen. */
  readonly value: T | undefined;
  readonly options: readonly SegmentedOption<T>[];
  readonly onChange: (value: T) => void;
}

/** A group of radio buttons in one line: one stop for Tab, arrows choose. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-control border border-line bg-ground p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          title={option.icon ? option.label : undefined}
          className={classNames(
            "inline-flex h-6 items-center rounded-[4px] border px-2 text-small transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus coarse:h-9 coarse:px-3",
            option.value === value
              ? "border-line-strong bg-raised text-ink"
              : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value);
            }}
          />
          {option.icon ?? option.label}
          {option.icon && <span className="sr-only">{option.label}</span>}
        </label>
      ))}
    </fieldset>
  );
}
