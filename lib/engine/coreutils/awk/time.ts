import { dated } from "../../text/time-text";

/** `strftime` of a time in seconds. */
export const strftime = (format: string, time: number, utc: boolean): string =>
  dated(format, new Date(time * 1000), utc);
