import type { FailureStrings } from "./failures-en.data";

/** What went wrong and what would help, in German. */
export const failuresDe: FailureStrings = {
  zipTooLarge: (megabytes, files) =>
    `In diesem Zip stecken mehr als ${megabytes} MB oder ${files} Dateien. Importiere einen Teil davon.`,
  zipDamaged: "Diese Datei lässt sich nicht als Zip lesen. Vielleicht ist sie beschädigt oder verschlüsselt.",
  outside: (path) => `${path} liegt außerhalb des Projekts. Nichts wurde importiert.`,
  tooMuch: (megabytes) => `Das sind mehr als ${megabytes} MB auf einmal. Importiere es in Teilen.`,
  tooLarge: (names, megabytes) =>
    `${names}: mehr als ${megabytes} MB. Nichts wurde importiert; importiere es ohne das, was so groß ist.`,
  badName: (name) =>
    `${name} kann kein Dateiname sein: zu lang, oder mit einem Steuerzeichen. Nichts wurde importiert.`,
  taken: (name) => `Hier gibt es schon etwas, das ${name} heißt.`,
  takenThere: (name) => `Dort gibt es schon etwas, das ${name} heißt. Benenne es zuerst um.`,
  folderLost: (name, reason) => `Das Projekt und ${name} werden nicht mehr abgeglichen: ${reason}`,
  storageFull: "Der Speicher des Browsers ist voll. Lösche ein Projekt oder ein geladenes Modell, damit es weitergeht.",
  noBranch: "HEAD steht auf keinem Branch. Wechsle zuerst auf einen.",
  pullFirst: (host) => `${host} hat Commits, die hier fehlen. Erst Pull, dann Push.`,
  pushRefused: (host) => `${host} hat den Push abgelehnt.`,
  noSuchRepository: (host) => `${host} hat kein solches Repository, oder zeigt es nur denen, die es kennt.`,
  fewerCalls: (host) => `${host} möchte weniger Anfragen. Versuch es in einer Weile noch einmal.`,
  answered: (host, status) =>
    `${host} hat mit ${status} geantwortet. Versuch es noch einmal, oder sieh auf der Seite des Repositorys nach.`,
};
