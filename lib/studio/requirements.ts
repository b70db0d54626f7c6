/** What a browser must have, with what to say where it lacks it. The order is that in which they are told. */
export const requirements = {
  "secure-context": {
    test: "self.isSecureContext",
    lacks:
      "This page was opened over plain http by a name that isn't this machine's, and browsers isolate pages only over https.",
    mend: "Open it over https, or on the machine that runs it as http://ide.localhost with its port.",
  },
  "web-assembly": {
    test: "typeof WebAssembly==='object'",
    lacks: "WebAssembly is missing or switched off, so nothing can be compiled here.",
    mend: "Switch it on, or use a current Chrome, Edge, Firefox or Safari.",
  },
  "service-worker": {
    test: "'serviceWorker' in navigator",
    lacks: "Service workers are missing, as in some private windows, so a preview can't be shown.",
    mend: "Use a normal window, or another browser.",
  },
  "shared-memory": {
    test: "typeof SharedArrayBuffer==='function'&&self.crossOriginIsolated===true",
    lacks: "Shared memory (SharedArrayBuffer) is missing, and programs need it to wait for a file.",
    mend: "Use Chrome or Edge 116, Firefox 119, Safari 17 or newer; something between you and the server may also be removing headers.",
  },
  storage: {
    test: "'storage' in navigator&&'getDirectory' in navigator.storage&&'indexedDB' in self",
    lacks: "There is no place to keep a project (the origin private file system or IndexedDB).",
    mend: "Leave the private window, or allow this site to keep data.",
  },
} as const;

export type Requirement = keyof typeof requirements;

/** Known names among those that an address lists. */
export function readMissing(list: string | undefined): readonly Requirement[] {
  const named = new Set((list ?? "").split(","));
  return (Object.keys(requirements) as Requirement[]).filter((name) => named.has(name));
}

/**
 * Leads a browser that lacks something to the page that says what, before anything is loaded. Text in the oldest JavaScript, since
 * those that lack something may not read anything newer.
 */
export function requirementScript(): string {
  const tests = Object.entries(requirements).map(
    ([name, { test }]) => `[${JSON.stringify(name)},function(){return ${test}}]`,
  );
  return `(function(){if(/^\\/(unsupported|embed|check|share|s|gh)(\\/|$)/.test(location.pathname))return;
var missing=[],tests=[${tests.join(",")}];
for(var i=0;i<tests.length;i++){var has=false;try{has=tests[i][1]()}catch(error){}if(!has)missing.push(tests[i][0])}
if(missing.length)location.replace("/unsupported?missing="+missing.join(","))})()`;
}
