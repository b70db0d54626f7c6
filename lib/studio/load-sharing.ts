import type { Sharing } from "./sharing/sharing";

/** Sharing comes when someone shares or opens what was shared. */
export const loadSharing = async (): Promise<Sharing> => (await import("./sharing/sharing")).sharing;
