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
