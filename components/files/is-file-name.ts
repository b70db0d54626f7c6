/** Whether one part of a path can be the name of a file on the systems that a project may go to. */
export function isFileName(name: string): boolean {
  if (name === "" || name === "." || name === "..") return false;
  if (new TextEncoder().encode(name).length > 255) return false;
  return !Array.from(name).some((sign) => sign === "/" || sign < " " || sign === "\u007f");
}
