/** The landmarks are found in the document: it alone knows which of them are on the screen, and in which order. */
const all = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-region]")];

/** Moves the focus into a region once it is there; a region says with `data-first-focus` where to. */
export function focusInRegion(id: string): void {
  requestAnimationFrame(() => {
    const region = all().find((element) => element.dataset["region"] === id);
    focusInside(region);
  });
}

function focusInside(region: HTMLElement | undefined): void {
  const first = region?.querySelector<HTMLElement>("[data-first-focus]");
  (first ?? region)?.focus();
}

/** Goes round the regions, from the one that has the focus. */
export function stepRegion(by: 1 | -1): void {
  const regions = all();
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : -1) : (at + by) % regions.length;
  focusInside(regions.at(next));
}
