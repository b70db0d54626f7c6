"use client";

import type { Runs } from "@/lib/studio";
import { Segmented } from "../ui/segmented";
import type { CatalogueFilter } from "./filter-entries";
import { useModelStrings } from "./use-model-strings";

const places: readonly (Runs | "all")[] = ["all", "here", "own-server", "cloud"];

interface CatalogueFiltersProps {
  readonly filter: CatalogueFilter;
  readonly onChange: (filter: CatalogueFilter) => void;
}

export function CatalogueFilters({ filter, onChange }: CatalogueFiltersProps) {
  const { catalogue: words } = useModelStrings();
  const switches = [
    { key: "fits", label: words.onlyFits },
    { key: "vision", label: words.onlyVision },
    { key: "open", label: words.onlyOpen },
  ] as const;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Segmented
        label={words.where}
        value={filter.where}
        options={places.map((value) => ({ value, label: words.wheres[value] }))}
        onChange={(where) => {
          onChange({ ...filter, where });
        }}
      />
      {switches.map(({ key, label }) => (
        <label key={key} className="flex items-center gap-1.5 text-small">
          <input
            type="checkbox"
            className="accent-ember"
            checked={filter[key]}
            onChange={(event) => {
              onChange({ ...filter, [key]: event.target.checked });
            }}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
