import type { PreviewState, Strings } from "@/lib/studio";
import { faultText } from "../fault-text";

export interface StateText {
  readonly title: string;
  readonly text?: string;
}

/** What a state of the preview is called, and what it means. */
export function stateText(state: PreviewState, all: Strings): StateText {
  const strings = all.preview;
  switch (state.type) {
    case "absent":
      return { title: strings.absent, text: strings.absentText };
    case "idle":
      return { title: strings.idle, text: strings.idleText };
    case "nothing":
      return { title: strings.nothing, text: strings.nothingText };
    case "broken":
      return { title: all.panels.manifest.broken, text: faultText(state.fault, all.panels.manifest) };
    case "booting":
      return { title: strings.booting, text: strings.bootingText };
    case "installing":
      return { title: strings.installing, text: strings.installingText };
    case "starting":
      return { title: strings.starting(state.command), text: strings.startingText };
    case "serving":
      return { title: strings.serving(state.port.port) };
    case "late":
      return { title: strings.late(state.port.port) };
    case "empty":
      return { title: strings.emptyPage, text: strings.emptyPageText };
    default:
      return endText(state, strings);
  }
}

/** A browser's own words, which end in a full stop or don't. */
const asSentence = (reason: string): string => (/[.!?]$/u.test(reason) ? reason : `${reason}.`);

type End = Extract<PreviewState, { type: "done" | "crashed" | "closed" | "failed" | "unshown" }>;

function endText(state: End, strings: Strings["preview"]): StateText {
  switch (state.type) {
    case "done":
      return { title: strings.done(state.command), text: strings.doneText };
    case "crashed":
      return { title: strings.crashed(state.command, state.code) };
    case "closed":
      return { title: strings.closed(state.port), text: strings.closedText };
    case "failed":
      return { title: strings.failed, text: state.reason };
    case "unshown":
      return { title: strings.unshown(state.port.port), text: strings.unshownText(asSentence(state.reason)) };
  }
}
