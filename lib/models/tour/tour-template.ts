import { stateName } from "./tour-pieces";
import type { Tour } from "./tour-script";

export const stateToken = (state: string): string => `<|${state}|>`;

/**
 * The chat template of a tour: it reads nothing of what was said but how many turns the tour has had and how the last
 * call went, and writes the one token from which the model goes on. After a refusal or a failure the tour says so,
 * which is one turn more, and then goes back to the step that it was.
 */
export function tourTemplate(tour: Tour): string {
  const numbered = (kind: "step" | "refused" | "failed", at: string): string => {
    const [before = "", after = ""] = stateToken(stateName(kind, "@")).split("@");
    return `{{- '${before}' ~ ${at} ~ '${after}' -}}`;
  };
  const trouble = (kind: "refused" | "failed"): string => {
    const own = JSON.stringify(tour.steps.flatMap((step, at) => (step[kind] === undefined ? [] : [at])));
    return [
      `{%- elif ns.trouble == '${kind}' -%}`,
      `{%- if (ns.step - 1) in ${own} -%}${numbered(kind, "(ns.step - 1)")}`,
      `{%- else -%}{{- '${stateToken(kind)}' -}}{%- endif -%}`,
    ].join("");
  };
  return [
    "{%- set ns = namespace(step=0, tools=false, trouble='') -%}",
    "{%- for message in messages -%}",
    "{%- if message.role == 'assistant' -%}",
    "{%- if ns.trouble -%}{%- set ns.step = ns.step - 1 -%}{%- else -%}{%- set ns.step = ns.step + 1 -%}{%- endif -%}",
    "{%- set ns.trouble = '' -%}",
    "{%- elif message.role == 'system' -%}{%- if '<tool_call>' in message.content -%}{%- set ns.tools = true -%}{%- endif -%}",
    "{%- elif '<tool_response>\\nREFUSED: ' in message.content -%}{%- set ns.trouble = 'refused' -%}",
    "{%- elif '<tool_response>\\nFAILED: ' in message.content -%}{%- set ns.trouble = 'failed' -%}",
    "{%- endif -%}",
    "{%- endfor -%}",
    `{%- if not ns.tools -%}{{- '${stateToken("title")}' -}}`,
    trouble("refused"),
    trouble("failed"),
    `{%- elif ns.step >= ${tour.steps.length} -%}{{- '${stateToken("over")}' -}}`,
    `{%- else -%}${numbered("step", "ns.step")}{%- endif -%}`,
  ].join("");
}
