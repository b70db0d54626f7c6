/** The one element that a selector means; says so when there is none. */
export function elementFor(selector: string): Element {
  const found = document.querySelector(selector);
  if (found === null) throw new Error(`Nothing on this page matches ${selector}.`);
  return found;
}

export function clickOn(selector: string): void {
  const element = elementFor(selector);
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (element instanceof HTMLElement) element.focus();
  const where = element.getBoundingClientRect();
  const init = {
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
    clientX: where.x + where.width / 2,
    clientY: where.y + where.height / 2,
  };
  element.dispatchEvent(new PointerEvent("pointerdown", init));
  element.dispatchEvent(new MouseEvent("mousedown", init));
  element.dispatchEvent(new PointerEvent("pointerup", init));
  element.dispatchEvent(new MouseEvent("mouseup", init));
  if (element instanceof HTMLElement) element.click();
  else element.dispatchEvent(new MouseEvent("click", init));
}

/** Takes the place of what is in a field. The setter of the prototype is used: frameworks watch the element's own. */
export function typeInto(selector: string, text: string): void {
  const element = elementFor(selector);
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    element.focus();
    const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(element, text);
  } else if (element instanceof HTMLElement && element.isContentEditable) {
    element.focus();
    element.textContent = text;
  } else throw new Error(`${selector} is no field that one can type into.`);
  element.dispatchEvent(
    new InputEvent("input", { bubbles: true, composed: true, data: text, inputType: "insertText" }),
  );
  element.dispatchEvent(new Event("change", { bubbles: true }));
}
