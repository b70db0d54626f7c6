const most = 400;
const drawn =
  "img, svg, canvas, video, audio, iframe, object, embed, input, button, select, textarea, progress, meter, hr";

/** Whether a page that has been loaded leaves nothing to look at: no text, no picture, no field, no coloured box. */
export function showsNothing({ body }: Document): boolean {
  if (body === null) return true;
  if (body.innerText.trim() !== "") return false;
  const elements = [...body.querySelectorAll("*")].slice(0, most);
  return !elements.some((element) => isSeen(element) && (element.matches(drawn) || hasColour(element)));
}

function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
}

function hasColour(element: Element): boolean {
  const { backgroundColor, backgroundImage, borderTopWidth } = getComputedStyle(element);
  return (
    backgroundImage !== "none" || borderTopWidth !== "0px" || !/^(?:transparent|rgba\(.*, 0\))$/u.test(backgroundColor)
  );
}
