import type { ToolOutput } from "@/lib/tools";

/** Head and tail of a text that is too long; what is left out is said, and never half a character. */
export function truncateText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const whole = (at: number) => (/[\uD800-\uDBFF]/.test(text[at - 1] ?? "") ? at - 1 : at);
  const head = text.slice(0, whole(Math.floor(limit * 0.6)));
  const tail = text.slice(whole(text.length - Math.floor(limit * 0.35)));
  const left = text.length - head.length - tail.length;
  return `${head}\n\n[… ${left} characters left out. Ask for less at a time to see them …]\n\n${tail}`;
}

export function truncate(output: readonly ToolOutput[], limit: number): readonly ToolOutput[] {
  let room = limit;
  return output.map((item) => {
    if (item.type !== "text") return item;
    const text = truncateText(item.text, Math.max(200, room));
    room -= text.length;
    return text === item.text ? item : { ...item, text };
  });
}
