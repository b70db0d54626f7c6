import { pieces, usageOf, type Said, type WireEvent, type WireFormat } from "./reply";

const event = (name: string, data: object): WireEvent => ({ type: "event", name, data: { type: name, ...data } });

function block(index: number, start: object, deltas: readonly object[]): readonly WireEvent[] {
  return [
    event("content_block_start", { index, content_block: start }),
    ...deltas.map((delta) => event("content_block_delta", { index, delta })),
    event("content_block_stop", { index }),
  ];
}

function blockOf(said: Exclude<Said, { type: "pause" }>, index: number, id: string): readonly WireEvent[] {
  if (said.type === "text")
    return block(
      index,
      { type: "text", text: "" },
      pieces(said.text).map((text) => ({ type: "text_delta", text })),
    );
  if (said.type === "reasoning") {
    const thoughts = pieces(said.text).map((thinking) => ({ type: "thinking_delta", thinking }));
    return block(index, { type: "thinking", thinking: "", signature: "" }, [
      ...thoughts,
      { type: "signature_delta", signature: "signed" },
    ]);
  }
  const parts = pieces(said.raw ?? JSON.stringify(said.input)).map((partial_json) => ({
    type: "input_json_delta",
    partial_json,
  }));
  return block(index, { type: "tool_use", id: `toolu_${id}_${index}`, name: said.name, input: {} }, parts);
}

/** Anthropic's Messages. */
export const anthropicMessages: WireFormat = {
  path: /\/messages$/,
  answer(reply, id) {
    const { input, output, cacheRead, cacheWrite } = usageOf(reply);
    const usage = {
      input_tokens: input - cacheRead - cacheWrite,
      cache_read_input_tokens: cacheRead,
      cache_creation_input_tokens: cacheWrite,
    };
    const message = {
      id: `msg_${id}`,
      type: "message",
      role: "assistant",
      model: "scripted",
      content: [],
      stop_reason: null,
      stop_sequence: null,
    };
    const stop = reply.said.some(({ type }) => type === "call") ? "tool_use" : "end_turn";
    const reason = reply.finish === undefined ? stop : { length: "max_tokens", refused: "refusal" }[reply.finish];
    let index = -1;
    const blocks = reply.said.flatMap((said): readonly WireEvent[] => {
      if (said.type === "pause") return [said];
      index += 1;
      return blockOf(said, index, id);
    });
    return [
      event("message_start", { message: { ...message, usage: { ...usage, output_tokens: 1 } } }),
      event("ping", {}),
      ...blocks,
      event("message_delta", { delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: output } }),
      event("message_stop", {}),
    ];
  },
  error: (message, kind) => ({ type: "error", error: { type: kind, message } }),
  streamError: (message) => event("error", { error: { type: "overloaded_error", message } }),
};
