/** What the page says that tests a browser and a network, in English. */
export const checkEn = {
  title: "Does tabsmith work here?",
  lead: "This page tries what tabsmith needs, in this browser and on this network. The report is for whoever looks after them.",
  groups: { browser: "This browser", server: "This server", outside: "The outside" },
  outsideText:
    "Models and StackBlitz live elsewhere. Each one that is asked sees this computer's address, so nothing is asked before you say so.",
  askOutside: "Ask them",
  again: "Test again",
  copy: "Copy the report",
  copied: "Copied",
  home: "To tabsmith",
  running: "Trying",
  waiting: "Not asked yet",
  verdicts: { good: "Works", limited: "Limited", bad: "Does not work" },
  summary: {
    good: "Everything that tabsmith needs is here.",
    limited: "tabsmith works here; something has limits.",
    bad: "Something that tabsmith needs is missing.",
  },
  names: {
    isolation: "Isolated page, shared memory",
    serviceWorker: "Service worker",
    storage: "Storage",
    memory: "Processor and memory",
    gpu: "Graphics for local models",
    engine: "The engine runs a program",
    preview: "A preview is shown",
    server: "Server answers",
    store: "Server's store",
    registry: "Packages from npm",
    stackblitz: "StackBlitz WebContainers",
    provider: "Model provider",
  },
  mend: {
    isolation:
      "Open tabsmith over https, or at http://ide.localhost on the machine that runs it. A proxy that removes the headers Cross-Origin-Opener-Policy or Cross-Origin-Embedder-Policy also does this.",
    serviceWorker: "Use a normal window instead of a private one, and allow this site to keep data.",
    storage: "Allow this site to keep data, leave the private window, or free some space.",
    memory: "Close other tabs. Large installs may be slow on this computer.",
    gpu: "Models in the tab run on the processor here, slowly. Cloud models and models of your own server aren't affected.",
    engine:
      "The sandbox's address must be reachable from this browser: look for a filter that blocks it, and for one that removes headers.",
    preview: "Previews need a service worker on the sandbox's address; third-party frames must not be blocked for it.",
    server: "The server of tabsmith doesn't answer. A project that is open goes on working.",
    store: "The server's store isn't ready: short links don't work until it is. docs/operations.md tells how to look.",
    registry: "The server can't reach its npm registry, so packages can't be installed that aren't cached.",
    stackblitz: "Only the choice of StackBlitz's WebContainers needs it; tabsmith's own engine doesn't.",
    provider: "Its address is blocked or down. Other models go on working.",
  },
};

export type CheckStrings = typeof checkEn;
