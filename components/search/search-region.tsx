"use client";

import { useMemo, useState } from "react";
import type { SearchQuery } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { Region, RegionHeader } from "../ui/region";
import { SearchForm } from "./search-form";
import { SearchResults } from "./search-results";
import { useReplace } from "./use-replace";
import { useSearch, type Results } from "./use-search";

export function SearchRegion() {
  const { workbench } = useStrings();
  const [query, setQuery] = useState<SearchQuery>({ text: "" });
  const [replacement, setReplacement] = useState("");
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const found = useSearch(query);
  const results = useMemo(() => without(found, leftOut), [found, leftOut]);
  const replacing = useReplace(query, replacement);
  const all = () => {
    replacing.all(results.files);
  };
  return (
    <Region id="search" label={workbench.regions.search}>
      <RegionHeader title={workbench.regions.search} />
      <SearchForm
        query={query}
        onQuery={(next) => {
          setLeftOut(new Set());
          setQuery(next);
        }}
        replacement={replacement}
        onReplacement={setReplacement}
        onReplaceAll={results.matches > 0 ? all : undefined}
      />
      <SearchResults
        results={results}
        replacing={replacement === "" ? undefined : { ...replacing, query, replacement }}
        onLeaveOut={(path) => {
          setLeftOut((now) => new Set([...now, path]));
        }}
      />
    </Region>
  );
}

function without(results: Results, leftOut: ReadonlySet<string>): Results {
  if (leftOut.size === 0) return results;
  const files = results.files.filter(({ path }) => !leftOut.has(path));
  return { ...results, files, matches: files.reduce((sum, { matches }) => sum + matches.length, 0) };
}
