import { clsx, type ClassValue } from "clsx";

/** Classes in the order in which they are given, without what is false. */
export const classNames = (...values: readonly ClassValue[]): string => clsx(values);
