import { variable, type Scope } from "./scope";

/** Seconds with so many places; `l` has minutes as well. */
function duration(milliseconds: number, places: number, long: boolean): string {
  const seconds = milliseconds / 1000;
  if (!long) return seconds.toFixed(places);
  const minutes = Math.floor(seconds / 60);
  return `${minutes}m${(seconds - minutes * 60).toFixed(places)}s`;
}

const whole = "\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS";
const posixly = "real %2R\nuser %2U\nsys %2S";

/** What `time` says, as `TIMEFORMAT` wants it. What a program used of a processor isn't known to the shell: it counts as none. */
export function timeReport(milliseconds: number, posix: boolean, scope: Scope): string {
  const format = posix ? posixly : (variable(scope.state, "TIMEFORMAT") ?? whole);
  if (format === "") return "";
  const text = format.replace(/%(%|(\d?)(l?)([RUSP]))/g, (_all, sign: string, places = "", long = "", what = "") => {
    if (sign === "%") return "%";
    const used = what === "R" ? milliseconds : 0;
    if (what === "P") return "0.00";
    return duration(used, Math.min(3, places === "" ? 3 : Number(places)), long === "l");
  });
  return `${text}\n`;
}
