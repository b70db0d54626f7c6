import type { DecisionWords } from "./decisions-en.data";

export const decisionsDe: DecisionWords = {
  modes: {
    plan: "Nur planen",
    default: "Erst fragen",
    acceptEdits: "Änderungen annehmen",
    dontAsk: "Nie fragen, sonst ablehnen",
    bypass: "Alles erlauben",
  },
  scopes: { session: "diese Sitzung", project: "dieses Projekt", user: "alle meine Projekte" },
  verdicts: { deny: "abgelehnt", ask: "gefragt", allow: "durchgelassen" },
  said: { allow: "von dir einmal erlaubt", always: "von dir immer erlaubt", deny: "von dir abgelehnt" },
  because: (answer, reason) => `${answer}: ${reason}`,
  asks: {
    mode: (tool) => `${tool} braucht deine Erlaubnis.`,
    rule: (rule) => `Die Regel „${rule}“ verlangt, dass gefragt wird.`,
    unparsable: (why) => `Dieser Befehl lässt sich nicht sicher lesen: ${why}.`,
    everything: (place) => `Das würde alles in ${place} erreichen; danach wird jedes Mal gefragt.`,
    protected: (path, because) => `Nach ${path} wird jedes Mal gefragt: ${because}.`,
  },
  project: "deinem Projekt",
  causes: {
    everything: "alles darin wäre betroffen",
    repository: "dort liegt das Repository selbst",
    settings: "dort liegen Einstellungen, Regeln und Hooks dieses Projekts",
    agentSettings: "dort liegen Einstellungen, Regeln und Hooks eines Agenten",
    instructions: "Agenten lesen es als Anweisung",
    packages: "es bestimmt, woher Pakete kommen",
    hooks: "git führt aus, was dort liegt",
    secrets: "meist stehen dort Geheimnisse",
    tokens: "meist stehen dort Zugangsschlüssel",
    privateKey: "es ist ein privater Schlüssel",
  },
  reasons: {
    rule: (verdict, rule, scope) => `Regel „${verdict} ${rule}“ (${scope})`,
    mode: (mode) => `Modus „${mode}“`,
    protected: (path) => `${path} ist geschützt`,
    escape: (path) => `${path} liegt außerhalb des Projekts`,
    hook: (message) => `ein Hook: ${message}`,
    unparsable: (why) => `der Befehl ist nicht lesbar: ${why}`,
    headless: (why) => `niemand da, der antwortet (${why})`,
  },
};
