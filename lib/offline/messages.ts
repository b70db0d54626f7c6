/** Where the service worker of the app is found. */
export const offlineScript = "/offline.js";

/** Told to a service worker that waits, when the person wants the newer build. */
export const takeOver = "tabsmith:take-over";
