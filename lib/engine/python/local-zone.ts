import type { CPython } from "./cpython";

/** As C has it: seconds west of Greenwich in winter and in summer, and what the two are called. */
export interface LocalZone {
  readonly timezone: number;
  readonly altzone: number;
  readonly daylight: number;
  readonly names: readonly [string, string];
}

/** `CET` where English has a name of letters for it, else `+05` or `+0530`, as the zones that have none are called everywhere. */
function nameAt(date: Date): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZoneName: "short" }).formatToParts(date);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  if (/^[A-Z]{3,5}$/.test(name)) return name;
  const minutes = Math.abs(date.getTimezoneOffset());
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${date.getTimezoneOffset() > 0 ? "-" : "+"}${hours}${rest === "00" ? "" : rest}`;
}

export function localZone(year: number): LocalZone {
  const [january, july] = [new Date(year, 0, 1), new Date(year, 6, 1)];
  const northern = july.getTimezoneOffset() <= january.getTimezoneOffset();
  const [winter, summer] = northern ? [january, july] : [july, january];
  return {
    timezone: winter.getTimezoneOffset() * 60,
    altzone: summer.getTimezoneOffset() * 60,
    daylight: Number(winter.getTimezoneOffset() !== summer.getTimezoneOffset()),
    names: [nameAt(winter), nameAt(summer)],
  };
}

/** C's functions find the names in memory, where those of the machine are that the memory was made on. */
export function writeZoneNames({ address, word, writeText }: CPython, { names }: LocalZone): void {
  for (const [index, name] of names.entries()) {
    const place = word(address("tzname") + 4 * index);
    if (place !== 0) writeText(name, place, 17);
  }
}
