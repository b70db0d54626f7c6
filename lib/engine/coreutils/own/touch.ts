import fs from "node:fs";
import { forEach, readFlags, type Command, type Flags } from "./command";
import { dateFrom } from "./dates";

/** `[[CC]YY]MMDDhhmm[.ss]` */
function stampFrom(text: string): Date | undefined {
  const [, century = "", year = "", month, date, hour, minute, second = "0"] =
    /^(\d\d(?=\d{10}))?(\d\d(?=\d{8}))?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text) ?? [];
  if (month === undefined) return undefined;
  const full =
    year === "" ? new Date().getFullYear() : Number(`${century || (Number(year) < 69 ? "20" : "19")}${year}`);
  return new Date(full, Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second));
}

interface Times {
  readonly access: Date;
  readonly change: Date;
}

/** The time that was asked for; a sentence where there is none such. */
function timesFor(flags: Flags): Times | string {
  const from = flags.value("r");
  if (from !== undefined) {
    const like = fs.statSync(from, { throwIfNoEntry: false });
    if (!like) return `failed to get attributes of '${from}': No such file or directory`;
    return { access: like.atime, change: like.mtime };
  }
  const [date, stamp] = [flags.value("d"), flags.value("t")];
  const named = date === undefined ? (stamp === undefined ? new Date() : stampFrom(stamp)) : dateFrom(date);
  return named === undefined ? `invalid date format '${date ?? stamp ?? ""}'` : { access: named, change: named };
}

function set(name: string, times: Times, flags: Flags): void {
  if (flags.has("h") && fs.lstatSync(name, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    fs.lutimesSync(name, times.access, times.change);
    return;
  }
  if (!fs.existsSync(name)) fs.closeSync(fs.openSync(name, "a"));
  const { atime, mtime } = fs.statSync(name);
  const [onlyAccess, onlyChange] = [flags.has("a") && !flags.has("m"), flags.has("m") && !flags.has("a")];
  fs.utimesSync(name, onlyChange ? atime : times.access, onlyAccess ? mtime : times.change);
}

export const touch: Command = (call) => {
  const flags = readFlags(call.args, "dtr", { date: "d", reference: "r", "no-create": "c", time: "T" });
  const times = timesFor(flags);
  if (typeof times === "string") {
    call.complain(times);
    return 1;
  }
  if (flags.rest.length === 0) {
    call.complain("missing file operand\nTry 'touch --help' for more information.");
    return 1;
  }
  return forEach(call, flags.rest, "cannot touch ", (name) => {
    if (!flags.has("c") || fs.existsSync(name)) set(name, times, flags);
  });
};
