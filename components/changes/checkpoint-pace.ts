const minute = 60_000;

/** How long after the first change an automatic checkpoint is made; sooner when much changed at once. */
export const pauseFor = (changedFiles: number): number => (changedFiles > 20 ? minute : 4 * minute);
