/** Whether every word that was typed is somewhere in what a template is called and said to be. */
export function matchesTemplate(
  id: string,
  { title, summary }: { readonly title: string; readonly summary: string },
  wanted: string,
): boolean {
  const text = `${id} ${title} ${summary}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
