import fs from "node:fs";
import { dated } from "../../text/time-text";
import { readFlags, reasonOf, type Call, type Command, type Flags } from "./command";
import { dateFrom } from "./dates";

const iso: Readonly<Record<string, string>> = {
  date: "%Y-%m-%d",
  hours: "%Y-%m-%dT%H%:z",
  minutes: "%Y-%m-%dT%H:%M%:z",
  seconds: "%Y-%m-%dT%H:%M:%S%:z",
  ns: "%Y-%m-%dT%H:%M:%S,%N%:z",
};

const rfc: Readonly<Record<string, string>> = {
  date: "%Y-%m-%d",
  seconds: "%Y-%m-%d %H:%M:%S%:z",
  ns: "%Y-%m-%d %H:%M:%S.%N%:z",
};

const usual = "%a %b %e %H:%M:%S %Z %Y";

function formatOf(flags: Flags): string | undefined {
  if (flags.has("I")) return iso[flags.value("I") || "date"];
  if (flags.has("3")) return rfc[flags.value("3") ?? ""];
  if (flags.has("R")) return "%a, %d %b %Y %H:%M:%S %z";
  return flags.rest.find((word) => word.startsWith("+"))?.slice(1) ?? usual;
}

/** What is said without a zone is meant where the clock is that was asked for. */
function meant(text: string, utc: boolean): Date | undefined {
  const time = dateFrom(text === "" ? "today 00:00" : text);
  const hasClock = /\d{4}-\d|\d:\d/.test(text) && !/(?:z|utc|gmt|[-+]\d\d:?\d\d)\s*$/i.test(text);
  return time === undefined || !utc || !hasClock ? time : new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
}

function timeOf(flags: Flags, call: Call): Date | undefined {
  const file = flags.value("r");
  const text = flags.value("d");
  if (file !== undefined) {
    try {
      return fs.statSync(file).mtime;
    } catch (error) {
      call.complain(`${file}: ${reasonOf(error)}`);
      return undefined;
    }
  }
  if (text === undefined) return new Date();
  const time = meant(text, flags.has("u"));
  if (time === undefined) call.complain(`invalid date '${text}'`);
  return time;
}

const long = {
  date: "d",
  reference: "r",
  utc: "u",
  universal: "u",
  "iso-8601": "I",
  "rfc-3339": "3",
  "rfc-email": "R",
  "rfc-2822": "R",
};

/** `-Iseconds` has its value with it, or none. */
const spelled = (args: readonly string[]): string[] =>
  args.map((arg) => (/^-I./.test(arg) ? `--iso-8601=${arg.slice(2)}` : arg === "-I" ? "--iso-8601" : arg));

export const date: Command = (call) => {
  const flags = readFlags(spelled(call.args), "drs", long);
  const wrong = flags.rest.find((word) => !word.startsWith("+"));
  if (wrong !== undefined) {
    call.complain(`invalid date '${wrong}'`);
    return 1;
  }
  if (flags.has("s")) {
    call.complain("cannot set date: Operation not permitted");
    return 1;
  }
  const format = formatOf(flags);
  if (format === undefined) {
    call.complain(`invalid argument '${flags.value("I") ?? flags.value("3") ?? ""}' for '--iso-8601'`);
    return 1;
  }
  const time = timeOf(flags, call);
  if (time === undefined) return 1;
  call.out(`${dated(format, time, flags.has("u"))}\n`);
  return 0;
};
