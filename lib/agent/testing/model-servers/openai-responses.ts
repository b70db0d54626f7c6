import { pieces, usageOf, type Said, type WireEvent, type WireFormat } from "./reply";

type Event = (type: string, fields: object) => WireEvent;

/** Events are numbered as they are made, as OpenAI does. */
function numbering(): Event {
  let number = 0;
  return (type, fields) => {
    number += 1;
    return { type: "event", name: type, data: { type, sequence_number: number, ...fields } };
  };
}

function item(
  event: Event,
  output_index: number,
  start: object,
  middle: readonly WireEvent[],
  end: object,
): readonly WireEvent[] {
  return [
    event("response.output_item.added", { output_index, item: start }),
    ...middle,
    event("response.output_item.done", { output_index, item: end }),
  ];
}

function itemOf(
  event: Event,
  said: Exclude<Said, { type: "pause" }>,
  output_index: number,
  id: string,
): readonly WireEvent[] {
  const item_id = `item_${id}_${output_index}`;
  if (said.type === "text") {
    const message = { type: "message", id: item_id, role: "assistant", status: "in_progress", content: [] };
    const deltas = pieces(said.text).map((delta) =>
      event("response.output_text.delta", { item_id, output_index, content_index: 0, delta, logprobs: [] }),
    );
    return item(event, output_index, message, deltas, {
      ...message,
      status: "completed",
      content: [{ type: "output_text", text: said.text, annotations: [] }],
    });
  }
  if (said.type === "reasoning") {
    const reasoning = { type: "reasoning", id: item_id, summary: [], encrypted_content: null };
    const deltas = pieces(said.text).map((delta) =>
      event("response.reasoning_summary_text.delta", { item_id, output_index, summary_index: 0, delta }),
    );
    const part = event("response.reasoning_summary_part.added", {
      item_id,
      output_index,
      summary_index: 0,
      part: { type: "summary_text", text: "" },
    });
    return item(event, output_index, reasoning, [part, ...deltas], reasoning);
  }
  const text = said.raw ?? JSON.stringify(said.input);
  const call = {
    type: "function_call",
    id: item_id,
    call_id: `call_${id}_${output_index}`,
    name: said.name,
    arguments: "",
  };
  const deltas = pieces(text).map((delta) =>
    event("response.function_call_arguments.delta", { item_id, output_index, delta }),
  );
  return item(event, output_index, call, deltas, { ...call, arguments: text, status: "completed" });
}

/** OpenAI's Responses. */
export const openAiResponses: WireFormat = {
  path: /\/responses$/,
  answer(reply, id) {
    const event = numbering();
    const { input, output, cacheRead } = usageOf(reply);
    const response = { id: `resp_${id}`, object: "response", created_at: 1_700_000_000, model: "scripted", output: [] };
    let index = -1;
    const start = event("response.created", { response: { ...response, status: "in_progress" } });
    const items = reply.said.flatMap((said): readonly WireEvent[] => {
      if (said.type === "pause") return [said];
      index += 1;
      return itemOf(event, said, index, id);
    });
    const usage = {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cacheRead },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    };
    const cut =
      reply.finish === undefined
        ? null
        : { reason: { length: "max_output_tokens", refused: "content_filter" }[reply.finish] };
    const type = cut === null ? "response.completed" : "response.incomplete";
    return [
      start,
      ...items,
      event(type, {
        response: { ...response, status: cut === null ? "completed" : "incomplete", incomplete_details: cut, usage },
      }),
    ];
  },
  error: (message, kind) => ({ error: { message, type: kind, param: null, code: kind } }),
  streamError: (message) => ({
    type: "event",
    name: "error",
    data: {
      type: "error",
      sequence_number: 99,
      error: { type: "server_error", code: "server_error", message, param: null },
    },
  }),
};
