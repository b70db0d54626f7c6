/** Runs at once, then at most every so many milliseconds, and always once more after the last call. */
export function throttle(
  work: () => void,
  milliseconds: number,
): { readonly request: () => void; readonly now: () => void; readonly dispose: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = false;
  const fire = () => {
    timer = undefined;
    if (!wanted) return;
    wanted = false;
    timer = setTimeout(fire, milliseconds);
    work();
  };
  return {
    request() {
      wanted = true;
      if (timer === undefined) fire();
    },
    now() {
      clearTimeout(timer);
      timer = undefined;
      wanted = false;
      work();
    },
    dispose() {
      clearTimeout(timer);
      timer = undefined;
      wanted = false;
    },
  };
}
