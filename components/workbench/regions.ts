/** The landmarks are found in the document: it alone knows which of them are on the screen, and in which order. */
const all = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-region]")];

/** Moves the focus into a region once it is there; a region says with `data-first-focus` where to. */
export function focusInRegion(id: string): void {
  const before = document.activeElement;
  const look = (framesLeft: number) => {
    const region = all().find((element) => element.dataset["region"] === id);
    const first = region?.querySelector<HTMLElement>("[data-first-focus]");
    const { activeElement } = document;
    // Whoever has gone elsewhere meanwhile stays there.
    if (activeElement !== before && activeElement !== region && activeElement !== document.body) return;
    (first ?? region)?.focus();
    if (!first && framesLeft > 0)
      requestAnimationFrame(() => {
        look(framesLeft - 1);
      });
  };
  requestAnimationFrame(() => {
    look(mostFrames);
  });
}

/** A region may still be on its way from the server. */
const mostFrames = 180;

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
