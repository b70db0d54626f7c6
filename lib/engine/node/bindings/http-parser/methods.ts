/** In the order of llhttp's numbers, which Node's library gets as the method of a request. */
export const allMethods: readonly string[] = (
  "DELETE GET HEAD POST PUT CONNECT OPTIONS TRACE COPY LOCK MKCOL MOVE PROPFIND PROPPATCH SEARCH UNLOCK BIND REBIND " +
  "UNBIND ACL REPORT MKACTIVITY CHECKOUT MERGE M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE PATCH PURGE MKCALENDAR LINK UNLINK " +
  "SOURCE PRI DESCRIBE ANNOUNCE SETUP PLAY PAUSE TEARDOWN GET_PARAMETER SET_PARAMETER REDIRECT RECORD FLUSH QUERY"
).split(" ");

const rtspOnly = new Set(
  "DESCRIBE ANNOUNCE SETUP PLAY PAUSE TEARDOWN GET_PARAMETER SET_PARAMETER REDIRECT RECORD FLUSH".split(" "),
);
const rtsp = new Set(["OPTIONS", "GET", "POST", ...rtspOnly]);

/** Those that `http.METHODS` lists. */
export const methods: readonly string[] = allMethods.filter((method) => method !== "PRI" && !rtspOnly.has(method));

export const CONNECT = allMethods.indexOf("CONNECT");
export const PRI = allMethods.indexOf("PRI");

const numbers = new Map(allMethods.map((method, index) => [method, index]));
const prefixes = new Set(
  allMethods.flatMap((method) => Array.from(method, (_each, index) => method.slice(0, index + 1))),
);

export const methodNumber = (name: string): number | undefined => numbers.get(name);
export const beginsMethod = (text: string): boolean => prefixes.has(text);

/** Why a method can't stand before a protocol; `undefined` where it can. */
export function protocolObjection(protocol: string, method: number): string | undefined {
  const name = allMethods[method] ?? "";
  if (protocol === "HTTP") return rtspOnly.has(name) ? "Invalid method for HTTP/x.x request" : undefined;
  if (protocol === "RTSP") return rtsp.has(name) ? undefined : "Invalid method for RTSP/x.x request";
  return name === "SOURCE" ? undefined : "Expected SOURCE method for ICE/x.x request";
}
