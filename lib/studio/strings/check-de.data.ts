import type { CheckStrings } from "./check-en.data";

/** What the page says that tests a browser and a network, in German. */
export const checkDe: CheckStrings = {
  title: "Läuft tabsmith hier?",
  lead: "Diese Seite probiert, was tabsmith braucht, in diesem Browser und in diesem Netz. Der Bericht ist für die, die beides betreuen.",
  groups: { browser: "Dieser Browser", server: "Dieser Server", outside: "Draußen" },
  outsideText:
    "Modelle und StackBlitz sind anderswo. Wer gefragt wird, sieht die Adresse dieses Rechners; darum wird erst gefragt, wenn du es sagst.",
  askOutside: "Alle fragen",
  again: "Noch einmal",
  copy: "Bericht kopieren",
  copied: "Kopiert",
  home: "Zu tabsmith",
  running: "Wird probiert",
  waiting: "Noch nicht gefragt",
  verdicts: { good: "Geht", limited: "Eingeschränkt", bad: "Geht nicht" },
  summary: {
    good: "Alles, was tabsmith braucht, ist da.",
    limited: "tabsmith läuft hier; etwas ist eingeschränkt.",
    bad: "Etwas, das tabsmith braucht, fehlt.",
  },
  names: {
    isolation: "Isolierte Seite, geteilter Speicher",
    serviceWorker: "Service Worker",
    storage: "Speicherplatz",
    memory: "Prozessor und Arbeitsspeicher",
    gpu: "Grafik für Modelle im Tab",
    engine: "Die Engine führt ein Programm aus",
    preview: "Eine Vorschau wird gezeigt",
    server: "Server antwortet",
    store: "Speicher des Servers",
    registry: "Pakete von npm",
    stackblitz: "WebContainers von StackBlitz",
    provider: "Anbieter von Modellen",
  },
  mend: {
    isolation:
      "Öffne tabsmith über https, oder als http://ide.localhost auf dem Rechner, auf dem es läuft. Auch ein Proxy kann schuld sein, der die Kopfzeilen Cross-Origin-Opener-Policy oder Cross-Origin-Embedder-Policy entfernt.",
    serviceWorker: "Nimm ein normales Fenster statt eines privaten und erlaube dieser Seite, Daten zu behalten.",
    storage: "Erlaube dieser Seite, Daten zu behalten, verlasse das private Fenster oder schaffe Platz.",
    memory: "Schließe andere Tabs. Große Installationen können auf diesem Rechner langsam sein.",
    gpu: "Modelle im Tab rechnen hier langsam auf dem Prozessor. Modelle in der Cloud und auf eigenen Servern betrifft das nicht.",
    engine:
      "Die Adresse der Sandbox muss von diesem Browser aus erreichbar sein: Vielleicht sperrt sie ein Filter oder entfernt Kopfzeilen.",
    preview:
      "Vorschauen brauchen einen Service Worker auf der Adresse der Sandbox; Rahmen fremder Adressen dürfen dafür nicht gesperrt sein.",
    server: "Der Server von tabsmith antwortet nicht. Ein offenes Projekt läuft weiter.",
    store:
      "Der Speicher des Servers ist nicht bereit: Kurze Links gehen so lange nicht. In docs/operations.md steht, wo man nachsieht.",
    registry: "Der Server erreicht seine npm-Registry nicht; nur Pakete aus dem Cache lassen sich installieren.",
    stackblitz: "Nur wer WebContainers von StackBlitz wählt, braucht das; die eigene Engine nicht.",
    provider: "Die Adresse ist gesperrt oder gestört. Andere Modelle laufen weiter.",
  },
};
