"use client";

import type { Runs } from "@/lib/studio";
import { Segmented } from "../ui/segmented";
import { fieldClass } from "../ui/text-field";
import type { CatalogueFilter } from "./filter-entries";
import { formatBytes } from "./format";
import { useModelStrings } from "./use-model-strings";

const sizes = [0, 1e9, 2e9, 4e9];
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
    { key: "tools", label: words.onlyTools },
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
      <select
        aria-label={words.size}
        className={`${fieldClass} w-auto`}
        value={filter.largest}
        onChange={(event) => {
          onChange({ ...filter, largest: Number(event.target.value) });
        }}
      >
        {sizes.map((size) => (
          <option key={size} value={size}>
            {size === 0 ? words.anySize : words.upTo(formatBytes(size))}
          </option>
        ))}
      </select>
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
