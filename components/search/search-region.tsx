"use client";

import { useState } from "react";
import type { SearchQuery } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { Region, RegionHeader } from "../ui/region";
import { SearchForm } from "./search-form";
import { SearchResults } from "./search-results";
import { useSearch } from "./use-search";

export function SearchRegion() {
  const { workbench } = useStrings();
  const [query, setQuery] = useState<SearchQuery>({ text: "" });
  const [replacement, setReplacement] = useState("");
  const results = useSearch(query);
  return (
    <Region id="search" label={workbench.regions.search}>
      <RegionHeader title={workbench.regions.search} />
      <SearchForm
        query={query}
        onQuery={setQuery}
        replacement={replacement}
        onReplacement={setReplacement}
        results={results}
      />
      <SearchResults results={results} />
    </Region>
  );
}
