"use client";

import { CaseSensitive, Ellipsis, Regex, WholeWord } from "lucide-react";
import { useState } from "react";
import type { SearchQuery } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { fieldClass, TextField } from "../ui/text-field";

interface SearchFormProps {
  readonly query: SearchQuery;
  readonly onQuery: (query: SearchQuery) => void;
  readonly replacement: string;
  readonly onReplacement: (text: string) => void;
  /** Undefined where there is nothing to replace. */
  readonly onReplaceAll: (() => void) | undefined;
}

export function SearchForm({ query, onQuery, replacement, onReplacement, onReplaceAll }: SearchFormProps) {
  const { search } = useStrings();
  return (
    <search className="flex shrink-0 flex-col gap-2 border-b border-line p-2">
      <PlainField
        type="search"
        isFirst
        label={search.label}
        value={query.text}
        onChange={(text) => {
          onQuery({ ...query, text });
        }}
      />
      <SearchOptions query={query} onQuery={onQuery} />
      <div className="flex gap-1">
        <PlainField type="text" label={search.replace} value={replacement} onChange={onReplacement} />
        <Button className="h-8" disabled={!onReplaceAll} onClick={onReplaceAll}>
          {search.replaceAll}
        </Button>
      </div>
    </search>
  );
}

interface PlainFieldProps {
  readonly type: "search" | "text";
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly isFirst?: boolean;
}

function PlainField({ type, label, value, onChange, isFirst = false }: PlainFieldProps) {
  return (
    <input
      type={type}
      aria-label={label}
      placeholder={label}
      value={value}
      spellCheck={false}
      autoComplete="off"
      {...(isFirst && { "data-first-focus": "" })}
      onChange={({ target }) => {
        onChange(target.value);
      }}
      className={fieldClass}
    />
  );
}

const toggles = [
  ["matchCase", CaseSensitive],
  ["wholeWord", WholeWord],
  ["regex", Regex],
] as const;

function SearchOptions({ query, onQuery }: Pick<SearchFormProps, "query" | "onQuery">) {
  const { search } = useStrings();
  const [hasDetails, setHasDetails] = useState(false);
  return (
    <>
      <div className="flex items-center gap-1">
        {toggles.map(([name, icon]) => (
          <IconButton
            key={name}
            icon={icon}
            label={search[name]}
            aria-pressed={query[name] ?? false}
            onClick={() => {
              onQuery({ ...query, [name]: !query[name] });
            }}
          />
        ))}
        <div className="flex-1" />
        <IconButton
          icon={Ellipsis}
          label={search.details}
          aria-expanded={hasDetails}
          onClick={() => {
            setHasDetails(!hasDetails);
          }}
        />
      </div>
      {hasDetails &&
        (["include", "exclude"] as const).map((name) => (
          <TextField
            key={name}
            id={`search-${name}`}
            label={search[name]}
            placeholder={name === "include" ? "src/**, *.ts" : "*.test.ts"}
            defaultValue={query[name]?.join(", ") ?? ""}
            onChange={({ target }) => {
              onQuery({ ...query, [name]: globsOf(target.value) });
            }}
          />
        ))}
    </>
  );
}

const globsOf = (text: string): readonly string[] =>
  text
    .split(",")
    .map((glob) => glob.trim())
    .filter(Boolean);
