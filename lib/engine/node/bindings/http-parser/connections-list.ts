/** What the list asks of a parser. Zero as the start of a message means that none is being read. */
export interface TimedParser {
  /** The object that the library knows. */
  readonly owner: object;
  messageStart: number;
  areHeadersComplete: boolean;
}

/** A server's parsers by how long their messages take: Node's server asks which have run out of time. */
export interface ParserList {
  push(parser: TimedParser): void;
  pushActive(parser: TimedParser): void;
  pop(parser: TimedParser): void;
  popActive(parser: TimedParser): void;
}

const byStart = (left: TimedParser, right: TimedParser): number => left.messageStart - right.messageStart;

const owners = (parsers: readonly TimedParser[]): object[] => parsers.map((parser) => parser.owner);

export function createConnectionsList(now: () => number) {
  return class ConnectionsList implements ParserList {
    readonly #all = new Set<TimedParser>();
    readonly #active = new Set<TimedParser>();

    push(parser: TimedParser): void {
      this.#all.add(parser);
    }

    pushActive(parser: TimedParser): void {
      this.#active.add(parser);
    }

    pop(parser: TimedParser): void {
      this.#all.delete(parser);
    }

    popActive(parser: TimedParser): void {
      this.#active.delete(parser);
    }

    all(): object[] {
      return owners([...this.#all].toSorted(byStart));
    }

    idle(): object[] {
      return owners([...this.#all].filter((parser) => parser.messageStart === 0));
    }

    active(): object[] {
      return owners([...this.#active].toSorted(byStart));
    }

    /** Takes those out of the active ones that have had more than their milliseconds. */
    expired(headersTimeout: number, requestTimeout: number): object[] {
      const isSwapped = requestTimeout > 0 && headersTimeout > requestTimeout;
      const [forHeaders, forRequest] = isSwapped ? [requestTimeout, headersTimeout] : [headersTimeout, requestTimeout];
      const time = now();
      const late = (parser: TimedParser, limit: number): boolean => limit > 0 && parser.messageStart < time - limit;
      const found = [...this.#active]
        .toSorted(byStart)
        .filter((parser) => (!parser.areHeadersComplete && late(parser, forHeaders)) || late(parser, forRequest));
      for (const parser of found) this.#active.delete(parser);
      return owners(found);
    }
  };
}
